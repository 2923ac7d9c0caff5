package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Judge;
import org.wirelab.flow.Verdict;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;
import org.wirelab.wire.SequenceNumber;

/// What a sender may do and what not, as scripts of what left it and what reached it.
class ArqFlowsTest {

    private static final String CLIENT = "192.0.2.1:40001";
    private static final String SERVER = "192.0.2.2:7003";
    private static final Conversation CONVERSATION = Conversation.between(CLIENT, SERVER);
    private static final Vantage SENDER = new Vantage(Source.ARQ, Side.CLIENT);

    @Test
    void stopAndWaitThatWaitsIsConfirmed() {
        Map<String, Verdict> verdicts = judged(
                began(Protocol.STOP_AND_WAIT, 1, 1),
                sent(1),
                ack(2, 1),
                sent(2),
                timeout(2),
                again(2, Cause.TIMEOUT),
                ack(3, 1),
                sent(3),
                ack(4, 1),
                finished());
        assertThat(verdicts.get("flow.3")).isEqualTo(new Verdict.Confirmed());
        assertThat(verdicts.get("flow.4")).isInstanceOf(Verdict.NotApplicable.class);
    }

    @Test
    void aFrameThatDoesNotWaitForTheAcknowledgmentContradictsStopAndWait() {
        assertThat(judged(began(Protocol.STOP_AND_WAIT, 1, 1), sent(1), sent(2), ack(2, 1), ack(3, 1), finished())
                        .get("flow.3"))
                .isInstanceOf(Verdict.Contradicted.class);
    }

    @Test
    void aWindowThatIsKeptIsConfirmed() {
        Map<String, Verdict> verdicts = judged(
                began(Protocol.SELECTIVE_REPEAT, 3, 3),
                sent(1),
                sent(2),
                sent(3),
                ack(2, 3),
                sent(4),
                ack(3, 3),
                sent(5),
                finished());
        assertThat(verdicts.get("flow.4")).isEqualTo(new Verdict.Confirmed());
        assertThat(verdicts.get("flow.3")).isInstanceOf(Verdict.NotApplicable.class);
    }

    @Test
    void oneFrameMoreThanTheWindowContradicts() {
        assertThat(judged(began(Protocol.GO_BACK_N, 2, 9), sent(1), sent(2), sent(3), finished())
                        .get("flow.4"))
                .isInstanceOf(Verdict.Contradicted.class);
    }

    @Test
    void aFrameThatTheReceiverHasNoRoomForContradicts() {
        assertThat(judged(began(Protocol.GO_BACK_N, 9, 2), sent(1), sent(2), sent(3), finished())
                        .get("flow.4"))
                .isInstanceOf(Verdict.Contradicted.class);
        assertThat(judged(began(Protocol.GO_BACK_N, 9, 9), sent(1), sent(2), ack(3, 0), sent(3), finished())
                        .get("flow.4"))
                .isInstanceOf(Verdict.Contradicted.class);
    }

    @Test
    void aProbeOfAClosedWindowIsAllowed() {
        assertThat(judged(
                                began(Protocol.GO_BACK_N, 9, 9),
                                sent(1),
                                sent(2),
                                ack(3, 0),
                                sent(3, 1, Cause.PROBE),
                                ack(3, 0),
                                ack(3, 4),
                                sent(3, 2, Cause.WINDOW_OPEN),
                                sent(4),
                                finished())
                        .get("flow.4"))
                .isEqualTo(new Verdict.Confirmed());
    }

    @Test
    void goBackNGoesOnFromTheLostFrameFrameByFrame() {
        assertThat(judged(
                                began(Protocol.GO_BACK_N, 3, 3),
                                sent(1),
                                sent(2),
                                sent(3),
                                timeout(1),
                                again(1, Cause.TIMEOUT),
                                again(2, Cause.GO_BACK),
                                again(3, Cause.GO_BACK),
                                ack(4, 3),
                                sent(4),
                                finished())
                        .get("flow.4"))
                .isEqualTo(new Verdict.Confirmed());
        assertThat(judged(
                                began(Protocol.GO_BACK_N, 3, 3),
                                sent(1),
                                sent(2),
                                sent(3),
                                timeout(1),
                                again(1, Cause.TIMEOUT),
                                again(3, Cause.GO_BACK),
                                finished())
                        .get("flow.4"))
                .isInstanceOf(Verdict.Contradicted.class);
    }

    @Test
    void selectiveRepeatSendsAgainOnlyWhatHasRunOut() {
        assertThat(judged(
                                began(Protocol.SELECTIVE_REPEAT, 3, 3),
                                sent(1),
                                sent(2),
                                sent(3),
                                timeout(2),
                                again(2, Cause.TIMEOUT),
                                ack(4, 3),
                                finished())
                        .get("flow.4"))
                .isEqualTo(new Verdict.Confirmed());
        assertThat(judged(
                                began(Protocol.SELECTIVE_REPEAT, 3, 3),
                                sent(1),
                                sent(2),
                                sent(3),
                                timeout(2),
                                again(2, Cause.TIMEOUT),
                                again(3, Cause.GO_BACK),
                                finished())
                        .get("flow.4"))
                .isInstanceOf(Verdict.Contradicted.class);
    }

