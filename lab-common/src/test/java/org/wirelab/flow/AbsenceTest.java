package org.wirelab.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.flow.Handshake.AT_CLIENT;
import static org.wirelab.flow.Handshake.BETWEEN;
import static org.wirelab.flow.Handshake.CLIENT;
import static org.wirelab.flow.Handshake.CONNECTION;
import static org.wirelab.flow.Handshake.OPEN;
import static org.wirelab.flow.Handshake.SERVER;
import static org.wirelab.flow.Handshake.SOCKET;
import static org.wirelab.flow.Handshake.SYN_ACK;
import static org.wirelab.flow.Handshake.ack;
import static org.wirelab.flow.Handshake.said;
import static org.wirelab.flow.Handshake.segment;
import static org.wirelab.flow.Handshake.syn;
import static org.wirelab.flow.Handshake.synAck;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// What a judge says of a step that it did not see: missing only where somebody who would have seen it watched all the
/// time, and otherwise why nobody can know.
class AbsenceTest {

    private final WrittenTrace trace = new WrittenTrace();
    private Judge judge = new Judge(OPEN, CONNECTION);

    private void wire(Observation observation) {
        sees(BETWEEN, observation);
    }

    private void sees(Vantage vantage, Observation observation) {
        judge.on(trace.seen(vantage, CONNECTION, observation));
    }

    private void opened(Vantage vantage) {
        judge.on(trace.opened(vantage));
    }

    private void closed(Vantage vantage, long dropped) {
        judge.on(trace.closed(vantage, dropped));
    }

    private List<String> atTheEnd() {
        return said(judge.close());
    }

    @Test
    void whoLooksAwayMissesNothing() {
        opened(BETWEEN);
        wire(syn(100));
        sees(BETWEEN, new VantageObservation.Left("lo", "read.left.bound", "9"));
        closed(BETWEEN, 0);
        assertThat(atTheEnd()).startsWith("open.2 unobservable [3] read.left.bound(9)");
    }

    @Test
    void aStepIsMissingUnderAVantageThatWasOpenThroughoutAndDroppedNothing() {
        opened(BETWEEN);
        wire(syn(100));
        wire(ack(101, 901));
        closed(BETWEEN, 0);
        assertThat(atTheEnd())
                .containsExactly("open.2 missing [1, 4] reason.absent", "open.3 unobservable [3] reason.letter(s)");
    }

    @Test
    void nothingIsMissingWhereSomebodyWouldNotWait() {
        opened(BETWEEN);
        wire(syn(100));
        wire(ack(101, 901));
        closed(BETWEEN, 0);
        assertThat(said(judge.interrupt()))
                .containsExactly(
                        "open.2 unobservable [] reason.interrupted", "open.3 unobservable [3] reason.interrupted");
    }

    @Test
    void withoutAVantageItIsUnobservableAndTheReasonSaysWhatWouldSeeIt() {
        sees(SOCKET, new SocketEvent.Connect(CLIENT, SERVER));
        assertThat(atTheEnd()).startsWith("open.1 unobservable [] reason.nobody(@source.capture.opens)");
    }

    @Test
    void aVantageOfAnotherSourceIsNoWitness() {
        opened(SOCKET);
        sees(SOCKET, new SocketEvent.Connect(CLIENT, SERVER));
        closed(SOCKET, 0);
        assertThat(atTheEnd()).startsWith("open.1 unobservable [] reason.nobody(@source.capture.opens)");
    }

    @Test
    void whereNobodyWatchedTheStepsOwnTextSaysWhatWould() {
        judge = new Judge(Flow.of("open", SYN_ACK.wouldSee("open.2.would")), CONNECTION);
        wire(syn(100));
        assertThat(atTheEnd()).containsExactly("open.2 unobservable [] open.2.would");
    }

    @Test
    void aStepThatNoSourceIsNamedForIsNeverMissing() {
        judge = new Judge(Flow.of("open", Step.of("open.2", Segment.class, Segment::fin)), CONNECTION);
        opened(BETWEEN);
        wire(syn(100));
        closed(BETWEEN, 0);
        assertThat(atTheEnd()).containsExactly("open.2 unobservable [] reason.unseen");
    }

