package org.wirelab.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirelab.run.Kinds;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

/// Whatever an observation of encryption may say has its words, and a name of its own.
class CryptoTextsTest {

    @Test
    void everyKindOfObservationHasANameOfItsOwn() {
        Map<String, ?> kinds = Kinds.of(CryptoObservation.class).all();
        assertThat(kinds.keySet())
                .contains("crypto.cost", "crypto.costs", "crypto.capacity", "crypto.key_sizes", "crypto.opened");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyOutcomeOfEveryAttemptHasItsSentence(Language language) {
        for (Family family : Family.values()) {
            for (Opened.Attempt attempt : Opened.Attempt.values()) {
                boolean played = family == Family.SYMMETRIC
                        || List.of(Opened.Attempt.RECEIVER, Opened.Attempt.OTHER_KEY)
                                .contains(attempt);
                for (boolean opened : new boolean[] {true, false}) {
                    String key = opened(family, attempt, opened).textKey();
                    assertThat(Texts.in(language).find(key).isPresent()).as(key).isEqualTo(played);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aJvmThatDoesNotOptimiseIsToldSo(Language language) {
        for (String machine :
                List.of("mixed mode, sharing", "mixed mode, emulated-client, sharing", "interpreted mode")) {
            MeasuringHost host = new MeasuringHost("cpu", 2, "Linux", "25", machine, List.of());
            assertThat(host.optimising()).as(machine).isEqualTo(machine.equals("mixed mode, sharing"));
            assertThat(Texts.in(language).find(host.textKey())).isPresent();
        }
    }

    private static Opened opened(Family family, Opened.Attempt attempt, boolean opened) {
        return new Opened("x", attempt, family, "c", "00".repeat(32), opened, "00".repeat(32), null, null, null);
    }
}
