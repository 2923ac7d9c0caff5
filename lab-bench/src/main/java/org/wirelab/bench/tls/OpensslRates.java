package org.wirelab.bench.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Spread;
import org.wirelab.bench.Table;
import org.wirelab.bench.Tool;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// `openssl s_time` against the lab's service and against `openssl s_server`: new connections a second, one after the
/// other.
final class OpensslRates {

    static final Tool OPENSSL = new Tool("openssl", "openssl", "version");

    private static final Pattern CONNECTIONS = Pattern.compile("(\\d+) connections in (\\d+) real seconds");

    private final Setting setting;
    private final int rounds;
    private final int seconds;

    OpensslRates(Setting setting, int rounds, int seconds) {
        this.setting = setting;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /// What one server did in one round.
    private record Round(double perSecond, double cpuMillis) {}

    Table table(Path folder) throws IOException, LabException, InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        try (ServedTls lab = ServedTls.start(folder)) {
            Path pki = folder.resolve("pki");
            Process openssl = sServer(pki);
            try {
                int port = awaitPort(openssl);
                for (Mode mode : Mode.values()) {
                    round(mode, lab.port(), lab::cpuSeconds); // warms the JVM up
                    List<Round> labs = new ArrayList<>();
                    List<Round> opensslRounds = new ArrayList<>();
                    for (int i = 0; i < rounds; i++) {
                        labs.add(round(mode, lab.port(), lab::cpuSeconds));
                        opensslRounds.add(round(mode, port, () -> cpu(openssl)));
                    }
                    rows.add(row(mode, "the lab's service, recording", labs));
                    rows.add(row(mode, "openssl s_server", opensslRounds));
                }
            } finally {
                openssl.destroy();
            }
        }
        return new Table(
                List.of("server", "handshakes/s", "server's CPU ms"),
                rows,
                List.of("openssl s_time -new makes one connection after the other for " + seconds
                        + " s over loopback; the same RSA-2048 certificate on both servers. Median (smallest to largest) of "
                        + rounds + " rounds, the servers in turns. The lab's service records, judges and writes every"
                        + " connection in a run of its own: its CPU is that of the whole process, the JIT's threads"
                        + " included."));
    }

    private static List<String> row(Mode mode, String server, List<Round> rounds) {
        return List.of(
                mode.words() + ": " + server,
                Spread.of(rounds.stream().mapToDouble(Round::perSecond).toArray())
                        .text(0),
                Spread.of(rounds.stream().mapToDouble(Round::cpuMillis).toArray())
                        .text(2));
    }

    private Round round(Mode mode, int port, DoubleSupplier cpuSeconds)
            throws IOException, LabException, InterruptedException {
        setting.say(mode.words() + ", port " + port);
        List<String> line = new ArrayList<>(List.of(
                OPENSSL.require().toString(),
                "s_time",
                "-connect",
                "127.0.0.1:" + port,
                "-new",
                "-time",
                Integer.toString(seconds),
                mode.tls13() ? "-tls1_3" : "-tls1_2",
                mode.tls13() ? "-ciphersuites" : "-cipher",
                mode.opensslName()));
        double before = cpuSeconds.getAsDouble();
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher counted = CONNECTIONS.matcher(said);
        if (!counted.find() || counted.group(1).equals("0")) {
            throw new LabException(ExitCode.INTERNAL, "openssl s_time made no connection: " + lastLine(said));
        }
        double connections = Double.parseDouble(counted.group(1));
        double cpu = cpuSeconds.getAsDouble() - before;
        return new Round(connections / Double.parseDouble(counted.group(2)), cpu * 1e3 / connections);
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce("", (_, last) -> last);
    }

    private static double cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    private static Process sServer(Path pki) throws IOException, LabException {
        return new ProcessBuilder(
                        OPENSSL.require().toString(),
                        "s_server",
                        "-accept",
                        Integer.toString(freePort()),
                        "-cert",
                        pki.resolve("server.pem").toString(),
                        "-key",
                        pki.resolve("server.key").toString(),
                        "-cert_chain",
                        pki.resolve("ca.pem").toString(),
                        "-groups",
                        "X25519",
                        "-num_tickets",
                        "0",
                        "-quiet")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int freePort() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int awaitPort(Process server) throws IOException, InterruptedException {
        String line =
                server.info().arguments().map(words -> String.join(" ", words)).orElse("");
        int port = Integer.parseInt(line.replaceAll(".*-accept (\\d+).*", "$1"));
        for (int tries = 0; tries < 100; tries++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return port;
            } catch (IOException _) {
                Thread.sleep(50);
            }
        }
        throw new IOException(String.format(Locale.ROOT, "openssl s_server does not listen on %d", port));
    }
}
