package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirelab.tls.KnownAnswers.Handshake;
import org.wirelab.tls.KnownAnswers.Step;

/// The handshakes of RFC 8448 §3 to §7: from their messages and private keys comes every value that the RFC prints.
class Rfc8448Test {

    /// What the RFC calls the results of its steps.
    private static final Set<String> RESULTS = Set.of("secret", "expanded", "key expanded", "iv expanded", "finished");

    static List<Handshake> handshakes() {
        return KnownAnswers.rfc8448();
    }

    @Test
    void allFiveHandshakesAreHere() {
        assertThat(handshakes())
                .extracting(Handshake::section)
                .containsExactly(
                        "3: Simple 1-RTT Handshake",
                        "4: Resumed 0-RTT Handshake",
                        "5: HelloRetryRequest",
                        "6: Client Authentication",
                        "7: Compatibility Mode");
        assertThat(handshakes().stream().mapToLong(Rfc8448Test::results).sum()).isEqualTo(127);
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void everySecretKeyAndFinishedComesOut(Handshake handshake) {
        Rfc8448Walk walk = new Rfc8448Walk().through(handshake);
        // each result, the shared secret that both sides agree on, and the key that a binder is made with
        long binders = handshake.steps().stream()
                .filter(step -> step.what().equals("calculate PSK binder"))
                .count();
        assertThat(walk.reproduced()).isEqualTo((int) (results(handshake) + 1 + binders));
        assertThat(walk.told())
                .filteredOn(secret -> secret.recomputed() != null)
                .hasSizeGreaterThan(20)
                .allMatch(DerivedSecret::holds);
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void everyProtectedRecordOpensUnderTheKeysThatItsSenderHasThen(Handshake handshake) {
        long records = handshake.steps().stream()
                .filter(step -> step.values().containsKey("record"))
                .count();
        assertThat(new Rfc8448Walk().through(handshake).opened())
                .isEqualTo((int) records)
                .isGreaterThan(3);
    }

    @Test
    void theResumptionSecretOfTheFirstHandshakeIsTheKeyOfTheSecond() {
        Step early = handshakes().get(1).steps().stream()
                .filter(step -> step.what().equals("extract secret \"early\""))
                .findFirst()
                .orElseThrow();
        assertThat(new Rfc8448Walk().through(handshakes().getFirst()).value("resumption_psk"))
                .isEqualTo(early.value("IKM"));
    }

    private static long results(Handshake handshake) {
        return handshake.steps().stream()
                .map(Step::values)
                .map(Map::keySet)
                .mapToLong(names -> names.stream().filter(RESULTS::contains).count())
                .sum();
    }
}
