package org.wirelab.client.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.Alert;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.ConnectionEnded;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.tls.pki.TrustAnchors;
import org.wirelab.trace.Side;

/// The experiment on real sockets: with the lab's own server, and with peers that do not play along.
class TlsExperimentTest {

    @TempDir
    static Path home;

    private static LabTls lab;

    @BeforeAll
    static void start() throws Exception {
        lab = new LabTls(home);
    }

    @AfterAll
    static void end() {
        lab.close();
    }

    @Test
    void theDocumentedFlowHoldsWithTheLabsOwnServerAndItsEchoComesBack() throws Exception {
        try (LabTls fresh = new LabTls(home)) {
            String answer = fresh.connect(fresh.address(), LabTls.documented(fresh.anchors(), "localhost"));
            assertThat(answer).isEqualTo(TlsOptions.GREETING);
            await().untilAsserted(() -> assertThat(fresh.run.told(Side.SERVER, ConnectionEnded.class))
                    .extracting(ConnectionEnded::how)
                    .containsExactly("close_notify"));
            assertThat(fresh.run.verdicts())
                    .containsExactly(
                            "tls.1a confirmed",
                            "tls.1b confirmed",
                            "tls.2a confirmed",
                            "tls.2b confirmed",
                            "tls.2c confirmed",
                            "tls.3a differs",
                            "tls.3b confirmed",
                            "tls.4a confirmed",
                            "tls.4b confirmed",
                            "tls.4c confirmed",
                            "tls.5 differs");
        }
    }

    @Test
    void anotherAuthorityIsRefusedWithTheCheckThatFailedAndTheServerIsTold() throws Exception {
        TrustAnchors strangers = new TrustAnchors(
                Set.of(new PkiFolder(home.resolve("other"), Clock.systemUTC(), _ -> {})
                        .open(List.of())
                        .authority()),
                "another CA");
        try (LabTls fresh = new LabTls(home)) {
            LabException refused = failure(fresh, fresh.address(), LabTls.documented(strangers, "localhost"));
            assertThat(refused.exitCode()).isEqualTo(ExitCode.TRUST_REFUSED);
            assertThat(refused.line()).contains("is not trusted", "signature", "--ca FILE", "--insecure");
            await().untilAsserted(() -> assertThat(fresh.run.told(Side.SERVER, Alert.class))
                    .extracting(Alert::description)
                    .containsExactly("unknown_ca"));
        }
    }

    @Test
    void aWrongHostNameIsRefusedWithTheNamesThatTheCertificateHas() throws Exception {
        LabException refused = failure(lab, lab.address(), LabTls.documented(lab.anchors(), "elsewhere.example"));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.TRUST_REFUSED);
        assertThat(refused.line()).contains("not for elsewhere.example", "DNS:localhost");
    }

    @Test
    void anExpiredCertificateIsRefusedWithItsDate() throws Exception {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(500));
        ClientSettings settings =
                ClientSettings.documented(Optional.empty(), PkixTrust.of(lab.anchors(), "localhost", later));
        LabException refused =
                failure(lab, lab.address(), new TlsOptions(settings, TlsOptions.GREETING, LabTls.TIMEOUT));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.TRUST_REFUSED);
        assertThat(refused.line()).contains("expired on 20");
    }

    @Test
    void aServerThatIsNotTlsIsQuotedInOneLine() throws Exception {
        try (Peer peer = Peer.thatSays("SSH-2.0-OpenSSH_9.2\r\n")) {
            LabException failed = failure(lab, peer.address(), LabTls.documented(lab.anchors(), "localhost"));
            assertThat(failed.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(failed.line())
                    .contains("does not speak TLS", "SSH-2.0-OpenSSH_9.2")
                    .doesNotContain("\n");
        }
    }

    @Test
    void aSilentServerIsGivenUpAfterTheTimeout() throws Exception {
        try (Peer peer = Peer.thatSays("")) {
            TlsOptions patient = LabTls.documented(lab.anchors(), "localhost");
            TlsOptions hasty = new TlsOptions(patient.settings(), patient.words(), Duration.ofMillis(300));
            LabException failed = failure(lab, peer.address(), hasty);
            assertThat(failed.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(failed.line()).contains("within 0.3 s", "--timeout");
        }
    }

    @Test
    void aServerThatHangsUpInTheHandshakeIsToldInOneLine() throws Exception {
        try (Peer peer = Peer.thatHangsUp()) {
            LabException failed = failure(lab, peer.address(), LabTls.documented(lab.anchors(), "localhost"));
            assertThat(failed.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(failed.line()).contains("no TLS with");
        }
    }

    @Test
    void aRefusedPortIsToldInOneLine() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        LabException failed = failure(lab, nobody, LabTls.documented(lab.anchors(), "localhost"));
        assertThat(failed.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(failed.line()).contains("Connection refused");
    }

    @Test
    void theServerTellsTheAlertOfAClientThatIsNotTls() throws Exception {
        try (LabTls fresh = new LabTls(home);
                Socket socket =
                        new Socket(fresh.address().getAddress(), fresh.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
            // fatal unexpected_message (RFC 8446 §5), and nothing else
            assertThat(socket.getInputStream().readAllBytes()).containsExactly(21, 3, 3, 0, 2, 2, 10);
            await().untilAsserted(() -> assertThat(fresh.run.told(Side.SERVER, ConnectionEnded.class))
                    .extracting(ConnectionEnded::how)
                    .containsExactly("not_tls"));
        }
    }

    private static LabException failure(LabTls client, InetSocketAddress remote, TlsOptions options) {
        return catchThrowableOfType(LabException.class, () -> client.connect(remote, options));
    }

    /// A TCP server that is none of TLS.
    private record Peer(ServerSocket listener) implements AutoCloseable {

        static Peer thatSays(String words) throws Exception {
            return thatDoes(socket -> {
                socket.getOutputStream().write(words.getBytes(US_ASCII));
                readToTheEnd(socket.getInputStream());
            });
        }

        static Peer thatHangsUp() throws Exception {
            return thatDoes(socket -> socket.getInputStream().readNBytes(5));
        }

        private interface Deed {
            void on(Socket socket) throws Exception;
        }

        private static Peer thatDoes(Deed deed) throws Exception {
            ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
            Thread.ofPlatform().daemon().start(() -> {
                try (Socket socket = listener.accept()) {
                    deed.on(socket);
                } catch (Exception _) {
                    // the test has ended
                }
            });
            return new Peer(listener);
        }

        private static void readToTheEnd(InputStream in) throws Exception {
            while (in.read() >= 0) {}
        }

        InetSocketAddress address() {
            return (InetSocketAddress) listener.getLocalSocketAddress();
        }

        @Override
        public void close() throws Exception {
            listener.close();
        }
    }
}
