package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;

/// Whole transfers: opening, closing, and what is said when they fail.
class SessionTest {

    private static final LinkSettings LINK = LinkSettings.PERFECT.withDelay(Duration.ofMillis(5));
    private static final Transfer TRANSFER = Transfers.of(Protocol.SELECTIVE_REPEAT, 32, 4, 100, 2000);
    private static final SenderSettings FIXED = SenderSettings.DEFAULT
            .withTimeout(new Timeout.Fixed(Transfers.millis(50)))
            .withTries(4);

    private static LinkSettings losing(long... numbers) {
        return LINK.with(Rule.drop("loss", PacketMatch.ANY, Selection.numbers(numbers)));
    }

    @Test
    void aTransferIsOpenedCarriedAndReported() {
        SenderSession sender = Transfers.session(TRANSFER, FIXED);
        ReceiverSession receiver = Transfers.receiverSession(TRANSFER);
        Simulation.Outcome outcome = new Simulation(sender, receiver, LINK, LINK, 0, 1).run(Transfers.A_MINUTE);
        ArqObservation.Finished finished = sender.finished().orElseThrow();
        assertThat(finished.complete()).isTrue();
        assertThat(finished.delivered()).isEqualTo(2000);
        assertThat(finished.deliveredSha256()).isEqualTo(finished.sent());
        assertThat(finished.frames()).isEqualTo(20);
        assertThat(receiver.result().orElseThrow().sha256()).isEqualTo(finished.sent());
        assertThat(outcome.told(ArqArrow.ControlSent.class))
                .extracting(ArqArrow.ControlSent::name)
                .containsExactly("open", "accepted", "done", "report");
    }

    @Test
    void whatOpensAndClosesIsSentAgainWhenItOrItsAnswerIsLost() {
        SenderSession sender = Transfers.session(TRANSFER, FIXED);
        // the first Open; of the answers the first Accepted, and the first Report behind 20 acknowledgments
        Simulation.Outcome outcome = new Simulation(
                        sender, Transfers.receiverSession(TRANSFER), losing(1), losing(1, 23), 0, 1)
                .run(Transfers.A_MINUTE);
        assertThat(sender.finished().orElseThrow().complete()).isTrue();
        assertThat(outcome.told(ArqArrow.ControlSent.class))
                .extracting(ArqArrow.ControlSent::name)
                .containsExactly("open", "open", "accepted", "open", "accepted", "done", "report", "done", "report");
    }

    @Test
    void nobodyThereIsSaid() {
        SenderSession sender = Transfers.session(TRANSFER, FIXED);
        Simulation.Outcome outcome = new Simulation(
                        sender, Transfers.receiverSession(TRANSFER), LINK.with(Rule.cut()), LINK, 0, 1)
                .run(Transfers.A_MINUTE);
        assertThat(outcome.gaveUp()).isEqualTo("arq.gave_up.no_answer");
        assertThat(sender.finished().orElseThrow().delivered()).isNull();
    }

