package org.wirelab.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.flow.Handshake.AT_CLIENT;
import static org.wirelab.flow.Handshake.AT_SERVER;
import static org.wirelab.flow.Handshake.BETWEEN;
import static org.wirelab.flow.Handshake.CLIENT;
import static org.wirelab.flow.Handshake.CONNECTION;
import static org.wirelab.flow.Handshake.SERVER;
import static org.wirelab.flow.Handshake.SOCKET;
import static org.wirelab.flow.Handshake.said;
import static org.wirelab.flow.Handshake.segment;
import static org.wirelab.flow.Handshake.syn;
import static org.wirelab.flow.Handshake.synAck;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// Steps that are shown on one side only: what left one end need not have arrived at the other.
class SidesTest {

    private static final Step<Segment> LEAVES =
            Step.of("leaves", Segment.class, Segment::syn).seenBy(Source.CAPTURE, Side.CLIENT);
    private static final Step<Segment> ARRIVES =
            Step.of("arrives", Segment.class, Segment::syn).seenBy(Source.CAPTURE, Side.SERVER);

    private final WrittenTrace trace = new WrittenTrace();
    private Judge judge = new Judge(Flow.of("sides", LEAVES, ARRIVES), CONNECTION);

    private void judging(Step<?>... steps) {
        judge = new Judge(Flow.of("sides", steps), CONNECTION);
    }

    private List<String> sees(Vantage vantage, Observation observation) {
        return said(judge.on(trace.seen(vantage, CONNECTION, observation)));
    }

    private void opened(Vantage... vantages) {
        List.of(vantages).forEach(vantage -> judge.on(trace.opened(vantage)));
    }

    private void closed(Vantage vantage, long dropped) {
        judge.on(trace.closed(vantage, dropped));
    }

    @Test
    void eachStepIsShownByTheSightingOnItsSide() {
        assertThat(sees(AT_CLIENT, syn(100))).containsExactly("leaves confirmed [1]");
        assertThat(sees(AT_SERVER, syn(100))).containsExactly("arrives confirmed [1, 2]");
    }

    @Test
    void whatWasSeenInTheMiddleIsOnNeitherSide() {
        assertThat(sees(BETWEEN, syn(100))).isEmpty();
        assertThat(said(judge.close()))
                .containsExactly(
                        "leaves unobservable [] reason.nobody(@source.capture.opens)",
                        "arrives unobservable [] reason.nobody(@source.capture.opens)");
    }

    @Test
    void aSegmentThatLeftAndDidNotArriveIsMissingByTheWordOfTheOtherSidesVantage() {
        opened(AT_CLIENT, AT_SERVER);
        sees(AT_CLIENT, syn(100));
        closed(AT_CLIENT, 0);
        closed(AT_SERVER, 0);
        assertThat(said(judge.close())).containsExactly("arrives missing [2, 5] reason.absent");
    }

    @Test
    void theWordOfTheWrongSideProvesNothing() {
        opened(AT_CLIENT);
        sees(AT_CLIENT, syn(100));
        closed(AT_CLIENT, 0);
        assertThat(said(judge.close())).containsExactly("arrives unobservable [] reason.nobody(@source.capture.opens)");
    }

    @Test
    void whatTheOtherSidesVantageDroppedMayHaveArrived() {
        opened(AT_CLIENT, AT_SERVER);
        sees(AT_CLIENT, syn(100));
        closed(AT_CLIENT, 0);
        closed(AT_SERVER, 2);
        assertThat(said(judge.close())).containsExactly("arrives unobservable [5] reason.dropped(2)");
    }

    @Test
    void stepsOfTwoSidesHaveNoOrder() {
        assertThat(sees(AT_SERVER, syn(100))).containsExactly("arrives confirmed [1]");
        assertThat(sees(AT_CLIENT, syn(100))).containsExactly("leaves confirmed [1, 2]");
    }

    @Test
    void anOrderThatOneSideSawIsNoOrderOnTheOther() {
        Step<Segment> answerLeaves = Step.of(
                        "answer", Segment.class, (Segment s) -> s.src().equals(SERVER))
                .seenBy(Source.CAPTURE, Side.SERVER);
        judging(LEAVES, answerLeaves);
        sees(AT_SERVER, synAck(900, 101));
        sees(AT_SERVER, syn(100));
        assertThat(sees(AT_CLIENT, syn(100))).containsExactly("leaves confirmed [2, 3]");
    }

    @Test
    void anOrderOnTheirOwnSideIsJudged() {
        Step<Segment> answerArrives = Step.of(
                        "answer", Segment.class, (Segment s) -> s.src().equals(SERVER))
                .seenBy(Source.CAPTURE, Side.CLIENT);
        judging(LEAVES, answerArrives);
        assertThat(sees(AT_CLIENT, segment(SERVER, CLIENT, 900, 0, "ACK", 0))).containsExactly("answer confirmed [1]");
        assertThat(sees(AT_CLIENT, syn(100)))
                .containsExactly("leaves contradicted [1, 2] reason.order(answer; leaves)");
    }

    @Test
    void aRepeatedStepCountsWhatItsOwnSideSawFirst() {
        judging(ARRIVES.atLeast(2));
        sees(AT_CLIENT, syn(100));
        sees(AT_CLIENT, syn(100));
        sees(AT_SERVER, syn(100));
        sees(AT_SERVER, syn(100));
        assertThat(said(judge.close())).containsExactly("arrives confirmed [1, 2, 3, 4]");
    }

    @Test
    void eachRecogniserHasItsOwnSide() {
        judging(LEAVES.or(SocketEvent.Accepted.class, _ -> true).at(Side.SERVER));
        assertThat(sees(SOCKET, new SocketEvent.Accepted(SERVER, CLIENT))).isEmpty();
        assertThat(sees(new Vantage(Source.SOCKET, Side.SERVER), new SocketEvent.Accepted(SERVER, CLIENT)))
                .containsExactly("leaves confirmed [2]");
    }

    @Test
    void whatIsCitedStandsInTheEvidenceAndSettlesNothing() {
        judging(ARRIVES.citing(SocketEvent.Failed.class, (_, _) -> true));
        opened(AT_SERVER);
        assertThat(sees(SOCKET, new SocketEvent.Failed(CLIENT, SERVER, "Connection timed out")))
                .isEmpty();
        closed(AT_SERVER, 0);
        assertThat(said(judge.close())).containsExactly("arrives missing [1, 2, 3] reason.absent");
    }
}
