package org.wirelab.client.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.trace.Trail.Words;

class DisturbancesTest {

    private static final long ROUND_TRIP = 25_000_000;

    @Test
    void lossesAloneAreWhatThePredictionKnows() {
        assertThat(new Disturbances(ROUND_TRIP, ROUND_TRIP, 2, 2, 0).said()).isEmpty();
    }

    @Test
    void timersThatRanOutWithoutALossAreNamed() {
        assertThat(new Disturbances(ROUND_TRIP, ROUND_TRIP, 5, 2, 0).said())
                .containsExactly(Words.of("arq.said.spurious", "5", "2"));
    }

    @Test
    void reorderingAndABusyMachineAreNamed() {
        assertThat(new Disturbances(ROUND_TRIP, 3 * ROUND_TRIP, 0, 0, 7).said())
                .containsExactly(Words.of("arq.said.reordered", "7"), Words.of("arq.said.late", "25"));
    }
}
