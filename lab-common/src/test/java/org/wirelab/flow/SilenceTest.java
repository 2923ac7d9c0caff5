package org.wirelab.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wirelab.flow.Handshake.AT_CLIENT;
import static org.wirelab.flow.Handshake.AT_SERVER;
import static org.wirelab.flow.Handshake.CLIENT;
import static org.wirelab.flow.Handshake.CONNECTION;
import static org.wirelab.flow.Handshake.SERVER;
import static org.wirelab.flow.Handshake.SOCKET;
import static org.wirelab.flow.Handshake.SYN;
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
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;

/// Steps that hold when something did not happen: only under the eyes of who would have seen it.
class SilenceTest {

    /// After a FIN its sender sends no more data, until the other end's FIN.
    private static final Step<Segment> NO_DATA = Step.never("quiet", Segment.class, (s, _) -> s.length() > 0)
            .seenBy(Source.CAPTURE, Side.SERVER)
            .after(Segment.class, (s, _) -> s.fin() && s.src().equals(CLIENT))
            .until(Segment.class, (s, _) -> s.fin() && s.src().equals(SERVER));

    private final WrittenTrace trace = new WrittenTrace();
    private Judge judge = new Judge(Flow.of("silence", NO_DATA), CONNECTION);

    private void judging(Step<?>... steps) {
        judge = new Judge(Flow.of("silence", steps), CONNECTION);
    }

    private List<String> sees(Vantage vantage, Observation observation) {
        return said(judge.on(trace.seen(vantage, CONNECTION, observation)));
    }

    private List<String> server(Observation observation) {
        return sees(AT_SERVER, observation);
    }

    private List<String> sees(long nanos, Vantage vantage, Observation observation) {
        return said(judge.on(trace.seenAt(nanos, vantage, CONNECTION, observation)));
    }

    private List<String> atTheEnd() {
        return said(judge.close());
    }

    private static Segment fin() {
        return segment(CLIENT, SERVER, 101, 901, "FIN|ACK", 0);
    }

    private static Segment finBack() {
        return segment(SERVER, CLIENT, 901, 102, "FIN|ACK", 0);
    }

    private static Segment data(long sequence) {
        return segment(CLIENT, SERVER, sequence, 901, "ACK", 10);
    }

    @Test
    void itHoldsAtTheEndUnderAVantageThatWatchedAllTheTime() {
        judge.on(trace.opened(AT_SERVER));
        server(data(91));
        server(fin());
        server(ack(102, 902));
        assertThat(server(finBack())).isEmpty();
        server(data(102));
        judge.on(trace.closed(AT_SERVER, 0));
        assertThat(atTheEnd()).containsExactly("quiet confirmed [1, 3, 5, 7]");
    }

    @Test
    void whatHappenedBetweenTheBoundsContradicts() {
        judge.on(trace.opened(AT_SERVER));
        server(fin());
        server(data(102));
        server(finBack());
        judge.on(trace.closed(AT_SERVER, 0));
        assertThat(atTheEnd())
                .containsExactly(
                        "quiet contradicted [2, 3, 4] reason.happened(ACK 10 B, seq 102, ack 901, window 65535)");
    }

    @Test
    void itContradictsEvenWhereTheVantageDroppedSomething() {
        server(fin());
        server(data(102));
        assertThat(atTheEnd()).singleElement().asString().startsWith("quiet contradicted [1, 2]");
    }

    @Test
    void withoutAnEndItLastsUntilTheConversationIsOver() {
        judge.on(trace.opened(AT_SERVER));
        server(fin());
        judge.on(trace.closed(AT_SERVER, 0));
        server(ack(102, 902));
        assertThat(atTheEnd()).containsExactly("quiet unobservable [2, 3] reason.left");
    }

    @Test
    void whoLookedAwayBeforeTheEndOfItIsNoWitness() {
        judge.on(trace.opened(AT_SERVER));
        server(fin());
        judge.on(trace.closed(AT_SERVER, 0));
        sees(AT_CLIENT, finBack());
        assertThat(atTheEnd()).containsExactly("quiet unobservable [2, 3, 4] reason.left");
    }

    @Test
    void whoDroppedSomethingIsNoWitness() {
        judge.on(trace.opened(AT_SERVER));
        server(fin());
        server(finBack());
        judge.on(trace.closed(AT_SERVER, 1));
        assertThat(atTheEnd()).containsExactly("quiet unobservable [2, 3, 4] reason.dropped(1)");
    }

