package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The TLS in a capture of three sessions of openssl: RSA key transport, ECDHE, and TLS 1.3 with its secrets in the
/// file.
class ReadTlsTest {

    private static final Path CAPTURE = ReadTest.CAPTURES.resolve("tls.pcapng");
    private static final Path SERVER_KEY = ReadTest.CAPTURES.resolve("tls-server.key");
    private static final Path KEY_LOG = ReadTest.CAPTURES.resolve("tls.keys");

    @TempDir
    private Path folder;

    private static TypedLine read(Object... words) {
        List<String> line = new ArrayList<>(List.of("read", CAPTURE.toString(), "--lang", "en", "--color", "never"));
        Stream.of(words).map(String::valueOf).forEach(line::add);
        return TypedLine.of(line.toArray(String[]::new));
    }

    private static String inOneLine(String page) {
        return page.replaceAll("\\s+", " ");
    }

    /// `tls.4a confirmed` and so on, of the conversation with this number.
    private static List<String> verdicts(String lines, int number) {
        return lines.lines()
                .filter(line ->
                        line.startsWith("{\"type\":\"finding\",\"flow\":\"tls\"") && line.contains("#" + number))
                .map(line -> line.replaceAll(".*\"step\":\"([^\"]*)\",\"verdict\":\"([^\"]*)\".*", "$1 $2"))
                .sorted()
                .toList();
    }

    @Test
    void thePrivateKeyOfTheServerOpensRsaKeyTransportAndNotTheForwardSecretSessionBesideIt() {
        TypedLine typed = read("--server-key", SERVER_KEY);
        assertThat(typed.exitCode()).isZero();
        assertThat(inOneLine(typed.out()))
                .contains("TLS_RSA_WITH_AES_128_CBC_SHA256 · localhost · opened with the private key of the server")
                .contains("the private key only signed. Both ends computed the PMS and forgot it")
                .contains("TLS 1.3 · TLS_AES_256_GCM_SHA384 · localhost · h2 · opened with the key log")
                .contains("TLS sessions: 3 (TLS 1.2 2 · TLS 1.3 1) · opened: 2");
    }

    @Test
    void theKeyLogOpensTheRestAndItsFindingsAreThoseOfALiveRun() {
        String lines = read("--json", "--keylog", KEY_LOG).out();
        assertThat(verdicts(lines, 0))
                .containsExactly(
                        "tls.1a confirmed",
                        "tls.1b confirmed",
                        "tls.2a confirmed",
                        "tls.2b confirmed",
                        "tls.2c confirmed",
                        "tls.3a unobservable",
                        "tls.3b confirmed",
                        "tls.4a differs",
                        "tls.4b confirmed",
                        "tls.4c confirmed",
                        "tls.5 differs");
        assertThat(verdicts(lines, 1)).contains("tls.3b differs", "tls.4a unobservable", "tls.5 differs");
        assertThat(verdicts(lines, 2)).contains("tls.2b confirmed", "tls.4a differs", "tls.5 differs");
        assertThat(lines.lines().filter(line -> line.contains("\"kind\":\"tls.application_data\"")))
                .hasSize(6)
                .allMatch(line -> line.contains("68656c6c6f") || line.contains("6f6c6c6568")); // hello, olleh
        assertThat(lines).contains("\"kind\":\"tls.record_anatomy\"", "\"kind\":\"tls.session\"");
    }

    @Test
    void whatWasReadCanBeShownAgainAsARun() throws IOException {
        Path saved = Files.writeString(
                folder.resolve("trace.jsonl"),
                read("--json", "--keylog", KEY_LOG).out());
        TypedLine shown = TypedLine.of("show", saved.toString(), "--lang", "en", "--json");
        assertThat(shown.out()).isEqualTo(Files.readString(saved));
    }

    @Test
    void theLadderShowsTheDecryptedMessages() {
        TypedLine typed = read("--conversation", "2", "-v");
        assertThat(typed.out()).contains("EncryptedExtensi", "\"hello\"", "\"olleh\"", "alpn h2");
    }

    @Test
    void aDamagedLineOfAKeyLogIsNamedAndTheOthersHold() throws IOException {
        Path damaged = folder.resolve("damaged.keys");
        List<String> lines = new ArrayList<>(Files.readAllLines(KEY_LOG));
        lines.addFirst("CLIENT_RANDOM 00ff");
        lines.add("what is this");
        Files.write(damaged, lines);
        TypedLine typed = read("--keylog", damaged);
        assertThat(typed.exitCode()).isZero();
        assertThat(inOneLine(typed.out().replaceAll("\n +", " ")))
                .contains("line 1: a line has a label and two values, this one 1")
                .contains("line " + lines.size() + ": no label of a key log")
                .contains("opened: 3");
    }

    @Test
    void aFileThatIsNoKeyIsRefusedInOneLine() {
        assertThat(read("--server-key", KEY_LOG))
                .returns(2, TypedLine::exitCode)
                .satisfies(typed -> assertThat(typed.err()).contains("no private key in PEM"));
        assertThat(read("--keylog", SERVER_KEY))
                .returns(2, TypedLine::exitCode)
                .satisfies(typed -> assertThat(typed.err()).contains("no line of", "can be used"));
        assertThat(read("--keylog", folder.resolve("none")))
                .returns(2, TypedLine::exitCode)
                .satisfies(typed -> assertThat(typed.err()).contains("there is no file"));
    }

    @Test
    void theFindingsStandOnTheFramesThatBroughtTheMessages() throws IOException {
        read("-o", folder, "--keylog", KEY_LOG, "--json", "-q");
        Path written;
        try (Stream<Path> files = Files.walk(folder)) {
            written = files.filter(file -> file.endsWith("run.pcapng"))
                    .findFirst()
                    .orElseThrow();
        }
        String bytes = new String(Files.readAllBytes(written), StandardCharsets.UTF_8);
        assertThat(bytes).contains("tls.1a confirmed", "tls.3b confirmed", "tls.5 differs");
    }
}
