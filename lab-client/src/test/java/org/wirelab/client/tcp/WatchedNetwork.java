package org.wirelab.client.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.wirelab.posix.InterfaceControl;
import org.wirelab.testing.PrivateJvm;

/// What happens in the network that a watch watches: each body runs in a namespace of its own, whose loopback it
/// brings up.
final class WatchedNetwork {

    private static final String LIVE = "Ctrl-C ends the watch";

    private WatchedNetwork() {}

    /// A listener and connections to it, made by plain sockets.
    private static final class Programs implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        private final List<Socket> clients = new ArrayList<>();
        private final List<Socket> accepted = new ArrayList<>();

        Programs() throws IOException {}

        String port() {
            return String.valueOf(server.getLocalPort());
        }

        void open() throws IOException {
            clients.add(new Socket(server.getInetAddress(), server.getLocalPort()));
            accepted.add(server.accept());
        }

        /// The client says so many octets and the other end hears them.
        void say(int which, int octets) throws IOException {
            clients.get(which).getOutputStream().write(new byte[octets]);
            accepted.get(which).getInputStream().readNBytes(octets);
        }

        /// The client closes first.
        void end(int which) throws IOException {
            clients.get(which).shutdownOutput();
            assertThat(accepted.get(which).getInputStream().read()).isEqualTo(-1);
            accepted.get(which).close();
            assertThat(clients.get(which).getInputStream().read()).isEqualTo(-1);
            clients.get(which).close();
        }

