package org.wirelab.bench.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.wirelab.link.EmulatedNetwork;
import org.wirelab.link.LinkListener;
import org.wirelab.link.NetworkSettings;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// A fresh JVM that sets networks up one after the other, and says how long each took: from the call of
/// [EmulatedNetwork#open] to its return, when packets get through.
public final class ComingUp {

    private static final int PATH_MTU = 1300;

    private ComingUp() {}

    /// The times in a JVM of its own, started as `scripts/lab` starts one for a short command, but without an
    /// ahead-of-time cache.
    ///
    /// @param router whether one stands before the server
    /// @return in milliseconds; the first is the first in that JVM
    static double[] times(int networks, boolean router) throws LabException, InterruptedException {
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ComingUp.class.getName(),
                Integer.toString(networks),
                Boolean.toString(router));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            try {
                process.getOutputStream().close();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new LabException(ExitCode.LACKING, said.strip());
                }
                return parse(said, networks);
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new LabException(ExitCode.INTERNAL, "cannot start another JVM: " + e.getMessage(), e);
        }
    }

    /// In that JVM: prints nanoseconds, one line for each network.
    ///
    /// @param arguments how many networks, and whether with a router
    public static void main(String[] arguments) {
        boolean router = Boolean.parseBoolean(arguments[1]);
        NetworkSettings settings =
                router ? NetworkSettings.PERFECT.withPathMtu(PATH_MTU, PATH_MTU) : NetworkSettings.PERFECT;
        try {
            for (int i = Integer.parseInt(arguments[0]); i > 0; i--) {
                long begin = System.nanoTime();
                EmulatedNetwork network = EmulatedNetwork.open(settings, LinkListener.NONE);
                long nanos = System.nanoTime() - begin;
                network.close();
                System.out.println(nanos);
            }
        } catch (IOException e) {
            System.out.println(e.getMessage());
            System.exit(ExitCode.LACKING.number());
        }
    }

    private static double[] parse(String said, int networks) throws LabException {
        try {
            double[] millis = said.lines()
                    .mapToDouble(nanos -> Long.parseLong(nanos) / 1e6)
                    .toArray();
            if (millis.length == networks) {
                return millis;
            }
        } catch (NumberFormatException e) {
            throw new LabException(ExitCode.INTERNAL, "the other JVM gave no times: " + said.strip(), e);
        }
        throw new LabException(
                ExitCode.INTERNAL,
                "the other JVM gave too few times: "
                        + Arrays.toString(said.lines().toArray()));
    }
}
