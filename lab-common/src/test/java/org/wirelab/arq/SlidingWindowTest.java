package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;

/// Go-back-N and selective repeat over a simulated link that loses the frames that the test names.
class SlidingWindowTest {

    private static final LinkSettings LINK = LinkSettings.PERFECT.withDelay(Duration.ofMillis(10));
    private static final SenderSettings FIXED =
            SenderSettings.DEFAULT.withTimeout(new Timeout.Fixed(Transfers.millis(50)));

    private static LinkSettings losing(long number) {
        return LINK.with(Rule.drop("loss", PacketMatch.ANY, Selection.numbers(number)));
    }

    @ParameterizedTest
    @CsvSource({"GO_BACK_N", "SELECTIVE_REPEAT"})
    void asManyFramesAsTheWindowHoldsAreUnderWay(Protocol protocol) {
        Transfer transfer = Transfers.of(protocol, 32, 4, 10, 80);
        Simulation.Outcome outcome = Transfers.over(transfer, FIXED, LINK, LINK).run(Transfers.A_MINUTE);
        assertThat(outcome.delivered()).isEqualTo(Transfers.data(transfer));
        // eight frames, four in a round trip
        assertThat(outcome.nanos()).isEqualTo(Transfers.millis(40));
        assertThat(outcome.told(ArqArrow.Sent.class))
                .allSatisfy(sent -> assertThat(sent.next() - sent.base()).isBetween(1L, 4L))
                .anySatisfy(sent -> assertThat(sent.next() - sent.base()).isEqualTo(4));
    }

    @Test
    void goBackNSendsEverythingFromTheLostFrameOnAgain() {
        Transfer transfer = Transfers.of(Protocol.GO_BACK_N, 3, 4, 10, 60);
        Simulation.Outcome outcome =
                Transfers.over(transfer, FIXED, losing(2), LINK).run(Transfers.A_MINUTE);
        assertThat(outcome.delivered()).isEqualTo(Transfers.data(transfer));
        assertThat(outcome.told(ArqArrow.Sent.class))
                .extracting(ArqArrow.Sent::frame, ArqArrow.Sent::cause)
                .containsExactly(
                        tuple(1L, Cause.FIRST),
                        tuple(2L, Cause.FIRST),
                        tuple(3L, Cause.FIRST),
                        tuple(4L, Cause.FIRST),
                        tuple(5L, Cause.FIRST),
                        tuple(2L, Cause.TIMEOUT),
                        tuple(3L, Cause.GO_BACK),
                        tuple(4L, Cause.GO_BACK),
                        tuple(5L, Cause.GO_BACK),
                        tuple(6L, Cause.FIRST));
        assertThat(outcome.told(ArqArrow.Received.class))
                .extracting(ArqArrow.Received::reception)
                .startsWith(Reception.ACCEPTED, Reception.OUT_OF_ORDER, Reception.OUT_OF_ORDER, Reception.OUT_OF_ORDER)
                .endsWith(Reception.ACCEPTED);
    }

    @Test
    void selectiveRepeatSendsTheLostFrameAgainAndNoOther() {
        Transfer transfer = Transfers.of(Protocol.SELECTIVE_REPEAT, 3, 4, 10, 60);
        Simulation.Outcome outcome =
                Transfers.over(transfer, FIXED, losing(2), LINK).run(Transfers.A_MINUTE);
        assertThat(outcome.delivered()).isEqualTo(Transfers.data(transfer));
        assertThat(outcome.told(ArqArrow.Sent.class))
                .extracting(ArqArrow.Sent::frame, ArqArrow.Sent::cause)
                .containsExactly(
                        tuple(1L, Cause.FIRST),
                        tuple(2L, Cause.FIRST),
                        tuple(3L, Cause.FIRST),
                        tuple(4L, Cause.FIRST),
                        tuple(5L, Cause.FIRST),
                        tuple(2L, Cause.TIMEOUT),
                        tuple(6L, Cause.FIRST));
        assertThat(outcome.told(ArqArrow.Received.class))
                .extracting(ArqArrow.Received::reception)
                .containsExactly(
                        Reception.ACCEPTED,
                        Reception.KEPT,
                        Reception.KEPT,
                        Reception.KEPT,
                        Reception.ACCEPTED,
                        Reception.ACCEPTED);
    }

    @Test
    void framesAcknowledgedBehindALostOneAreEvidenceEnoughWhereThatIsWanted() {
        Transfer transfer = Transfers.of(Protocol.SELECTIVE_REPEAT, 3, 4, 10, 60);
        Simulation.Outcome outcome =
                Transfers.over(transfer, FIXED.withEvidence(2), losing(2), LINK).run(Transfers.A_MINUTE);
        assertThat(outcome.delivered()).isEqualTo(Transfers.data(transfer));
        assertThat(outcome.told(ArqArrow.Sent.class))
                .filteredOn(sent -> sent.attempt() > 1)
                .extracting(ArqArrow.Sent::frame, ArqArrow.Sent::cause)
                .containsExactly(tuple(2L, Cause.SELECTIVE));
        assertThat(outcome.told(ArqObservation.TimedOut.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GO_BACK_N,2,3,4", "SELECTIVE_REPEAT,3,4,5", "STOP_AND_WAIT,1,1,2"})
    void aWindowThatTheNumbersDoNotAllowIsRefused(Protocol protocol, int bits, int longest, int tooLong) {
        assertThat(Transfers.of(protocol, bits, longest, 10, 100).window()).isEqualTo(longest);
        assertThatThrownBy(() -> Transfers.of(protocol, bits, tooLong, 10, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to " + longest);
    }

    /// Frame 1 overtaken by frame 2, and sent again meanwhile: with two numbers, the old frame 1 passes for frame
    /// 3.
    @Test
    void withTooFewNumbersAnOldFrameThatComesLateIsTakenForANewOneAndTheReportShowsIt() {
        Transfer transfer = Transfers.of(Protocol.STOP_AND_WAIT, 1, 1, 10, 40);
        LinkSettings late =
                LINK.with(Rule.holdBack("late", PacketMatch.ANY, Selection.numbers(2), 2, Duration.ofSeconds(10)));
        SenderSettings hasty = SenderSettings.DEFAULT.withTimeout(new Timeout.Fixed(Transfers.millis(25)));
        SenderSession sender = Transfers.session(transfer, hasty);
        Simulation.Outcome outcome =
                new Simulation(sender, Transfers.receiverSession(transfer), late, LINK, 0, 1).run(Transfers.A_MINUTE);
        assertThat(outcome.delivered()).hasSize(40).isNotEqualTo(Transfers.data(transfer));
        assertThat(outcome.gaveUp()).isEqualTo("arq.gave_up.different");
        assertThat(sender.finished().orElseThrow().complete()).isFalse();
    }
}