    @Test
    void whoLooksFromTheOtherSideIsNoWitness() {
        judge.on(trace.opened(AT_CLIENT));
        sees(AT_CLIENT, fin());
        sees(AT_CLIENT, finBack());
        judge.on(trace.closed(AT_CLIENT, 0));
        assertThat(atTheEnd()).containsExactly("quiet unobservable [2, 3] reason.nobody(@source.capture.opens)");
    }

    @Test
    void itMayHaveBegunBeforeTheVantageOpenedAsLongAsItsOwnTimeHadNot() {
        judging(SYN, NO_DATA);
        sees(SOCKET, new SocketEvent.Connect(CLIENT, SERVER));
        judge.on(trace.opened(AT_SERVER));
        server(fin());
        server(finBack());
        judge.on(trace.closed(AT_SERVER, 0));
        assertThat(atTheEnd()).contains("quiet confirmed [2, 3, 4, 5]");
    }

    @Test
    void whatItCountsFromMustHaveBeenSeen() {
        judge.on(trace.opened(AT_SERVER));
        server(data(1));
        judge.on(trace.closed(AT_SERVER, 0));
        assertThat(atTheEnd()).containsExactly("quiet unobservable [] reason.no_beginning");
    }

    @Test
    void whatArrivesLateIsPlacedByTheClockThatTimedBoth() {
        judge.on(trace.opened(AT_SERVER));
        sees(5_000, AT_CLIENT, fin());
        sees(9_000, AT_CLIENT, finBack());
        sees(4_000, AT_SERVER, data(91));
        sees(9_500, AT_SERVER, data(102));
        judge.on(trace.closed(AT_SERVER, 0));
        assertThat(atTheEnd()).containsExactly("quiet confirmed [1, 2, 3, 6]");
    }

    @Test
    void whatArrivesLateAndWasBetweenContradicts() {
        judge.on(trace.opened(AT_SERVER));
        sees(5_000, AT_CLIENT, fin());
        sees(9_000, AT_CLIENT, finBack());
        sees(6_000, AT_SERVER, data(102));
        judge.on(trace.closed(AT_SERVER, 0));
        assertThat(atTheEnd()).singleElement().asString().startsWith("quiet contradicted [2, 3, 4]");
    }

    @Test
    void whatNobodyCanPlaceLeavesItOpen() {
        judge.on(trace.opened(AT_SERVER));
        sees(AT_CLIENT, fin());
        judge.on(new Entry(3, 1, TimeSource.CAPTURE, AT_SERVER, CONNECTION, data(102)));
        assertThat(atTheEnd()).containsExactly("quiet unobservable [2, 3] reason.which_first");
    }

    @Test
    void withoutBoundsItIsForbiddenFromBeginningToEnd() {
        judging(Step.never("no reset", Segment.class, (s, _) -> s.rst()).seenBy(Source.CAPTURE));
        judge.on(trace.opened(AT_SERVER));
        server(syn(100));
        server(synAck(900, 101));
        judge.on(trace.closed(AT_SERVER, 0));
        assertThat(atTheEnd()).containsExactly("no reset confirmed [1, 4]");
    }

    @Test
    void aDecisionMaySayThatItDoesNotApply() {
        judging(NO_DATA.notApplicableWhen(Segment.class, Segment::rst, "reset"));
        assertThat(server(segment(CLIENT, SERVER, 1, 0, "RST", 0))).containsExactly("quiet not_applicable [1] reset");
    }

    @Test
    void whatTheOtherStepsSawIsInOrderAllTheSame() {
        judging(NO_DATA, SYN);
        server(fin());
        assertThat(server(syn(100))).containsExactly("open.1 confirmed [2]");
    }

    @Test
    void manySuspectsBeforeItsBeginningAreForgotten() {
        judge.on(trace.opened(AT_SERVER));
        for (int i = 0; i < 1000; i++) {
            server(data(i));
        }
        server(fin());
        server(finBack());
        judge.on(trace.closed(AT_SERVER, 0));
        assertThat(atTheEnd()).containsExactly("quiet confirmed [1, 1002, 1003, 1004]");
    }

    @Test
    void onlyAStepThatForbidsHasABeginning() {
        assertThatThrownBy(() -> SYN.after(Segment.class, (s, _) -> s.fin())).isInstanceOf(IllegalStateException.class);
    }
}
