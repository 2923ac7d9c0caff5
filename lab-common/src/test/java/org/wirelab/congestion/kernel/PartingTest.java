package org.wirelab.congestion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.congestion.CongestionObservation;
import org.wirelab.congestion.CongestionObservation.Began;
import org.wirelab.congestion.CongestionObservation.RecoveryEntered;
import org.wirelab.congestion.CongestionObservation.RecoveryLeft;
import org.wirelab.congestion.CongestionObservation.Round;
import org.wirelab.congestion.CongestionObservation.Window;
import org.wirelab.congestion.KernelObservation.Parted;
import org.wirelab.congestion.KernelObservation.Row;
import org.wirelab.congestion.Phase;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// Two courses beside each other, written by hand in segments.
class PartingTest {

    private static final Conversation LAB = new Conversation("lab");
    private static final Conversation KERNEL = new Conversation("kernel");
    private static final Vantage SENDER = new Vantage(Source.ARQ, Side.CLIENT);
    private static final int MSS = 1000;

    private final WrittenTrace trace = new WrittenTrace();
    private final Parting parting = new Parting();

    private PartingTest says(Conversation who, CongestionObservation what) {
        parting.accept(trace.seen(SENDER, who, what));
        return this;
    }

    private PartingTest round(Conversation who, int number, int before, boolean limited) {
        return says(who, new Round(number, Phase.SLOW_START, MSS, (long) before * MSS, 2L * before * MSS, limited, 1));
    }

    private PartingTest recovery(Conversation who, int flight, int before, int ssthresh, int largest, int after) {
        return says(who, new RecoveryEntered(MSS, flight * 1000L, null, before * 1000L, ssthresh * 1000L, 0, null))
                .says(who, new Window(MSS, largest * 1000L, null, 0, null, Phase.FAST_RECOVERY, "observed", null))
                .says(who, new RecoveryLeft(MSS, after * 1000L, ssthresh * 1000L, null));
    }

    private List<Row> rows() {
        Parted parted = parting.of(LAB, KERNEL).orElseThrow();
        return parted.rows();
    }

    @Test
    void equalWindowsHaveNoReasonToPart() {
        round(LAB, 1, 1, true).round(LAB, 2, 2, true).round(KERNEL, 1, 1, true).round(KERNEL, 2, 2, true);

        assertThat(rows())
                .extracting(Row::name, Row::lab, Row::kernel, Row::why)
                .containsExactly(tuple("round 1", 1.0, 1.0, null), tuple("round 2", 2.0, 2.0, null));
    }

    @Test
    void otherInitialWindowsAreTheReasonInTheFirstRound() {
        round(LAB, 1, 1, true).round(KERNEL, 1, 10, true);

        assertThat(rows().getFirst().why()).isEqualTo("congestion.parting.initial_window");
    }

    @Test
    void aWindowOfTheKernelThatWasNotFullDoesNotGrow() {
        round(LAB, 1, 4, true).round(LAB, 2, 8, true).round(KERNEL, 1, 4, false).round(KERNEL, 2, 5, true);

        assertThat(rows().getLast().why()).isEqualTo("congestion.parting.not_full");
    }

    @Test
    void aRoundThatOneOfThemDidNotTellIsOpen() {
        round(LAB, 1, 1, true).round(LAB, 2, 2, true).round(KERNEL, 2, 2, true);

        assertThat(rows().getFirst().kernel()).isNull();
        assertThat(rows().getFirst().why()).isNull();
    }

    @Test
    void halvesOfDifferentThingsAndInflationAreNamed() {
        round(LAB, 1, 1, true).round(KERNEL, 1, 1, true);
        recovery(LAB, 90, 100, 45, 90, 45).recovery(KERNEL, 97, 97, 48, 96, 48);

        assertThat(rows())
                .extracting(Row::name, Row::why)
                .containsExactly(
                        tuple("round 1", null),
                        tuple("cwnd before", "congestion.parting.peak"),
                        tuple("ssthresh", "congestion.parting.half"),
                        tuple("largest then", "congestion.parting.recovery"),
                        tuple("cwnd after", "congestion.parting.follows"));
    }

    @Test
    void whatTheRecoveryLeftIsCarriedOn() {
        recovery(LAB, 90, 90, 45, 90, 45).recovery(KERNEL, 90, 90, 50, 90, 50);
        round(LAB, 5, 45, true)
                .round(LAB, 6, 46, true)
                .round(KERNEL, 5, 50, true)
                .round(KERNEL, 6, 51, true);

        assertThat(rows().getLast().name()).isEqualTo("round +2");
        assertThat(rows().getLast().why()).isEqualTo("congestion.parting.carried");
    }

    @Test
    void whoSaidNothingIsNotCompared() {
        round(LAB, 1, 1, true);
        says(LAB, new Began("reno", "lab", MSS, MSS, null, Map.of()));

        assertThat(parting.of(LAB, KERNEL)).isEmpty();
    }

    @Test
    void whereTheRecoveryLeftNoDifferenceItIsNotTheReason() {
        recovery(LAB, 90, 100, 50, 90, 50).recovery(KERNEL, 100, 100, 50, 96, 50);
        round(LAB, 5, 50, true)
                .round(LAB, 6, 50, true)
                .round(KERNEL, 5, 50, true)
                .round(KERNEL, 6, 51, true);

        assertThat(rows().getLast().why()).isEqualTo("congestion.parting.avoidance");
    }
}
