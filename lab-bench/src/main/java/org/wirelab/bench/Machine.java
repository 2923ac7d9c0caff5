package org.wirelab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a result depends on beside the code: processor, memory, kernel, JVM, and what else was running.
final class Machine {
    private Machine() {}

    /// One line for under a table.
    ///
    /// @param tools those that took part
    /// @param loadBefore as [#load] gave it before the measure began
    static String describe(List<Tool> tools, String loadBefore) {
        String processor = after(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch"));
        String memory = after(Path.of("/proc/meminfo"), "MemTotal")
                .map(text -> text.replaceAll("\\D", ""))
                .map(kib -> String.format(Locale.ROOT, ", %.0f GiB", Long.parseLong(kib) / 1048576.0))
                .orElse("");
        return Stream.concat(
                        Stream.of(
                                processor + ", " + Runtime.getRuntime().availableProcessors() + " CPUs" + memory,
                                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                                "Java " + Runtime.version(),
                                "load average " + loadBefore + " before"),
                        tools.stream()
                                .filter(tool -> !tool.versionOption().isEmpty())
                                .map(Tool::described))
                .collect(Collectors.joining(" · "));
    }

    /// How many processes wanted to run during the last minute.
    static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException e) {
            return "unknown";
        }
    }

    /// The value of `key: value` in one of the kernel's text files.
    private static Optional<String> after(Path file, String key) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
