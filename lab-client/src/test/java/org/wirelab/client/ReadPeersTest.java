package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;

/// Sessions between openssl and openssl, captured by dumpcap, opened with the key log that openssl wrote or with the
/// server's private key.
class ReadPeersTest {

    /// What the client of openssl is asked for, and what the lab is to find of it.
    private record Session(String options, String suite, boolean serverKey, Optional<String> ofTls5) {}

    private static final List<Session> SESSIONS = List.of(
            new Session("-tls1_3", "TLS_AES_256_GCM_SHA384", false, Optional.of("differs")),
            new Session(
                    "-tls1_3 -ciphersuites TLS_AES_128_CCM_SHA256",
                    "TLS_AES_128_CCM_SHA256",
                    false,
                    Optional.of("differs")),
            new Session(
                    "-tls1_2 -cipher ECDHE-RSA-CHACHA20-POLY1305",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    false,
                    Optional.of("differs")),
            new Session(
                    "-tls1_2 -cipher AES128-SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA256", true, Optional.of("differs")),
            new Session("-tls1_2 -cipher AES256-CCM8", "TLS_RSA_WITH_AES_256_CCM_8", true, Optional.of("differs")),
            new Session(
                    "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    true,
                    Optional.empty()));

    @Test
    void whatOpensslLogsOpensWhatOpensslSends() throws Exception {
        Tools.require("openssl");
        Tools.require("dumpcap");
        PrivateJvm.run(OpensslAtBothEnds.class);
    }

    static final class OpensslAtBothEnds implements PrivateJvm.Body {
        private final List<Process> processes = new ArrayList<>();
        private int port = 45_000;

        @Override
        public void run() throws Exception {
            LabNetwork.prepare();
            Path home = Files.createTempDirectory("wirelab-test");
            try {
                finished(
                        home,
                        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
                                + " -keyout server.key -out server.crt");
                for (Session session : SESSIONS) {
                    check(home, session);
                }
            } finally {
                processes.forEach(Process::destroyForcibly);
                try (Stream<Path> files = Files.walk(home)) {
                    files.sorted(Comparator.reverseOrder())
                            .forEach(path -> path.toFile().delete());
                }
            }
        }

        private void check(Path home, Session session) throws Exception {
            port++;
            Path capture = home.resolve(port + ".pcap");
            Path keys = home.resolve(port + ".keys");
            Process dumpcap = start(home, "dumpcap -q -i lo -P -w " + capture);
            await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(capture) && Files.size(capture) >= 24);
            Process server = start(
                    home,
                    "openssl s_server -accept " + port + " -cert server.crt -key server.key -rev -quiet -naccept 1"
                            + " -cipher ALL:@SECLEVEL=0 -ciphersuites"
                            + " TLS_AES_256_GCM_SHA384:TLS_AES_128_CCM_SHA256");
            talk(home, session, keys);
            assertThat(server.waitFor()).isNotNegative();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> read(capture, keys, session).out().contains("\"kind\":\"tls.session\""));
            dumpcap.destroy();
            dumpcap.waitFor();

            String lines = read(capture, keys, session).out();
            assertThat(lines).contains("\"chosen\":\"" + session.suite() + "\"");
            if (session.ofTls5().isPresent()) {
                assertThat(lines)
                        .contains("\"step\":\"tls.5\",\"verdict\":\""
                                + session.ofTls5().get() + "\"")
                        .contains(hex("hello\n"), hex("olleh\n"))
                        .doesNotContain("\"verdict\":\"contradicted\"", "\"recomputed\":false", "\"agrees\":false");
            } else {
                assertThat(lines).contains("offline.forward_secret").doesNotContain(hex("olleh\n"));
            }
        }

        /// The server listens when the client gets through: until then it tries again.
        private void talk(Path home, Session session, Path keys) throws Exception {
            String line = "openssl s_client -connect 127.0.0.1:" + port + " -quiet -no_ign_eof -keylogfile " + keys
                    + " " + session.options();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                Process client = start(home, line);
                client.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
                String answer = new String(client.getInputStream().readNBytes(6), StandardCharsets.US_ASCII);
                client.getOutputStream().close();
                client.waitFor();
                return answer.equals("olleh\n");
            });
        }

        private static TypedLine read(Path capture, Path keys, Session session) {
            return session.serverKey()
                    ? TypedLine.of(
                            "read",
                            capture.toString(),
                            "--json",
                            "--server-key",
                            capture.resolveSibling("server.key").toString())
                    : TypedLine.of("read", capture.toString(), "--json", "--keylog", keys.toString());
        }

        private Process start(Path home, String line) throws IOException {
            List<String> words = new ArrayList<>(List.of(line.split(" ")));
            words.set(0, Tools.require(words.getFirst()).toString());
            Process process = new ProcessBuilder(words)
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            home.resolve("errors").toFile()))
                    .start();
            processes.add(process);
            return process;
        }

        private void finished(Path home, String line) throws Exception {
            assertThat(start(home, line).waitFor()).isZero();
        }

        private static String hex(String text) {
            return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