    @Test
    void aVantageThatCouldNotOpenSaysWhatStoodInItsWay() {
        judge.on(trace.seen(
                BETWEEN, Conversation.RUN, new VantageObservation.Unavailable("lo", "capture.permission", "lo")));
        sees(SOCKET, new SocketEvent.Connect(CLIENT, SERVER));
        assertThat(atTheEnd())
                .startsWith("open.1 unobservable [1] reason.unavailable(@source.capture; @capture.permission|lo)");
    }

    @Test
    void aVantageThatOpenedLateCannotMissWhatCameBefore() {
        sees(SOCKET, new SocketEvent.Connect(CLIENT, SERVER));
        opened(BETWEEN);
        wire(synAck(900, 101));
        closed(BETWEEN, 0);
        assertThat(atTheEnd()).startsWith("open.1 unobservable [2] reason.late");
    }

    @Test
    void aConversationThatHadBegunBeforeTheFirstSegmentSeenIsNotMissingItsBeginning() {
        opened(BETWEEN);
        wire(ack(101, 901));
        closed(BETWEEN, 0);
        assertThat(atTheEnd()).startsWith("open.1 unobservable [2] reason.late", "open.2 unobservable [2] reason.late");
    }

    @Test
    void aVantageThatDroppedSomethingMayHaveDroppedTheStep() {
        opened(BETWEEN);
        wire(syn(100));
        closed(BETWEEN, 3);
        assertThat(atTheEnd()).startsWith("open.2 unobservable [3] reason.dropped(3)");
    }

    @Test
    void aVantageThatNeverClosedMayHaveHadMoreToTell() {
        opened(BETWEEN);
        wire(syn(100));
        assertThat(atTheEnd()).startsWith("open.2 unobservable [1] reason.cut_off");
    }

    @Test
    void aVantageThatClosedBeforeTheConversationEndedMissesNothingThatCameAfter() {
        opened(BETWEEN);
        wire(syn(100));
        closed(BETWEEN, 0);
        sees(SOCKET, new SocketEvent.Connected(CLIENT, SERVER));
        assertThat(atTheEnd()).startsWith("open.2 unobservable [3] reason.left");
    }

    @Test
    void anEntryThatArrivesAfterTheClosingButHappenedBeforeItDoesNotOutlastTheVantage() {
        opened(BETWEEN);
        wire(syn(100));
        closed(BETWEEN, 0);
        judge.on(trace.seenAt(2_500, SOCKET, CONNECTION, new SocketEvent.Connected(CLIENT, SERVER)));
        assertThat(atTheEnd()).startsWith("open.2 missing [1, 3] reason.absent");
    }

    @Test
    void aVantageThatHadClosedBeforeTheConversationBeganIsNoWitness() {
        opened(BETWEEN);
        closed(BETWEEN, 0);
        sees(SOCKET, new SocketEvent.Connect(CLIENT, SERVER));
        assertThat(atTheEnd()).startsWith("open.1 unobservable [] reason.nobody(@source.capture.opens)");
    }

    @Test
    void oneGoodWitnessIsEnough() {
        opened(AT_CLIENT);
        opened(BETWEEN);
        wire(syn(100));
        closed(AT_CLIENT, 7);
        closed(BETWEEN, 0);
        assertThat(atTheEnd()).startsWith("open.2 missing [2, 5] reason.absent");
    }

    @Test
    void afterAResetTheStepsNotSeenAreMissingForThatReason() {
        opened(BETWEEN);
        wire(syn(100));
        wire(segment(SERVER, CLIENT, 0, 101, "RST|ACK", 0));
        closed(BETWEEN, 0);
        assertThat(atTheEnd()).containsExactly("open.2 missing [3] reason.reset", "open.3 missing [3] reason.reset");
    }

    @Test
    void aConversationOfWhichNothingWasSeenIsMissingAllItsSteps() {
        opened(BETWEEN);
        closed(BETWEEN, 0);
        assertThat(atTheEnd())
                .containsExactly(
                        "open.1 missing [1, 2] reason.absent",
                        "open.2 missing [1, 2] reason.absent",
                        "open.3 missing [1, 2] reason.absent");
    }
}
