package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirelab.congestion.CongestionObservation.FastRetransmit;
import org.wirelab.congestion.CongestionObservation.Finished;
import org.wirelab.congestion.CongestionObservation.RecoveryEntered;
import org.wirelab.congestion.CongestionObservation.RecoveryLeft;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

/// What is told of one decision, in words.
class TellingTest {

    private static String told(Language language, Narrated seen) {
        return Texts.in(language).format(seen.textKey(), seen.textArguments().toArray());
    }

    private static String left(Language language, String cause) {
        return told(language, new RecoveryLeft(1000, 5000, 5000, cause));
    }

    @Test
    void onlyAFullAcknowledgmentSaysThatEverythingIsAcknowledged() {
        assertThat(left(Language.EN, "full_ack"))
                .startsWith("Everything that was outstanding")
                .contains("cwnd 5");
        assertThat(left(Language.EN, "partial_ack")).contains("partial acknowledgment", "not everything", "cwnd 5");
        assertThat(left(Language.EN, "timeout")).contains("timer ended it", "not everything", "cwnd 5");
        assertThat(left(Language.EN, null)).isEqualTo("cwnd 5, ssthresh 5.");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void eachEndOfARecoveryIsTold(Language language) {
        assertThat(left(language, "full_ack")).contains("5");
        assertThat(left(language, "partial_ack")).isNotEqualTo(left(language, "full_ack"));
        assertThat(left(language, "timeout")).isNotEqualTo(left(language, "partial_ack"));
    }

    @Test
    void whatDoesNotCountInTheReductionIsTold() {
        assertThat(told(Language.EN, new RecoveryEntered(1000, 102_000, 2000L, 100_000, 50_000, 1, null)))
                .isEqualTo("102 segments under way, 2 of them by limited transmit (RFC 3042) and not counted; cwnd 100:"
                        + " ssthresh becomes 50.");
        assertThat(told(Language.EN, new RecoveryEntered(1000, 147_000, 0L, 50_000, 25_000, 1, null)))
                .contains("147 segments not acknowledged, more than cwnd 50", "§4.3", "ssthresh becomes 25.");
        assertThat(told(Language.EN, new RecoveryEntered(1000, 50_000, 0L, 50_000, 25_000, 1, null)))
                .isEqualTo("50 segments under way, cwnd 50: ssthresh becomes 25.");
        assertThat(told(Language.EN, new RecoveryEntered(1000, 60_000, null, 50_000, 25_000, 1, null)))
                .as("of a kernel")
                .isEqualTo("60 segments under way, cwnd 50: ssthresh becomes 25.");
    }

    @Test
    void aRateBelowAHundredthOfAMegabitIsNotNothing() {
        assertThat(told(Language.EN, new Finished(1, true, 1, 0, 57_000_000)))
                .isEqualTo("Octets acknowledged: 1, in 0.06 s: 0.00014 Mbit/s; segments sent: 1, of them again: 0.");
    }

    @Test
    void aLateFastRetransmitIsToldWithoutItsCodeWord() {
        assertThat(told(Language.EN, new FastRetransmit(7, 5, "later"))).contains("5 duplicate ACKs, not at the third");
    }
}