    /// Timeouts of 1, 2 and 4 s would be over at 7 s: the last one is cut short.
    @Test
    void theFirstAnswerIsWaitedForAsLongAsPatienceAllows() {
        SenderSettings patient =
                SenderSettings.DEFAULT.withTimeout(Timeout.ADAPTIVE).withPatience(Duration.ofSeconds(5));
        SenderSession sender = Transfers.session(TRANSFER, patient);
        Simulation.Outcome outcome = new Simulation(
                        sender, Transfers.receiverSession(TRANSFER), LINK.with(Rule.cut()), LINK, 0, 1)
                .run(Transfers.A_MINUTE);
        assertThat(outcome.gaveUp()).isEqualTo("arq.gave_up.no_answer");
        assertThat(outcome.nanos()).isEqualTo(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void aRefusalBringsItsReason() {
        SenderSession sender = Transfers.session(TRANSFER, FIXED);
        sender.on(new Input.Begun(), 0);
        sender.on(new Input.Arrived(new Frame.Refused(TRANSFER.id(), 1, "arq.refused.busy")), 1);
        assertThat(sender.finished().orElseThrow().reason()).isEqualTo("arq.refused.busy");
    }

    /// The third frame never gets through, and the report does: what is missing is known.
    @Test
    void aSenderThatGivesUpSaysHowMuchHasArrived() {
        LinkSettings barred = LINK.with(Rule.drop(
                "barred", new PacketMatch("third frame", packet -> packet.length() == 124), Selection.range(3, 1000)));
        SenderSession sender = Transfers.session(TRANSFER, FIXED);
        Simulation.Outcome outcome =
                new Simulation(sender, Transfers.receiverSession(TRANSFER), barred, LINK, 0, 1).run(Transfers.A_MINUTE);
        ArqObservation.Finished finished = sender.finished().orElseThrow();
        assertThat(outcome.gaveUp()).isEqualTo("arq.gave_up.no_ack");
        assertThat(finished.delivered()).isEqualTo(200);
        assertThat(finished.complete()).isFalse();
    }

    @Test
    void aTransferThatTakesTooLongEndsAtItsDeadline() {
        Transfer slow =
                new Transfer(5, Protocol.GO_BACK_N, NumberSpace.OF_32_BITS, TRANSFER.first(), 4, 100, 100_000, 1000);
        SenderSession sender = new SenderSession(
                Transfers.sender(slow, FIXED),
                slow,
                Transfers.payload(slow),
                Transfers.ENDS,
                FIXED,
                Transfers.millis(2000));
        Simulation.Outcome outcome =
                new Simulation(sender, Transfers.receiverSession(slow), LINK, LINK, 0, 1).run(Transfers.A_MINUTE);
        assertThat(outcome.gaveUp()).isEqualTo("arq.gave_up.deadline");
        assertThat(sender.finished().orElseThrow().delivered()).isBetween(1L, 5000L);
    }

    /// The application takes 1,000 octets a second: 2,000 take two seconds but for what the buffer holds. All
    /// window updates are lost, so that only probes tell the sender that there is room again.
    @ParameterizedTest
    @EnumSource(names = {"GO_BACK_N", "SELECTIVE_REPEAT"})
    void lostWindowUpdatesStopNobody(Protocol protocol) {
        Transfer slow = new Transfer(5, protocol, NumberSpace.OF_32_BITS, TRANSFER.first(), 4, 100, 2000, 1000);
        SenderSession sender = Transfers.session(slow, FIXED);
        Machine deaf = withoutUpdates(Transfers.receiverSession(slow));
        Simulation.Outcome outcome = new Simulation(sender, deaf, LINK, LINK, 0, 1).run(Transfers.A_MINUTE);
        assertThat(sender.finished().orElseThrow().complete()).isTrue();
        assertThat(outcome.told(ArqArrow.Sent.class)).anyMatch(sent -> sent.cause() == Cause.PROBE);
        assertThat(outcome.nanos()).isGreaterThan(Transfers.millis(1500));
    }

    @Test
    void theOpeningsRoundTripSaysHowSoonDoneIsSentAgain() {
        SenderSession sender = Transfers.session(TRANSFER, SenderSettings.DEFAULT);
        // the first Report, behind Accepted and 20 acknowledgments
        Simulation.Outcome outcome = new Simulation(sender, Transfers.receiverSession(TRANSFER), LINK, losing(22), 0, 1)
                .run(Transfers.A_MINUTE);
        assertThat(sender.finished().orElseThrow().complete()).isTrue();
        // five round trips of 10 ms, then 30 ms until Done goes again, and its own; a second without the measurement
        assertThat(outcome.nanos()).isLessThan(Transfers.millis(150));
    }

    /// RFC 9293 §3.8.6.1 lets the pauses between probes grow; a frame that is lost later waits no longer for it.
    @ParameterizedTest
    @EnumSource(names = {"STOP_AND_WAIT", "GO_BACK_N", "SELECTIVE_REPEAT"})
    void probesLeaveTheRetransmissionTimeoutAlone(Protocol protocol) {
        Transfer transfer = Transfers.of(protocol, 32, 1, 100, 300);
        Machine sender = Transfers.sender(
                transfer, SenderSettings.DEFAULT.withTimeout(new Timeout.Adaptive(1000, 1, 1_000_000)));
        sender.on(new Input.Begun(), 0);
        sender.on(new Input.Arrived(ack(transfer, 1, 0)), 100);
        // SRTT 100, RTTVAR 50: RTO 300, so probes at 300, 900, 2100 behind it
        assertThat(timer(sender.on(new Input.Expired(0), 400))).isEqualTo(600);
        assertThat(timer(sender.on(new Input.Expired(0), 1000))).isEqualTo(1200);
        assertThat(timer(sender.on(new Input.Arrived(ack(transfer, 1, 1)), 1100)))
                .isEqualTo(300);
    }

    private static Frame.Ack ack(Transfer transfer, long next, long window) {
        return new Frame.Ack(transfer.id(), transfer.number(next), window, transfer.number(next - 1));
    }

    private static long timer(List<Action> actions) {
        return actions.stream()
                .filter(Action.StartTimer.class::isInstance)
                .map(Action.StartTimer.class::cast)
                .mapToLong(Action.StartTimer::nanos)
                .reduce(0, (_, last) -> last);
    }

    private static Machine withoutUpdates(Machine machine) {
        return (input, nanos) -> {
            List<Action> actions = machine.on(input, nanos);
            boolean update = actions.stream()
                    .anyMatch(each -> each instanceof Action.Tell(ArqArrow.AckSent sent) && sent.update());
            return actions.stream()
                    .filter(each -> !(update && each instanceof Action.Transmit(Frame.Ack _)))
                    .toList();
        };
    }
}
