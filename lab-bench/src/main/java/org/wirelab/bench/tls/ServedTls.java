package org.wirelab.bench.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.JsonLines;
import org.wirelab.run.LabException;
import org.wirelab.run.Run;
import org.wirelab.run.Wording;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.LabServer;
import org.wirelab.server.tls.TlsLimits;
import org.wirelab.server.tls.TlsService;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.tls.TlsFlows;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Trace;

/// The lab's TLS service in a JVM of its own, every connection recorded and judged in a run of its own and written
/// as JSON lines, as `lab server tls` does; without its page and without a capture.
final class ServedTls implements AutoCloseable {

    /// What is measured is to end by itself.
    private static final TlsLimits WITHOUT_BOUNDS = new TlsLimits(
            4096,
            4096,
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            1L << 40,
            1L << 40,
            1_000_000,
            1_000_000);

    private final Process process;
    private final BufferedReader said;
    private final int port;

    private ServedTls(Process process, BufferedReader said, int port) {
        this.process = process;
        this.said = said;
        this.port = port;
    }

    /// Starts it.
    ///
    /// @param folder for certificates and for what it writes
    static ServedTls start(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:disable",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServedTls.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = said.readLine();
        if (port == null) {
            throw new IOException("the server did not start");
        }
        return new ServedTls(process, said, Integer.parseInt(port));
    }

    int port() {
        return port;
    }

    /// CPU seconds so far, as the system counts them.
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /// What it holds after a collection.
    Memory memory() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the server has gone");
        }
        return new Memory(Long.parseLong(line), residentBytes());
    }

    /// @param heap bytes in use after a collection
    /// @param resident bytes of the process
    record Memory(long heap, long resident) {}

    private long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        process.destroy();
    }

    /// In that JVM.
    ///
    /// @param arguments the folder
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        try (Transport transport = Transport.open(2);
                Runs runs = new Runs(folder);
                LabServer server = LabServer.start(runs, List.of(service(transport, folder)))) {
            System.out.println(server.address("tls").getPort());
            while (System.in.read() >= 0) {
                for (int i = 0; i < 3; i++) {
                    System.gc();
                    Thread.sleep(100);
                }
                Runtime runtime = Runtime.getRuntime();
                System.out.println(runtime.totalMemory() - runtime.freeMemory());
            }
        }
    }

    private static TlsService service(Transport transport, Path folder) {
        return new TlsService(
                transport,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                WITHOUT_BOUNDS,
                new PkiFolder(folder.resolve("pki"), Clock.systemUTC(), _ -> {}));
    }

    /// A run for each connection, written into a file of its own.
    private static final class Runs implements ConnectionTraces, AutoCloseable {
        private final Path folder;
        private final AtomicLong count = new AtomicLong();
        private final Map<Conversation, Kept> kept = new ConcurrentHashMap<>();

        private record Kept(Run run, Writer file, Path path) {}

        Runs(Path folder) {
            this.folder = folder;
        }

        @Override
        public Trace open(String service, Conversation conversation) {
            try {
                Path path = folder.resolve("connection-" + count.incrementAndGet() + ".jsonl");
                Writer file = Files.newBufferedWriter(path);
                JsonLines lines = new JsonLines(file, path.toString(), new Wording(Texts.in(Language.EN)));
                Run run = Run.begin("bench", "server-tls", "en", TlsFlows.ALL, List.of(lines));
                kept.put(conversation, new Kept(run, file, path));
                return run.trace();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void closed(Conversation conversation) {
            Kept over = kept.remove(conversation);
            if (over != null) {
                finish(over);
            }
        }

        private static void finish(Kept over) {
            try (Writer _ = over.file) {
                over.run.finish(ExitCode.OK);
                Files.deleteIfExists(over.path);
            } catch (IOException | LabException e) {
                System.err.println(e.getMessage());
            }
        }

        @Override
        public void close() {
            new ArrayList<>(kept.keySet()).forEach(this::closed);
        }
    }
}
