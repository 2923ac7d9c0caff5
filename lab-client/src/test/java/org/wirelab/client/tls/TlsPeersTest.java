package org.wirelab.client.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.testing.Tools;
import org.wirelab.tls.Alert;
import org.wirelab.tls.ConnectionEnded;
import org.wirelab.tls.DerivedSecret;
import org.wirelab.tls.SuiteChosen;
import org.wirelab.tls.pki.TrustAnchors;
import org.wirelab.trace.Side;

/// The lab's two ends with the programs that everybody has: openssl, curl, gnutls-cli, and tshark as the judge.
class TlsPeersTest {

    @TempDir
    Path folder;

    private LabTls lab;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        lab = new LabTls(folder);
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
        lab.close();
    }

    @Test
    void opensslAsTheServerIsJudgedToTheLetter() throws Exception {
        String openssl = Tools.require("openssl").toString();
        run(
                openssl,
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem",
                "-days",
                "2",
                "-subj",
                "/CN=openssl",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1");
        int port = freePort();
        begin(
                openssl,
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                "cert.pem",
                "-key",
                "key.pem",
                "-cipher",
                "AES128-SHA256",
                "-tls1_2",
                "-www",
                "-keylogfile",
                "server.keys");
        awaitListener(port);
        TlsOptions options = LabTls.documented(TrustAnchors.ofFile(folder.resolve("cert.pem")), "127.0.0.1");
        String answer = lab.connect(
                new InetSocketAddress("127.0.0.1", port),
                new TlsOptions(options.settings(), TlsOptions.request("localhost"), LabTls.TIMEOUT));
        assertThat(answer).startsWith("HTTP/1.0 200 ok");
        assertThat(lab.run.verdicts())
                .contains("tls.1a confirmed", "tls.2a confirmed", "tls.3a differs", "tls.3b confirmed")
                .contains("tls.4a confirmed", "tls.4b confirmed", "tls.4c confirmed", "tls.5 differs");
        assertThat(Files.readAllLines(folder.resolve("server.keys")))
                .as("the key log of openssl and ours")
                .anyMatch(line -> lab.run.keyLog().stream().anyMatch(line::equalsIgnoreCase));
    }

    @Test
    void opensslAsTheClientIsGivenItsLinesBack() throws Exception {
        String output = runWithInput(
                "Guten Tag\n",
                Tools.require("openssl").toString(),
                "s_client",
                "-connect",
                lab.address().getHostString() + ":" + lab.address().getPort(),
                "-CAfile",
                "pki/ca.pem",
                "-verify_return_error",
                "-verify_hostname",
                "localhost");
        assertThat(output).contains("Verify return code: 0 (ok)", "TLSv1.3");
        assertEveryDerivationHolds();
    }

    /// RFC 5746 §4.5: s_client renegotiates at a line that says R.
    @Test
    void opensslThatWantsToRenegotiateIsRefused() throws Exception {
        Process client = begin(
                Tools.require("openssl").toString(),
                "s_client",
                "-tls1_2",
                "-connect",
                "127.0.0.1:" + lab.address().getPort(),
                "-CAfile",
                "pki/ca.pem");
        await().until(() -> begun().contains("Verify return code"));
        client.getOutputStream().write("R\n".getBytes(UTF_8));
        client.getOutputStream().flush();
        await().until(() -> !client.isAlive());
        assertThat(begun()).contains("RENEGOTIATING", "no renegotiation");
        assertThat(lab.run.told(Side.SERVER, Alert.class))
                .extracting(alert -> alert.direction() + " " + alert.level() + " " + alert.description())
                .startsWith("SENT warning no_renegotiation");
    }

    private String begun() throws IOException {
        return Files.readString(folder.resolve("begun.out"));
    }

    @Test
    void curlPrintsThePage() throws Exception {
        String page = run(
                Tools.require("curl").toString(),
                "-sS",
                "--cacert",
                "pki/ca.pem",
                "https://localhost:" + lab.address().getPort() + "/",
                "--resolve",
                "localhost:" + lab.address().getPort() + ":127.0.0.1");
        assertThat(page.replaceAll("\\s+", " ")).contains("Wirelab TLS service", "TLS 1.3 · TLS_");
        await().untilAsserted(() ->
                assertThat(lab.run.told(Side.SERVER, ConnectionEnded.class)).isNotEmpty());
        assertThat(lab.run.verdicts()).contains("tls.3a unobservable").noneMatch(v -> v.endsWith("missing"));
        assertEveryDerivationHolds();
    }

    @Test
    void curlIsServedWithAnEphemeralSuiteWhenItDemandsOne() throws Exception {
        String page = run(
                Tools.require("curl").toString(),
                "-sS",
                "--cacert",
                "pki/ca.pem",
                "--tls-max",
                "1.2",
                "--ciphers",
                "ECDHE-RSA-AES128-GCM-SHA256",
                "https://127.0.0.1:" + lab.address().getPort() + "/");
        assertThat(page).contains("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        assertThat(lab.run.verdicts()).contains("tls.3b differs", "tls.4c differs", "tls.5 differs");
        assertEveryDerivationHolds();
    }

    @Test
    void gnutlsIsServedAsItComes() throws Exception {
        String output = runWithInput(
                "Guten Tag\n",
                Tools.require("gnutls-cli").toString(),
                "--x509cafile",
                "pki/ca.pem",
                "--port",
                Integer.toString(lab.address().getPort()),
                "--sni-hostname",
                "localhost",
                "--verify-hostname",
                "localhost",
                "127.0.0.1");
        assertThat(output).contains("The certificate is trusted", "Handshake was completed");
        assertThat(lab.run.told(Side.SERVER, SuiteChosen.class)).isNotEmpty();
        assertEveryDerivationHolds();
    }

    @Test
    void tsharkOpensFinishedAndTheWordsWithOurKeyLog() throws Exception {
        Tools.requireRoot();
        String tshark = Tools.require("tshark").toString();
        Process tcpdump = begin(
                Tools.require("tcpdump").toString(),
                "-i",
                "lo",
                "-U",
                "--immediate-mode",
                "-w",
                "wire.pcap",
                "tcp port " + lab.address().getPort());
        await().until(() -> Files.exists(folder.resolve("wire.pcap")) && Files.size(folder.resolve("wire.pcap")) > 0);
        lab.connect(lab.address(), LabTls.documented(lab.anchors(), "localhost"));
        await().until(() -> run(tshark, "-r", "wire.pcap", "-Y", "tcp.flags.fin == 1")
                        .lines()
                        .filter(line -> line.contains("[FIN"))
                        .count()
                >= 2);
        tcpdump.destroy();
        for (String kind : List.of("CLIENT_RANDOM", "RSA")) {
            Files.write(
                    folder.resolve("keys.log"),
                    lab.run.keyLog().stream().filter(l -> l.startsWith(kind)).toList());
            String decoded = run(
                    tshark,
                    "-r",
                    "wire.pcap",
                    "-o",
                    "tls.keylog_file:keys.log",
                    "-d",
                    "tcp.port==" + lab.address().getPort() + ",tls",
                    "-V");
            assertThat(decoded)
                    .as("opened by the %s line", kind)
                    .contains(
                            "Handshake Protocol: Finished",
                            HexFormat.of().formatHex(TlsOptions.GREETING.getBytes(UTF_8)));
        }
    }

    private void assertEveryDerivationHolds() {
        assertThat(lab.run.told(Side.SERVER, DerivedSecret.class))
                .filteredOn(secret -> secret.recomputed() != null)
                .hasSizeGreaterThanOrEqualTo(8)
                .allMatch(DerivedSecret::holds);
    }

    private String run(String... command) throws Exception {
        return runWithInput("", command);
    }

    private String runWithInput(String input, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        processes.add(process);
        process.getOutputStream().write(input.getBytes(UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private Process begin(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("begun.out").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListener(int port) {
        await().ignoreExceptions().until(() -> {
            new Socket("127.0.0.1", port).close();
            return true;
        });
    }
}
