package org.wirelab.bench.arq;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.wirelab.bench.Tool;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// iperf3 -u over loopback: datagrams at a rate that it is told, and how many of them arrived.
///
/// @param rate what it is told by `-b`; `0` for as many as it can
/// @param buffer what it is told by `-w` of its sockets' buffers; empty for the system's own
record Iperf3Datagrams(String rate, String buffer) {

    private static final int PATIENCE_SECONDS = 60;
    private static final int ATTEMPTS = 50;

    /// What the receiver counted.
    ///
    /// @param bitsPerSecond of data that arrived
    /// @param lost of the datagrams, as a share
    record Outcome(double bitsPerSecond, double lost) {}

    /// How it is told: `-b 1G -w 4M`.
    @Override
    public String toString() {
        return "-b " + rate + (buffer.isEmpty() ? "" : " -w " + buffer);
    }

    /// Sends for so long.
    Outcome run(int octets, int seconds) throws LabException, InterruptedException {
        String program = Tool.IPERF3.require().toString();
        try {
            String port = freePort();
            Process server = start(List.of(program, "-s", "-1", "-B", "127.0.0.1", "-p", port));
            try {
                return parse(send(program, port, octets, seconds));
            } finally {
                server.destroy();
                end(server);
            }
        } catch (IOException e) {
            throw new LabException(ExitCode.INTERNAL, "iperf3: " + e.getMessage(), e);
        }
    }

    /// The server says nothing of use when it listens: the client tries until it does.
    private String send(String program, String port, int octets, int seconds)
            throws IOException, InterruptedException, LabException {
        List<String> command = new ArrayList<>(List.of(
                program, "-u", "-c", "127.0.0.1", "-p", port, "-l", "" + octets, "-b", rate, "-t", "" + seconds, "-J"));
        if (!buffer.isEmpty()) {
            command.addAll(List.of("-w", buffer));
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Process client = start(command);
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            end(client);
            if (!answer.contains("Connection refused")) {
                return answer;
            }
            Thread.sleep(20);
        }
        throw new LabException(ExitCode.INTERNAL, "iperf3 -s does not listen");
    }

    /// Reads a client's answer in JSON.
    ///
    /// @throws LabException when there is no count in it, with the error that stands there instead
    static Outcome parse(String answer) throws LabException {
        try {
            Map<String, Object> json = JSON.std.mapFrom(answer);
            if (json.get("end") instanceof Map<?, ?> end
                    && end.get("sum_received") instanceof Map<?, ?> sum
                    && sum.get("bits_per_second") instanceof Number rate
                    && sum.get("lost_percent") instanceof Number lost) {
                return new Outcome(rate.doubleValue(), lost.doubleValue() / 100);
            }
            throw new LabException(ExitCode.INTERNAL, "iperf3 gave no result: " + json.getOrDefault("error", answer));
        } catch (IOException e) {
            throw new LabException(ExitCode.INTERNAL, "iperf3 gave no result: " + answer.strip(), e);
        }
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .start();
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
