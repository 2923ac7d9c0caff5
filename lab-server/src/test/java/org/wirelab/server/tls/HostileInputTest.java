package org.wirelab.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.server.tls.HandMadeClient.concatenation;
import static org.wirelab.server.tls.HandMadeClient.hex;
import static org.wirelab.server.tls.HandMadeClient.message;
import static org.wirelab.server.tls.HandMadeClient.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.tls.AlertDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a malformed or hostile message is answered with: one alert (RFC 5246 §7.2.2, RFC 8446 §6.2) and the end.
class HostileInputTest {

    private static final int HANDSHAKE = HandMadeClient.HANDSHAKE;
    private static final byte[] RANDOM = new byte[32];

    @TempDir
    static Path home;

    private static ServedTls served;

    @BeforeAll
    static void serve() throws Exception {
        served = new ServedTls(home, Unhurried.LIMITS);
    }

    @AfterAll
    static void end() {
        served.close();
    }

    static Stream<Arguments> firstWords() {
        return Stream.of(
                sent("an HTTP request", "GET / HTTP/1.1\r\nHost: lab\r\n\r\n".getBytes(US_ASCII), "unexpected_message"),
                sent("a greeting of SSH", "SSH-2.0-OpenSSH_9.2\r\n".getBytes(US_ASCII), "unexpected_message"),
                sent("a ClientHello of SSL 2", hex("802e 01 0002 0015 0000 0010"), "unexpected_message"),
                sent("a record of heartbeat", record(24, new byte[8]), "unexpected_message"),
                sent("application data", record(23, new byte[8]), "unexpected_message"),
                sent("ChangeCipherSpec", record(20, new byte[] {1}), "unexpected_message"),
                sent("a version that begins with 2", hex("16 0200 0004 01000000"), "protocol_version"),
                sent("a record longer than 2^14", hex("16 0301 4001 01"), "record_overflow"),
                sent("a record of 65535 bytes", hex("16 0303 ffff 01"), "record_overflow"),
                sent("an empty handshake record", record(HANDSHAKE, new byte[0]), "illegal_parameter"),
                sent("a message of an unknown type", record(HANDSHAKE, message(99, new byte[4])), "unexpected_message"),
                sent("a ServerHello", record(HANDSHAKE, message(2, new byte[40])), "unexpected_message"),
                sent("Finished", record(HANDSHAKE, message(20, new byte[12])), "unexpected_message"),
                sent(
                        "a message of 16 MiB",
                        concatenation(record(HANDSHAKE, hex("01 ffffff")), padding()),
                        "decode_error"),
                sent("an empty ClientHello", record(HANDSHAKE, message(1, new byte[0])), "decode_error"),
                hello("that ends in its nonce", hex("0303 0102"), "decode_error"),
                hello(
                        "with a session id of 33 bytes",
                        body("21" + "00".repeat(33), "0004 003c 00ff", "0100", ""),
                        "decode_error"),
                hello(
                        "with a session id that is not there",
                        concatenation(hex("0303"), RANDOM, hex("20")),
                        "decode_error"),
                hello("with an odd number of bytes of suites", body("00", "0003 003c00", "0100", ""), "decode_error"),
                hello("without suites", body("00", "0000", "0100", ""), "decode_error"),
                hello("with suites beyond its end", body("00", "fffe 003c", "", ""), "decode_error"),
                hello("without compression methods", body("00", "0004 003c 00ff", "00", ""), "decode_error"),
                hello("that only offers DEFLATE", body("00", "0004 003c 00ff", "0101", ""), "handshake_failure"),
                hello(
                        "with bytes after its extensions",
                        body("00", "0004 003c 00ff", "0100", "0000 00"),
                        "decode_error"),
                hello(
                        "with an extension beyond its end",
                        body("00", "0004 003c 00ff", "0100", "0004 0017 ffff"),
                        "decode_error"),
                hello(
                        "with the same extension twice",
                        body("00", "0004 003c 00ff", "0100", "0008 0017 0000 0017 0000"),
                        "illegal_parameter"),
                hello(
                        "with a renegotiation_info that is not empty",
                        body("00", "0004 003c 00ff", "0100", "0006 ff01 0002 01aa"),
                        "handshake_failure"),
                hello("of SSL 3.0", concatenation(hex("0300"), RANDOM, hex("00 0002 003c 0100")), "protocol_version"),
                hello("of TLS 1.0", concatenation(hex("0301"), RANDOM, hex("00 0002 002f 0100")), "protocol_version"),
                hello(
                        "of a version 2.0",
                        concatenation(hex("0200"), RANDOM, hex("00 0002 003c 0100")),
                        "illegal_parameter"),
                hello(
                        "whose supported_versions are GREASE",
                        body("00", "0004 003c 00ff", "0100", "0007 002b 0003 02 0a0a"),
                        "protocol_version"),
                hello("whose suites nobody knows", body("00", "0004 fefe fdfd", "0100", ""), "handshake_failure"),
                hello(
                        "with an empty server_name",
                        body("00", "0004 003c 00ff", "0100", "0004 0000 0000"),
                        "decode_error"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("firstWords")
    void isAnsweredByOneAlertAndTheEnd(String what, byte[] bytes, String alert) throws Exception {
        try (HandMadeClient client = HandMadeClient.silent(served.address())) {
            client.send(bytes);
            String answer = client.rest();
            assertThat(answer).as(what).hasSize(14).startsWith("1503");
            int description = HexFormat.fromHexDigits(answer, 12, 14);
            assertThat(answer.substring(10, 12)).as("%s: the level", what).isEqualTo("02");
            assertThat(AlertDescription.getName((short) description)).as(what).isEqualTo(alert);
        }
    }

    static Stream<Arguments> wordsAfterHello() {
        return Stream.of(
                sent("a second ClientHello", HandMadeClient.clientHello(), "unexpected_message"),
                sent("Finished in the clear", record(HANDSHAKE, message(20, new byte[12])), "unexpected_message"),
                sent("application data in the clear", record(23, new byte[40]), "unexpected_message"),
                sent("a ClientKeyExchange of no bytes", record(HANDSHAKE, message(16, new byte[0])), "decode_error"),
                sent("a ClientKeyExchange that is cut", record(HANDSHAKE, message(16, hex("0100 00"))), "decode_error"),
                sent(
                        "a ClientKeyExchange with bytes after it",
                        record(HANDSHAKE, message(16, concatenation(hex("0100"), new byte[257]))),
                        "decode_error"),
                sent("ChangeCipherSpec before any key", record(20, new byte[] {1}), "unexpected_message"),
                sent(
                        "a Certificate that nobody asked for",
                        record(HANDSHAKE, message(11, new byte[3])),
                        "unexpected_message"),
                sent("an empty alert", record(21, new byte[0]), "illegal_parameter"),
                sent("close_notify in the handshake", record(21, new byte[] {1, 0}), "handshake_failure"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wordsAfterHello")
    void endsTheHandshakeByOneAlert(String what, byte[] bytes, String alert) throws Exception {
        try (HandMadeClient client = HandMadeClient.greeted(served.address())) {
            client.send(bytes);
            String answer = client.rest();
            assertThat(answer).as(what).hasSize(14).startsWith("150303000202");
            int description = HexFormat.fromHexDigits(answer, 12, 14);
            assertThat(AlertDescription.getName((short) description)).as(what).isEqualTo(alert);
        }
    }

    /// RFC 5246 §7.2.2: whoever hears a fatal alert ends the connection and says nothing more.
    @Test
    void aFatalAlertIsAnsweredByTheEndAlone() throws Exception {
        try (HandMadeClient client = HandMadeClient.greeted(served.address())) {
            client.send(record(21, new byte[] {2, 80}));
            assertThat(client.rest()).isEmpty();
        }
        try (HandMadeClient client = HandMadeClient.silent(served.address())) {
            client.send(record(21, new byte[] {2, 80}));
            assertThat(client.rest()).isEmpty();
        }
    }

    /// RFC 5746 §4.5, RFC 5246 §7.2.2: refused by a warning, and the connection goes on.
    @Test
    void renegotiationIsRefusedByAWarning() throws Exception {
        try (HandMadeClient client = HandMadeClient.open(served.address())) {
            byte[] hello = HandMadeClient.helloMessage(RANDOM, new byte[0]);
            client.send(client.sealed(HANDSHAKE, hello, UnaryOperator.identity()));
            client.send(client.sealed(23, "still here\n".getBytes(US_ASCII), UnaryOperator.identity()));
            assertThat(client.nextInTheClear()).isEqualTo("alert 1 100");
            assertThat(client.nextInTheClear()).isEqualTo("type 23");
            client.send(client.sealed(21, new byte[] {1, 0}, UnaryOperator.identity()));
            assertThat(client.restInTheClear()).isEqualTo("alert 1 0, end");
        }
    }

    @Test
    void whoeverSendsMoreThanTheLimitIsEnded() throws Exception {
        try (HandMadeClient client = HandMadeClient.open(served.address())) {
            byte[] words = new byte[8000];
            for (int i = 0; i < 100; i++) {
                try {
                    client.send(client.sealed(23, words, UnaryOperator.identity()));
                } catch (IOException _) {
                    break;
                }
            }
            assertThat(client.restInTheClear())
                    .satisfiesAnyOf(
                            rest -> assertThat(rest).isEqualTo("alert 1 0, end"),
                            rest -> assertThat(rest).endsWith("reset"));
        }
    }

    /// Fragments of one byte would make a handshake of any length: the bytes before its end are counted.
    @Test
    void aHandshakeThatNeverEndsIsEnded() throws Exception {
        try (HandMadeClient client = HandMadeClient.greeted(served.address())) {
            byte[] warnings = new byte[7 * 2000];
            for (int i = 0; i < warnings.length; i += 7) {
                System.arraycopy(record(21, new byte[] {1, 90}), 0, warnings, i, 7);
            }
            for (int i = 0; i < 10; i++) {
                try {
                    client.send(warnings);
                } catch (IOException _) {
                    break;
                }
            }
            assertThat(client.rest())
                    .satisfiesAnyOf(
                            rest -> assertThat(rest).endsWith("15030300020100"),
                            rest -> assertThat(rest).isEqualTo("reset"));
        }
    }

    private static Arguments sent(String what, byte[] bytes, String alert) {
        return Arguments.of(what, bytes, alert);
    }

    private static Arguments hello(String what, byte[] body, String alert) {
        return Arguments.of("a ClientHello " + what, record(HANDSHAKE, message(1, body)), alert);
    }

    /// TLS 1.2's ClientHello: session id, suites, compression methods and extensions with their lengths.
    private static byte[] body(String session, String suites, String compression, String extensions) {
        return concatenation(hex("0303"), RANDOM, hex(session), hex(suites), hex(compression), hex(extensions));
    }

    private static byte[] padding() {
        byte[] full = new byte[16_000];
        Arrays.fill(full, (byte) 1);
        return record(HANDSHAKE, full);
    }
}