        @Override
        public void close() throws IOException {
            for (Socket each : clients) each.close();
            for (Socket each : accepted) each.close();
            server.close();
        }
    }

    private static void loopbackUp() throws IOException {
        try (InterfaceControl interfaces = InterfaceControl.open()) {
            interfaces.up("lo");
        }
    }

    static final class TwoAtATime implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            loopbackUp();
            try (Programs programs = new Programs();
                    WatchProcess watch = WatchProcess.start("port " + programs.port())) {
                watch.await(LIVE);
                programs.open();
                programs.open();
                for (int round = 0; round < 3; round++) {
                    programs.say(0, 100);
                    programs.say(1, 200);
                }
                programs.end(0);
                programs.end(1);
                watch.await("closed by a FIN from both ends");
                watch.await("closed by a FIN from both ends");

                assertThat(watch.interrupt()).as("%s", watch.lines()).isZero();

                List<String> first = about(watch, "#0");
                List<String> second = about(watch, "#1");
                for (List<String> connection : List.of(first, second)) {
                    assertThat(connection.getFirst()).contains(" → 127.0.0.1:" + programs.port());
                    assertThat(connection.get(1)).contains("── SYN ──").contains("▶  seq ");
                    assertThat(connection).anyMatch(line -> line.contains("✓ tcp.open.3"));
                    assertThat(connection).anyMatch(line -> line.contains("◀") && line.contains("FIN"));
                    assertThat(connection).anyMatch(line -> line.contains("✓ tcp.close.5"));
                    assertThat(connection.getLast()).contains("closed by a FIN from both ends, first by 127.0.0.1:");
                }
                assertThat(first)
                        .filteredOn(line -> line.contains("PSH ACK 100 B"))
                        .hasSize(3);
                assertThat(second)
                        .filteredOn(line -> line.contains("PSH ACK 200 B"))
                        .hasSize(3);
                // the second one's lines stand between the first one's
                assertThat(watch.lines().indexOf(second.getFirst()))
                        .isLessThan(watch.lines().lastIndexOf(first.getLast()));
                String page = String.join(" ", watch.lines()).replaceAll(" +", " ");
                assertThat(page)
                        .contains("2 connections (0 already under way, 0 still open)")
                        .contains("the kernel dropped 0 of ");
                assertThat(watch.lines()).noneMatch(line -> line.length() > 100);
                assertThat(Files.exists(Path.of("lab-runs"))).isFalse();
            }
        }
    }

    static final class UnderWay implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            loopbackUp();
            Path folder = Files.createTempDirectory("watch");
            try (Programs programs = new Programs()) {
                programs.open();
                try (WatchProcess watch = WatchProcess.start("-o", folder.toString())) {
                    watch.await(LIVE);
                    programs.say(0, 10);
                    String appearance = watch.await("#0");
                    watch.await("◀");

                    assertThat(watch.interrupt()).as("%s", watch.lines()).isZero();

                    assertThat(appearance).contains(", already under way");
                    assertThat(watch.lines()).anyMatch(line -> line.contains("watched no longer, still open"));
                    assertThat(String.join(" ", watch.lines()).replaceAll(" +", " "))
                            .contains("1 connections (1 already under way, 1 still open)");
                    // nothing is claimed of what was not watched
                    assertThat(watch.lines()).noneMatch(line -> line.contains("missing"));
                }
                try (Stream<Path> saved = Files.walk(folder)) {
                    assertThat(saved.map(file -> file.getFileName().toString())).contains("run.pcapng", "trace.jsonl");
                }
            }
        }
    }

    static final class Refused implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            loopbackUp();
            try (WatchProcess watch = WatchProcess.start()) {
                watch.await(LIVE);
                try (Socket refused = new Socket("127.0.0.1", 9)) {
                    throw new AssertionError("somebody listens: " + refused);
                } catch (ConnectException expected) {
                    assertThat(expected).hasMessageContaining("refused");
                }
                watch.await("reset by 127.0.0.1:9");

                // dumpcap has not said what it dropped, so nothing is called missing
                assertThat(watch.interrupt()).as("%s", watch.lines()).isZero();
                assertThat(watch.lines()).noneMatch(line -> line.contains("missing") || line.contains("∅"));
                assertThat(watch.lines().getLast()).contains("8 unobservable");
            }
        }
    }

    static final class Json implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            loopbackUp();
            try (Programs programs = new Programs();
                    WatchProcess watch = WatchProcess.start("--json", "--connections", "1")) {
                watch.await(LIVE);
                programs.open();
                programs.say(0, 1000);
                programs.end(0);

                assertThat(watch.end()).as("%s", watch.lines()).isZero();

                List<Map<String, Object>> entries = new ArrayList<>();
                for (String line : watch.lines()) {
                    if (line.startsWith("{")) entries.add(JSON.std.mapFrom(line));
                }
                assertThat(entries.getFirst()).containsEntry("type", "run").containsEntry("command", "tcp-watch");
                assertThat(entries)
                        .extracting(entry -> entry.get("kind"))
                        .contains("vantage.opened", "watch.connection", "tcp.segment", "watch.ended", "watch.totals");
                Map<String, Object> ended = entries.stream()
                        .filter(entry -> "watch.ended".equals(entry.get("kind")))
                        .findFirst()
                        .orElseThrow();
                assertThat(ended)
                        .containsEntry("stream", 0)
                        .containsEntry("sent", 1000)
                        .containsEntry("received", 0)
                        .containsEntry("closed", "fin");
                assertThat(entries.getLast()).containsEntry("type", "summary").containsEntry("exit", 0);
            }
        }
    }

    static final class Overrun implements PrivateJvm.Body {
        private static final int MORE_THAN_THE_BUFFER = 120 << 20;

        @Override
        public void run() throws Exception {
            loopbackUp();
            try (Programs programs = new Programs();
                    WatchProcess watch = WatchProcess.start("-q")) {
                watch.await(LIVE);
                String dumpcap = String.valueOf(watch.capture().pid());
                new ProcessBuilder("kill", "-STOP", dumpcap).start().waitFor();
                programs.open();
                Thread speaker = Thread.ofVirtual().start(() -> {
                    try {
                        programs.clients.getFirst().getOutputStream().write(new byte[MORE_THAN_THE_BUFFER]);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                programs.accepted.getFirst().getInputStream().readNBytes(MORE_THAN_THE_BUFFER);
                speaker.join();
                new ProcessBuilder("kill", "-CONT", dumpcap).start().waitFor();

                watch.interrupt();

                assertThat(String.join(" ", watch.lines()))
                        .containsPattern("the kernel dropped [1-9]\\d* packets for want of time");
                // what may have been dropped is not called missing
                assertThat(watch.lines()).noneMatch(line -> line.contains("missing"));
            }
        }
    }

    static final class Refusals implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            loopbackUp();
            refused(2, "the filter is not understood", "port", "nowhere");
            refused(2, "there is no interface nix0", "-i", "nix0");
            refused(2, "turned off", "--capture", "off");
            refused(5, "this user may not", "--capture", "tcpdump");
            refused(2, "--watch is for the connections of this host", "--network", "private");
            refused(2, "--connections takes a number, at least 1", "--connections", "0");
        }

        private static void refused(int exit, String line, String... words) throws Exception {
            try (WatchProcess watch = WatchProcess.start(words)) {
                assertThat(watch.end()).as("%s", watch.lines()).isEqualTo(exit);
                assertThat(watch.lines())
                        .singleElement()
                        .asString()
                        .startsWith("lab: ")
                        .contains(line);
            }
        }
    }

    private static List<String> about(WatchProcess watch, String number) {
        return watch.lines().stream()
                .filter(line -> line.contains(number + " "))
                .toList();
    }
}
