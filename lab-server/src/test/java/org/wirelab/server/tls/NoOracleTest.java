package org.wirelab.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.server.tls.HandMadeClient.APPLICATION_DATA;
import static org.wirelab.server.tls.HandMadeClient.concatenation;
import static org.wirelab.server.tls.HandMadeClient.fixed;
import static org.wirelab.server.tls.HandMadeClient.padded;
import static org.wirelab.server.tls.HandMadeClient.preMasterSecret;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What was wrong with a secret or a record cannot be told from the server's answers (Bleichenbacher 1998, Vaudenay
/// 2002): each fault is answered at the same step, by the same bytes.
class NoOracleTest {

    /// A fatal bad_record_mac and the end: `15 0303 0002 0214`.
    private static final String BAD_RECORD_MAC = "15030300020214";

    /// What a client makes of its secret before it encrypts it, or of the ciphertext.
    enum KeyExchange {
        /// Nothing is wrong but Finished, which is under the keys of another secret.
        WELL_FORMED((_, encoded) -> encoded),
        FIRST_BYTE_NOT_ZERO((_, encoded) -> with(encoded, 0, 1)),
        BLOCK_TYPE_ONE((_, encoded) -> with(encoded, 1, 1)),
        BLOCK_TYPE_SEVENTEEN((_, encoded) -> with(encoded, 1, 17)),
        NO_SEPARATOR((_, encoded) -> with(encoded, encoded.length - 49, 0xff)),
        SEPARATOR_TOO_EARLY((_, encoded) -> with(encoded, encoded.length - 60, 0)),
        ZERO_IN_THE_FIRST_EIGHT((_, encoded) -> with(encoded, 5, 0)),
        SECRET_TOO_SHORT((_, encoded) -> with(with(encoded, encoded.length - 49, 7), encoded.length - 48, 0)),
        VERSION_OF_TLS_1_1((_, encoded) -> with(encoded, encoded.length - 47, 2)),
        VERSION_OF_SSL_2((_, encoded) -> with(with(encoded, encoded.length - 48, 0), encoded.length - 47, 2)),
        ALL_ZERO((_, encoded) -> new byte[encoded.length]),
        NO_CIPHERTEXT((_, _) -> new byte[0], false),
        CIPHERTEXT_TOO_SHORT((key, encoded) -> Arrays.copyOf(raw(key, encoded), encoded.length - 1), false),
        CIPHERTEXT_TOO_LONG((key, encoded) -> concatenation(new byte[1], raw(key, encoded)), false),
        CIPHERTEXT_TWICE_AS_LONG((key, encoded) -> concatenation(raw(key, encoded), raw(key, encoded)), false),
        CIPHERTEXT_BEYOND_THE_MODULUS(
                (key, encoded) -> fixed(key.getModulus().add(BigInteger.ONE), encoded.length), false),
        CIPHERTEXT_OF_ONES((_, encoded) -> ones(encoded.length), false);

        private final BiFunction<RSAPublicKey, byte[], byte[]> change;
        private final boolean beforeEncryption;

        KeyExchange(BiFunction<RSAPublicKey, byte[], byte[]> change) {
            this(change, true);
        }

        KeyExchange(BiFunction<RSAPublicKey, byte[], byte[]> change, boolean beforeEncryption) {
            this.change = change;
            this.beforeEncryption = beforeEncryption;
        }

        byte[] of(HandMadeClient client, byte[] secret) {
            RSAPublicKey key = client.serverKey();
            byte[] changed = change.apply(key, padded(key, secret));
            return beforeEncryption ? client.encrypted(changed) : changed;
        }

        private static byte[] raw(RSAPublicKey key, byte[] encoded) {
            return fixed(new BigInteger(1, encoded).modPow(key.getPublicExponent(), key.getModulus()), encoded.length);
        }
    }

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

    @ParameterizedTest
    @EnumSource(KeyExchange.class)
    void whateverIsWrongWithTheSecretOnlyFinishedIsRefused(KeyExchange exchange) throws Exception {
        try (HandMadeClient client = HandMadeClient.greeted(served.address())) {
            byte[] sent = preMasterSecret();
            client.finishWith(exchange.of(client, sent), preMasterSecret());
            assertThat(client.rest()).as("%s", exchange).isEqualTo(BAD_RECORD_MAC);
        }
    }

    /// The proof that the client by hand does nothing else wrong.
    @Test
    void withTheRightSecretTheSameClientIsServed() throws Exception {
        try (HandMadeClient client = HandMadeClient.open(served.address())) {
            client.send(client.sealed(APPLICATION_DATA, "hello\n".getBytes(US_ASCII), UnaryOperator.identity()));
            assertThat(client.nextInTheClear()).isEqualTo("type 23");
        }
    }

    /// No answer before Finished: whoever waits for one after ClientKeyExchange learns nothing either.
    @Test
    void aWrongSecretIsAnsweredByNothingUntilFinishedComes() throws Exception {
        try (HandMadeClient client = HandMadeClient.greeted(served.address())) {
            byte[] flight =
                    client.lastFlight(KeyExchange.BLOCK_TYPE_ONE.of(client, preMasterSecret()), preMasterSecret());
            int exchange = 5 + ((flight[3] & 0xff) << 8 | (flight[4] & 0xff));
            client.send(Arrays.copyOf(flight, exchange + 6));
            assertThat(client.saysNothingFor(300)).isTrue();
            client.send(Arrays.copyOfRange(flight, exchange + 6, flight.length));
            assertThat(client.rest()).isEqualTo(BAD_RECORD_MAC);
        }
    }

    @Test
    void paddingMacAndLengthOfARecordAreRefusedAlike() throws Exception {
        Map<String, UnaryOperator<byte[]>> faults = new LinkedHashMap<>();
        faults.put("the MAC's first byte", plaintext -> with(plaintext, 6, plaintext[6] ^ 1));
        faults.put("the MAC's last byte", plaintext -> with(plaintext, 37, plaintext[37] ^ 0x80));
        faults.put("a padding byte", plaintext -> with(plaintext, 40, 0x55));
        faults.put("padding longer than the record", plaintext -> with(plaintext, plaintext.length - 1, 0xff));
        faults.put("padding that eats into the MAC", plaintext -> with(plaintext, plaintext.length - 1, 30));
        faults.put("no padding", plaintext -> with(plaintext, plaintext.length - 1, 0));
        faults.put("all zero", plaintext -> new byte[plaintext.length]);
        faults.put("two blocks only", plaintext -> new byte[32]);
        faults.put("no block but the IV", _ -> new byte[0]);
        Map<String, String> answers = new LinkedHashMap<>();
        for (Map.Entry<String, UnaryOperator<byte[]>> fault : faults.entrySet()) {
            try (HandMadeClient client = HandMadeClient.open(served.address())) {
                client.send(client.sealed(APPLICATION_DATA, "hello\n".getBytes(US_ASCII), fault.getValue()));
                answers.put(fault.getKey(), client.restInTheClear());
            }
        }
        try (HandMadeClient client = HandMadeClient.open(served.address())) {
            byte[] record = client.sealed(APPLICATION_DATA, "hello\n".getBytes(US_ASCII), UnaryOperator.identity());
            byte[] cut = Arrays.copyOf(record, record.length - 3);
            cut[4] = (byte) (cut[4] - 3);
            client.send(cut);
            answers.put("no multiple of the block", client.restInTheClear());
        }
        assertThat(answers.values()).as("%s", answers).containsOnly("alert 2 20, end");
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static byte[] ones(int length) {
        byte[] ones = new byte[length];
        Arrays.fill(ones, (byte) 0xff);
        return ones;
    }
}
