package org.wirelab.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> NAMES = List.of("reset", "half-open", "keepalive", "lost-syn", "lost-fin");

    @Test
    void aSlipOfTheHandHasANearestName() {
        assertThat(Nearest.to("lost-sin", NAMES)).contains("lost-syn");
        assertThat(Nearest.to("keep-alive", NAMES)).contains("keepalive");
        assertThat(Nearest.to("half", NAMES)).contains("half-open");
        assertThat(Nearest.to("congestion-collapse", NAMES)).isEmpty();
        assertThat(Nearest.to("", NAMES)).isEmpty();
    }

    @Test
    void theDistanceOfTwoWordsIsTheLettersToChange() {
        assertThat(Nearest.distance("reset", "reset")).isZero();
        assertThat(Nearest.distance("reset", "rest")).isEqualTo(1);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }
}
