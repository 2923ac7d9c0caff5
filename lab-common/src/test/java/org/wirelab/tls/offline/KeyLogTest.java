package org.wirelab.tls.offline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.tls.Bytes;

class KeyLogTest {

    private static final String RANDOM = "00".repeat(31) + "01";

    private final KeyLog log = new KeyLog();

    @Test
    void commentsAndEmptyLinesAreNoLines() {
        log.add("# a comment\r\n\r\n   \n", "keys.log");
        assertThat(log.isEmpty()).isTrue();
        assertThat(log.problems()).isEmpty();
    }

    @Test
    void aSecretIsFoundByItsLabelAndTheClientsNonce() {
        log.add("CLIENT_RANDOM " + RANDOM + " " + "ab".repeat(48), "keys.log");
        log.add("SERVER_TRAFFIC_SECRET_0 " + RANDOM + " " + "cd".repeat(32), "keys.log");
        assertThat(log.secret(KeyLog.MASTER_SECRET, Bytes.parse(RANDOM))).contains(Bytes.parse("ab".repeat(48)));
        assertThat(log.secret(KeyLog.SERVER_APPLICATION, Bytes.parse(RANDOM))).contains(Bytes.parse("cd".repeat(32)));
        assertThat(log.secret(KeyLog.CLIENT_APPLICATION, Bytes.parse(RANDOM))).isEmpty();
        assertThat(log.knows(Bytes.parse(RANDOM))).isTrue();
    }

    @Test
    void aPreMasterSecretIsFoundByTheBeginningOfItsEncryptedForm() {
        log.add("RSA 0011223344556677 " + "ef".repeat(48), "keys.log");
        assertThat(log.preMasterSecret(Bytes.parse("0011223344556677" + "99".repeat(248))))
                .contains(Bytes.parse("ef".repeat(48)));
        assertThat(log.preMasterSecret(Bytes.parse("00"))).isEmpty();
    }

    @Test
    void aLabelThatTheLabDoesNotKnowIsKeptAndHarmsNothing() {
        log.add("ECH_SECRET " + RANDOM + " 00", "keys.log");
        assertThat(log.problems()).isEmpty();
    }

    @Test
    void eachBadLineIsNamedWithItsNumberAndTheOthersHold() {
        log.add(
                "CLIENT_RANDOM " + RANDOM + " " + "ab".repeat(48) + "\n" //
                        + "CLIENT_RANDOM 00 " + "ab".repeat(48) + "\n"
                        + "CLIENT_RANDOM " + RANDOM + " xyz\n"
                        + "CLIENT_RANDOM " + RANDOM + "\n"
                        + "\u0000\u0001\n"
                        + "CLIENT_HANDSHAKE_TRAFFIC_SECRET " + RANDOM + " 00\n",
                "keys.log");
        assertThat(log.problems()).extracting(KeyLog.Problem::line).containsExactly(2, 3, 4, 5, 6);
        assertThat(log.problems().getFirst()).hasToString("keys.log, line 2: a value of 1 bytes where 32 are needed");
        assertThat(log.knows(Bytes.parse(RANDOM))).isTrue();
    }

    @Test
    void ofManyBadLinesSomeAreNamedAndAllAreCounted() {
        log.add("bad\n".repeat(1000), "keys.log");
        assertThat(log.badLines()).isEqualTo(1000);
        assertThat(log.problems()).hasSize(20);
    }
}
