package org.wirelab.bench.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.walk.Inquiry;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.RecursiveQuery;
import org.wirelab.dns.walk.Resolution;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.net.Transport;
import org.wirelab.net.UnpredictableNumbers;
import org.wirelab.net.dns.AddressMap;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.trace.Recorder;

/// The program inside the measure's network: the same names by the engine and by unbound, in turns.
final class ColdNames {

    static final int WARM_UP = 8;
    private static final int IN_FLIGHT = 100;
    private static final int UNBOUND_PORT = 5353;
    private static final double NANOS = 1e9;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// What one round of one program came to.
    record Round(String who, double cpuSeconds, double wallSeconds, int lost) {

        static Round parse(String line) {
            String[] fields = line.split(" ", -1);
            return new Round(
                    fields[0],
                    Double.parseDouble(fields[1]),
                    Double.parseDouble(fields[2]),
                    Integer.parseInt(fields[3]));
        }

        String line() {
            return String.format(Locale.ROOT, "%s %.4f %.4f %d", who, cpuSeconds, wallSeconds, lost);
        }
    }

    private final Path folder;
    private final Path unbound;
    private final int names;
    private final RootHints hints;

    private ColdNames(Path folder, Path unbound, int names) throws IOException {
        this.folder = folder;
        this.unbound = unbound;
        this.names = names;
        this.hints = RootHints.parse("bench", Files.readAllBytes(folder.resolve("hints")));
    }

    /// FOLDER UNBOUND NAMES ROUNDS.
    public static void main(String[] arguments) throws Exception {
        ColdNames bench = new ColdNames(Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        try (Transport transport = Transport.open(1)) {
            for (int round = 0; round < WARM_UP; round++) {
                if (bench.byTheLab(transport).lost() == bench.names) {
                    throw new IOException("no server answers: see the logs of nsd in " + bench.folder);
                }
            }
            for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
                System.out.println(bench.byTheLab(transport).line());
                System.out.println(bench.byUnbound(transport).line());
            }
        }
    }

    private Round byTheLab(Transport transport) throws InterruptedException {
        DnsClient client = new DnsClient(transport, AddressMap.NONE);
        Memory memory = Memory.fresh(hints);
        UnpredictableNumbers random = new UnpredictableNumbers();
        long cpu = Processes.cpuNanos();
        long wall = System.nanoTime();
        int lost = new Crowd(client, IN_FLIGHT, names)
                .run(number -> new Resolution(
                        question(number), memory, WalkSettings.UNPRIMED, random, Recorder.NONE, System.nanoTime()));
        return new Round("lab", (Processes.cpuNanos() - cpu) / NANOS, (System.nanoTime() - wall) / NANOS, lost);
    }

    private Round byUnbound(Transport transport) throws IOException, InterruptedException {
        Process process = startUnbound();
        try {
            InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
            DnsClient client = new DnsClient(
                    transport,
                    new AddressMap(Map.of(loopback, new InetSocketAddress(loopback, UNBOUND_PORT)), UNBOUND_PORT));
            IntFunction<Inquiry> ask = number -> new RecursiveQuery(
                    question(number),
                    List.of(loopback),
                    1232,
                    PATIENCE,
                    new Random(number),
                    Recorder.NONE,
                    System.nanoTime());
            while (!(client.run(ask.apply(0), Recorder.NONE).join() instanceof Move.Answered)) {
                if (!process.isAlive()) {
                    throw new IOException("unbound ended with " + process.exitValue());
                }
                Thread.sleep(20);
            }
            double cpu = Processes.cpuSeconds(process);
            long wall = System.nanoTime();
            int lost = new Crowd(client, IN_FLIGHT, names).run(ask);
            double seconds = (System.nanoTime() - wall) / NANOS;
            return new Round("unbound", Processes.cpuSeconds(process) - cpu, seconds, lost);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private Process startUnbound() throws IOException {
        Path configuration = folder.resolve("unbound.conf");
        Files.writeString(configuration, """
                server:
                    interface: 127.0.0.1@%d
                    do-ip6: no
                    num-threads: 1
                    module-config: "iterator"
                    root-hints: "%s"
                    qname-minimisation: no
                    edns-buffer-size: 1232
                    outgoing-range: 4096
                    num-queries-per-thread: 2048
                    target-fetch-policy: "0 0 0 0 0"
                    username: ""
                    chroot: ""
                    directory: "%s"
                    pidfile: ""
                    use-syslog: no
                    logfile: "%s"
                    verbosity: 0
                """.formatted(
                        UNBOUND_PORT, folder.resolve("hints"), folder, folder.resolve("unbound.log")));
        return new ProcessBuilder(unbound.toString(), "-d", "-p", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("unbound.out").toFile())
                .start();
    }

    /// Number 0 is asked before a round, to see whether a resolver answers.
    private static Question question(int number) {
        return Question.parse("www.d" + (number + 1) + ".bench", "A");
    }
}
