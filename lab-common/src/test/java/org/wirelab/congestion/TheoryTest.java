package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TheoryTest {

    private static final long MILLI = 1_000_000;

    @Test
    void mathisPredictsWhatTheNotesComputedByHand() {
        assertThat(Theory.mathis(1448, 20 * MILLI, 1 / 50.0) / 1e6).isCloseTo(5.0, within(0.05));
        assertThat(Theory.mathis(1448, 20 * MILLI, 1 / 800.0) / 1e6).isCloseTo(20.0, within(0.1));
    }

    @Test
    void aQuarterOfTheLossDoublesTheRate() {
        assertThat(Theory.mathis(1448, MILLI, 0.01)).isCloseTo(2 * Theory.mathis(1448, MILLI, 0.04), within(1.0));
    }

    @Test
    void withoutLossTheFormulaSaysNothing() {
        assertThatThrownBy(() -> Theory.mathis(1448, MILLI, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWindowCrossesOnceInARoundTrip() {
        assertThat(Theory.windowOverRtt(8688, 50 * MILLI) / 1e6).isCloseTo(1.39, within(0.001));
    }

    @Test
    void jainsIndexGoesFromOneNthToOne() {
        assertThat(Theory.jain(List.of(5.0, 5.0, 5.0))).isCloseTo(1, within(1e-12));
        assertThat(Theory.jain(List.of(9.0, 0.0, 0.0))).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(Theory.jain(List.of(0.0, 0.0))).isEqualTo(1);
    }
}
