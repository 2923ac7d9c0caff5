package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;

/// Stop-and-wait over a simulated link.
class StopAndWaitTest {

    private static final LinkSettings LINK = LinkSettings.PERFECT.withDelay(Duration.ofMillis(10));
    private static final Transfer TRANSFER = Transfers.of(Protocol.STOP_AND_WAIT, 1, 1, 10, 45);
    private static final SenderSettings FIXED =
            SenderSettings.DEFAULT.withTimeout(new Timeout.Fixed(Transfers.millis(50)));

    @Test
    void eachFrameWaitsForTheAcknowledgmentOfTheOneBefore() {
        Simulation.Outcome outcome = Transfers.over(TRANSFER, FIXED, LINK, LINK).run(Transfers.A_MINUTE);
        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.delivered()).isEqualTo(Transfers.data(TRANSFER));
        // five frames, a round trip of 20 ms each
        assertThat(outcome.nanos()).isEqualTo(Transfers.millis(100));
        assertThat(outcome.told(ArqArrow.Sent.class))
                .extracting(ArqArrow.Sent::frame)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(outcome.told(ArqArrow.Sent.class))
                .extracting(sent -> sent.number().value())
                .containsExactly(0L, 1L, 0L, 1L, 0L);
    }

    @Test
    void aLostFrameIsSentAgainWhenItsTimerRunsOut() {
        LinkSettings lossy = LINK.with(Rule.drop("second", PacketMatch.ANY, Selection.numbers(2)));
        Simulation.Outcome outcome =
                Transfers.over(TRANSFER, FIXED, lossy, LINK).run(Transfers.A_MINUTE);
        assertThat(outcome.delivered()).isEqualTo(Transfers.data(TRANSFER));
        assertThat(outcome.nanos()).isEqualTo(Transfers.millis(150));
        assertThat(outcome.told(ArqArrow.Sent.class))
                .extracting(ArqArrow.Sent::cause)
                .containsExactly(Cause.FIRST, Cause.FIRST, Cause.TIMEOUT, Cause.FIRST, Cause.FIRST, Cause.FIRST);
    }

    @Test
    void aFrameWhoseAcknowledgmentIsLostArrivesTwiceAndIsDeliveredOnce() {
        LinkSettings lossy = LINK.with(Rule.drop("first", PacketMatch.ANY, Selection.FIRST));
        Simulation.Outcome outcome =
                Transfers.over(TRANSFER, FIXED, LINK, lossy).run(Transfers.A_MINUTE);
        assertThat(outcome.delivered()).isEqualTo(Transfers.data(TRANSFER));
        assertThat(outcome.told(ArqArrow.Received.class))
                .extracting(ArqArrow.Received::reception)
                .startsWith(Reception.ACCEPTED, Reception.DUPLICATE, Reception.ACCEPTED);
    }

    @Test
    void bothEndsSeeOneDatagramAsOneEvent() {
        LinkSettings lossy = LINK.with(Rule.drop("second", PacketMatch.ANY, Selection.numbers(2)));
        Simulation.Outcome outcome =
                Transfers.over(TRANSFER, FIXED, lossy, LINK).run(Transfers.A_MINUTE);
        List<Object> sent = outcome.told(ArqArrow.Sent.class).stream()
                .map(ArqArrow.Sent::identity)
                .toList();
        assertThat(outcome.told(ArqArrow.Received.class))
                .extracting(ArqArrow.Received::identity)
                .containsExactly(sent.get(0), sent.get(2), sent.get(3), sent.get(4), sent.get(5));
        assertThat(outcome.told(ArqArrow.AckReceived.class))
                .extracting(ArqArrow.AckReceived::identity)
                .containsExactlyElementsOf(outcome.told(ArqArrow.AckSent.class).stream()
                        .map(ArqArrow.AckSent::identity)
                        .toList());
    }

    @Test
    void aSenderThatNobodyAnswersGivesUpAfterItsTries() {
        LinkSettings dead = LINK.with(Rule.cut());
        Simulation.Outcome outcome =
                Transfers.over(TRANSFER, FIXED.withTries(3), dead, LINK).run(Transfers.A_MINUTE);
        assertThat(outcome.gaveUp()).isEqualTo("arq.gave_up.no_ack");
        assertThat(outcome.nanos()).isEqualTo(Transfers.millis(150));
        assertThat(outcome.told(ArqArrow.Sent.class)).hasSize(3);
    }
}
