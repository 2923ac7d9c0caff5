package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.Rule;

/// The formulas by themselves, and against the machines over a simulated link.
class TheoryTest {

    /// 1 Mbit/s, 1,000 octets: a frame takes 8 ms; an acknowledgment nothing; a = 4.5, so that 1 + 2a = 10.
    private static final Theory TEN = new Theory(1000, 0, 1_000_000, 36_000_000);

    /// IP and UDP and the frame's own header.
    private static final int HEADERS = 28 + FrameCodec.DATA_HEADER;

    private static final int DATA = 1000;
    private static final long RATE = 2_000_000;
    private static final long DELAY = 10_000_000;

    @Test
    void aIsTheDelayInFrameTimesWithHalfOfTheAcknowledgment() {
        assertThat(TEN.a()).isEqualTo(4.5, within(1e-12));
        assertThat(TEN.roundTrip()).isEqualTo(10, within(1e-12));
        assertThat(new Theory(1000, 500, 1_000_000, 36_000_000).a()).isEqualTo(4.75, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "STOP_AND_WAIT, 1, 0, 0.1",
        "STOP_AND_WAIT, 1, 0.2, 0.08",
        "GO_BACK_N, 4, 0, 0.4",
        "GO_BACK_N, 10, 0, 1",
        "GO_BACK_N, 50, 0, 1",
        "GO_BACK_N, 10, 0.1, 0.473684210526", // (1 - p) / (1 + 2ap) = 0.9 / 1.9
        "GO_BACK_N, 4, 0.1, 0.276923076923", // W(1 - p) / ((1 + 2a)(1 - p + Wp)) = 3.6 / 13
        "SELECTIVE_REPEAT, 4, 0, 0.4",
        "SELECTIVE_REPEAT, 10, 0.1, 0.9",
        "SELECTIVE_REPEAT, 4, 0.1, 0.36",
    })
    void theTextbooksFormulas(Protocol protocol, int window, double loss, double utilisation) {
        assertThat(TEN.utilisation(protocol, window, loss)).isEqualTo(utilisation, within(1e-9));
    }

    @Test
    void whatNoFormulaSpeaksOfIsRefused() {
        assertThatThrownBy(() -> TEN.utilisation(Protocol.GO_BACK_N, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TEN.utilisation(Protocol.GO_BACK_N, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TEN.utilisation(Protocol.CUMULATIVE, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "4, 3", "4, 16", "4, 18", "10, 25", "30, 25", "30, 95"})
    void aTransferTakesAsLongAsItsFramesOneByOne(int window, int frames) {
        double[] leaves = new double[frames];
        for (int i = 0; i < frames; i++) {
            double before = i == 0 ? 0 : leaves[i - 1] + 1;
            double acknowledged = i < window ? 0 : leaves[i - window] + TEN.roundTrip();
            leaves[i] = Math.max(before, acknowledged);
        }
        assertThat(TEN.duration(window, frames)).isEqualTo(leaves[frames - 1] + TEN.roundTrip(), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "STOP_AND_WAIT, 1",
        "GO_BACK_N, 2",
        "GO_BACK_N, 4",
        "GO_BACK_N, 9",
        "SELECTIVE_REPEAT, 4",
        "SELECTIVE_REPEAT, 9"
    })
    void withoutLossTheMachinesDoWhatTheoryPredicts(Protocol protocol, int window) {
        Comparison.Run run = simulated(protocol, window, 0, 400);
        assertThat(run.measured()).isEqualTo(run.predicted(), within(0.001));
        assertThat(run.measured()).isEqualTo(run.textbook(), within(0.02));
        assertThat(run.again()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "STOP_AND_WAIT, 1, 0.02, 0.02",
        "STOP_AND_WAIT, 1, 0.1, 0.05",
        "GO_BACK_N, 4, 0.02, 0.05",
        "GO_BACK_N, 9, 0.02, 0.05",
        "GO_BACK_N, 4, 0.1, 0.15",
        "SELECTIVE_REPEAT, 4, 0.02, 0.1",
        "SELECTIVE_REPEAT, 16, 0.02, 0.1",
    })
    void withLossTheMachinesComeNear(Protocol protocol, int window, double loss, double tolerance) {
        Comparison.Run run = simulated(protocol, window, loss, 4000);
        assertThat(run.lost()).isPositive();
        assertThat(run.difference()).as(run.toString()).isEqualTo(0, within(tolerance));
    }

    /// The textbook's loss is noticed after exactly one round trip; this sender's timer runs out just behind it.
    @ParameterizedTest
    @CsvSource({"0.02, 0.02", "0.1, 0.03"})
    void stopAndWaitWithTheTextbooksTimeoutHasTheTextbooksUtilisation(double loss, double tolerance) {
        Comparison.Run run = simulated(Protocol.STOP_AND_WAIT, 1, loss, 4000);
        assertThat(run.measured() / run.textbook()).as(run.toString()).isEqualTo(1, within(tolerance));
    }

    private static Comparison.Run simulated(Protocol protocol, int window, double loss, int frames) {
        Theory theory = new Theory(HEADERS + DATA, 28 + FrameCodec.ACK, RATE, DELAY);
        Transfer transfer = Transfers.of(protocol, 32, window, DATA, (long) frames * DATA);
        LinkSettings link = LinkSettings.PERFECT.withRate(RATE).withDelay(Duration.ofNanos(DELAY));
        LinkSettings lossy = loss == 0 ? link : link.with(Rule.loss("loss", loss, 11));
        // a little more than a round trip behind a window that waits before the link
        long timeout = (long) ((window - 1 + theory.roundTrip()) * theory.frameNanos()) + 1000;
        SenderSettings settings =
                SenderSettings.DEFAULT.withTimeout(new Timeout.Fixed(timeout)).withTries(100);
        Simulation.Outcome outcome =
                Transfers.over(transfer, settings, lossy, link).run(Long.MAX_VALUE - 1);
        assertThat(outcome.complete()).isTrue();
        return compared(theory, transfer, outcome);
    }

    private static Comparison.Run compared(Theory theory, Transfer transfer, Simulation.Outcome outcome) {
        Map<Long, Long> sentAt = new TreeMap<>();
        long sent = 0;
        long again = 0;
        long mended = 0;
        long nanos = 0;
        for (Simulation.Told told : outcome.told()) {
            if (told.observation() instanceof ArqArrow.Sent data) {
                sent++;
                again += data.attempt() > 1 ? 1 : 0;
                if (data.cause() == Cause.TIMEOUT) {
                    mended++;
                    nanos += told.nanos() - sentAt.get(data.frame());
                }
                sentAt.put(data.frame(), told.nanos());
            }
        }
        ArqObservation.Finished finished = new ArqObservation.Finished(
                1, true, transfer.octets(), transfer.octets(), "", "", sent, again, 0L, 0L, outcome.nanos(), null);
        return Comparison.Run.of(theory, transfer, DATA, finished, mended, mended == 0 ? 0 : nanos / mended);
    }

    @Test
    void theTableHasTheProtocolsSideBySide() {
        Comparison.Run run = simulated(Protocol.STOP_AND_WAIT, 1, 0, 10);
        Comparison table = new Comparison(List.of(run, run));
        assertThat(table.head()).hasSize(3);
        assertThat(table.rows())
                .allSatisfy(row -> assertThat(row.cells().size()).isIn(0, 2));
    }
}