    @Test
    void aTransferOfOneFrameSaysNothingOfWindows() {
        assertThat(judged(began(Protocol.GO_BACK_N, 3, 3), sent(1), ack(2, 3), finished())
                        .get("flow.4"))
                .isInstanceOf(Verdict.NotApplicable.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"STOP_AND_WAIT", "GO_BACK_N"})
    void whereNobodyAnswersNothingIsMissing(Protocol protocol) {
        Map<String, Verdict> verdicts = judged(
                new ArqArrow.ControlSent(CLIENT, SERVER, 1, "open", 1, List.of(protocol.name())),
                new ArqObservation.Finished(1, false, 1, null, "", null, 0, 0, null, null, 1, "arq.gave_up.no_answer"));
        assertThat(verdicts).containsOnlyKeys("flow.3", "flow.4");
        assertThat(verdicts.values()).allMatch(Verdict.Unobservable.class::isInstance);
    }

    @Test
    void aDigestThatDidNotComeIsNotSaidToDiffer() {
        assertThat(new ArqObservation.Finished(
                                1, false, 5000, null, "ab", null, 9, 8, null, null, 1, "arq.gave_up.no_ack")
                        .details())
                .containsExactly("no report of what was delivered of 5000 octets");
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP_AND_WAIT", "GO_BACK_N", "SELECTIVE_REPEAT"})
    void theLabsMachinesKeepToTheNotesWhateverIsLost(Protocol protocol) {
        int window = protocol == Protocol.STOP_AND_WAIT ? 1 : 5;
        Transfer transfer = Transfers.of(protocol, 32, window, 100, 30_000);
        LinkSettings link = LinkSettings.PERFECT
                .withRate(1_000_000)
                .withDelay(Duration.ofMillis(3))
                .with(Rule.loss("loss", 0.1, 5))
                .with(Rule.holdBack("late", PacketMatch.ANY, new Selection.Chance(0.1, 6), 2, Duration.ofMillis(2)));
        Simulation.Outcome outcome =
                Transfers.over(transfer, SenderSettings.DEFAULT, link, link).run(Transfers.A_MINUTE * 10);
        assertThat(outcome.complete()).isTrue();
        List<Observation> seen = new ArrayList<>();
        seen.add(began(protocol, window, window));
        outcome.told().stream()
                .filter(Simulation.Told::bySender)
                .map(Simulation.Told::observation)
                .forEach(seen::add);
        seen.add(finished());
        Map<String, Verdict> verdicts = judged(seen.toArray(Observation[]::new));
        assertThat(verdicts.get(window == 1 ? "flow.3" : "flow.4")).isEqualTo(new Verdict.Confirmed());
        assertThat(verdicts.get(window == 1 ? "flow.4" : "flow.3")).isInstanceOf(Verdict.NotApplicable.class);
    }

    private static Map<String, Verdict> judged(Observation... observations) {
        Judge judge = new Judge(ArqFlows.SLIDING, CONVERSATION);
        List<Finding> findings = new ArrayList<>();
        long number = 0;
        findings.addAll(judge.on(entry(++number, new VantageObservation.Opened(""))));
        for (Observation observation : observations) {
            findings.addAll(judge.on(entry(++number, observation)));
        }
        findings.addAll(judge.on(entry(++number, new VantageObservation.Closed("", 0))));
        findings.addAll(judge.close());
        return findings.stream().collect(Collectors.toMap(Finding::step, Finding::verdict));
    }

    private static Entry entry(long number, Observation observation) {
        return new Entry(number, number, TimeSource.PROCESS, SENDER, CONVERSATION, observation);
    }

    private static ArqObservation.Began began(Protocol protocol, int window, long room) {
        return new ArqObservation.Began(1, protocol, window, room, 100, 1000, 32, new SequenceNumber(1), 0);
    }

    private static ArqArrow.Sent sent(long frame) {
        return sent(frame, 1, Cause.FIRST);
    }

    private static ArqArrow.Sent again(long frame, Cause cause) {
        return sent(frame, 2, cause);
    }

    /// What the sender claims of its window is not asked for.
    private static ArqArrow.Sent sent(long frame, int attempt, Cause cause) {
        return new ArqArrow.Sent(
                CLIENT, SERVER, 1, frame, new SequenceNumber(frame), attempt, 100, false, cause, 0, 0, 0);
    }

    private static ArqArrow.AckReceived ack(long next, long window) {
        return new ArqArrow.AckReceived(
                SERVER, CLIENT, 1, (int) next, next, new SequenceNumber(next), window, next - 1, 0, 0);
    }

    private static ArqObservation.TimedOut timeout(long frame) {
        return new ArqObservation.TimedOut(1, frame, 1000, 1);
    }

    private static ArqObservation.Finished finished() {
        return new ArqObservation.Finished(1, true, 1, 1L, "", "", 1, 0, 1L, 0L, 1, null);
    }
}
