package org.wirelab.client.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wirelab.crypto.MeasuringHost;

/// A look at this host and this JVM, for whoever wants to compare numbers.
final class HostInspection {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final List<String> TAKING_PART = List.of("SunJCE", "SunRsaSign", "SunEC");

    private HostInspection() {}

    static MeasuringHost look() {
        return new MeasuringHost(
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
                System.getProperty("java.vm.info"),
                providers());
    }

    /// Linux names the model; elsewhere only the architecture is known.
    private static String processor() {
        try (Stream<String> lines = Files.lines(CPU_INFO, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException _) {
            return System.getProperty("os.arch");
        }
    }

    private static List<String> providers() {
        List<String> providers = new ArrayList<>();
        for (String name : TAKING_PART) {
            Provider provider = Security.getProvider(name);
            if (provider != null) {
                providers.add(name + " " + provider.getVersionStr());
            }
        }
        providers.add("Bouncy Castle (BC)");
        return providers;
    }
}
