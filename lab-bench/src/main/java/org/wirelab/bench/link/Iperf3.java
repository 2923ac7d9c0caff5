package org.wirelab.bench.link;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.wirelab.bench.Tool;
import org.wirelab.link.Host;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Endpoints;

/// One TCP transfer of iperf3 from the client host to the server host.
final class Iperf3 {

    private static final int PORT = 5201;
    private static final int PATIENCE_SECONDS = 60;

    /// proc_pid_net(5): what stands behind the local address of a listener on this port, and of its peer.
    private static final String LISTENING = String.format(Locale.ROOT, ":%04X 00000000:0000 0A", PORT);

    private Iperf3() {}

    /// @return bits of payload per second, as the receiver counted them
    static double transfer(MeasuredNetwork network, int seconds) throws LabException, InterruptedException {
        String program = Tool.IPERF3.require().toString();
        String address = Endpoints.text(network.server().ipv4());
        String port = Integer.toString(PORT);
        Process server = start(network.server(), List.of(program, "-s", "-1", "-4", "-B", address, "-p", port));
        try {
            awaitListener(network.server(), server);
            Process client = start(
                    network.client(),
                    List.of(program, "-c", address, "-p", port, "-t", Integer.toString(seconds), "-J"));
            try {
                // before it is waited for: a full pipe would hold it up
                String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                end(client);
                return received(answer);
            } finally {
                client.destroy();
            }
        } catch (IOException e) {
            throw new LabException(ExitCode.INTERNAL, "iperf3: " + e.getMessage(), e);
        } finally {
            server.destroy();
            end(server);
        }
    }

    /// What the receiver counted, of a client's answer in JSON.
    ///
    /// @throws LabException when there is nothing of that in it, with the error that stands there instead
    static double received(String answer) throws LabException {
        try {
            Map<String, Object> json = JSON.std.mapFrom(answer);
            if (json.get("end") instanceof Map<?, ?> end
                    && end.get("sum_received") instanceof Map<?, ?> sum
                    && sum.get("bits_per_second") instanceof Number rate) {
                return rate.doubleValue();
            }
            throw new LabException(ExitCode.INTERNAL, "iperf3 gave no result: " + json.getOrDefault("error", answer));
        } catch (IOException e) {
            throw new LabException(ExitCode.INTERNAL, "iperf3 gave no result: " + answer.strip(), e);
        }
    }

    /// A process belongs to the host whose thread starts it.
    private static Process start(Host host, List<String> command) throws LabException {
        try {
            return host.call(() -> new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .start());
        } catch (Exception e) {
            throw new LabException(ExitCode.INTERNAL, "cannot start iperf3: " + e.getMessage(), e);
        }
    }

    private static void awaitListener(Host host, Process server)
            throws LabException, IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!listens(host)) {
            if (!server.isAlive()) {
                String said = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                throw new LabException(ExitCode.INTERNAL, "iperf3 -s ended: " + said.strip());
            }
            if (System.nanoTime() > deadline) {
                throw new LabException(ExitCode.INTERNAL, "iperf3 -s does not listen");
            }
            Thread.sleep(20);
        }
    }

    private static boolean listens(Host host) throws LabException {
        try {
            return host.call(
                    () -> Files.readString(Path.of("/proc/thread-self/net/tcp")).contains(LISTENING));
        } catch (Exception e) {
            throw new LabException(ExitCode.INTERNAL, "cannot read the host's sockets: " + e.getMessage(), e);
        }
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
