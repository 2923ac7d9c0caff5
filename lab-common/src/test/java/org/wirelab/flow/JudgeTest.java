package org.wirelab.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.flow.Handshake.ACK;
import static org.wirelab.flow.Handshake.AT_CLIENT;
import static org.wirelab.flow.Handshake.AT_SERVER;
import static org.wirelab.flow.Handshake.BETWEEN;
import static org.wirelab.flow.Handshake.C;
import static org.wirelab.flow.Handshake.CLIENT;
import static org.wirelab.flow.Handshake.CONNECTION;
import static org.wirelab.flow.Handshake.OPEN;
import static org.wirelab.flow.Handshake.SAVED_SYN;
import static org.wirelab.flow.Handshake.SERVER;
import static org.wirelab.flow.Handshake.SOCKET;
import static org.wirelab.flow.Handshake.SYN;
import static org.wirelab.flow.Handshake.SYN_ACK;
import static org.wirelab.flow.Handshake.ack;
import static org.wirelab.flow.Handshake.said;
import static org.wirelab.flow.Handshake.segment;
import static org.wirelab.flow.Handshake.syn;
import static org.wirelab.flow.Handshake.synAck;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.wire.SequenceNumber;

/// What a judge finds, and when it says so: scripts of a connection's opening.
class JudgeTest {

    private final WrittenTrace trace = new WrittenTrace();
    private Judge judge = new Judge(OPEN, CONNECTION);

    private List<String> sees(Vantage vantage, Observation observation) {
        return said(judge.on(trace.seen(vantage, CONNECTION, observation)));
    }

    private List<String> wire(Observation observation) {
        return sees(BETWEEN, observation);
    }

    private void judging(Step<?>... steps) {
        judge = new Judge(Flow.of("open", steps), CONNECTION);
    }

    @Test
    void eachStepIsConfirmedByTheSegmentThatShowsIt() {
        assertThat(wire(syn(100))).containsExactly("open.1 confirmed [1]");
        assertThat(wire(synAck(900, 101))).containsExactly("open.2 confirmed [2]");
        assertThat(wire(ack(101, 901))).containsExactly("open.3 confirmed [3]");
        assertThat(judge.close()).isEmpty();
    }

    @Test
    void aFindingTellsTheLettersThatItsStepDefined() {
        assertThat(judge.on(trace.seen(BETWEEN, CONNECTION, syn(100))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.letters()).containsExactly(Map.entry("c", "100")));
    }

    @Test
    void synAckForAnotherNumberContradictsTheSecondStep() {
        wire(syn(100));
        assertThat(wire(synAck(900, 170)))
                .containsExactly(
                        "open.2 contradicted [2] reason.check(ack = c + 1; SYN ACK, seq 900, ack 170, window 65535, c = 100)");
        assertThat(wire(ack(101, 901))).containsExactly("open.3 confirmed [3]");
    }

    @Test
    void sequenceNumbersWrap() {
        wire(syn(4_294_967_295L));
        assertThat(wire(synAck(4_294_967_295L, 0))).containsExactly("open.2 confirmed [2]");
        assertThat(wire(ack(0, 0))).containsExactly("open.3 confirmed [3]");
    }

    @Test
    void aRetransmissionIsNoSecondStep() {
        wire(syn(100));
        assertThat(wire(syn(100))).isEmpty();
        wire(synAck(900, 101));
        assertThat(wire(synAck(900, 101))).isEmpty();
        wire(ack(101, 901));
        assertThat(said(judge.findings()))
                .containsExactly("open.1 confirmed [1]", "open.2 confirmed [3]", "open.3 confirmed [5]");
    }

    @Test
    void oneSegmentSightedFourTimesIsOneEventWithFourEvidenceNumbers() {
        assertThat(sees(AT_CLIENT, syn(100))).containsExactly("open.1 confirmed [1]");
        assertThat(sees(BETWEEN, syn(100))).isEmpty();
        assertThat(sees(AT_SERVER, syn(100))).isEmpty();
        assertThat(sees(SAVED_SYN, syn(100))).isEmpty();
        assertThat(said(judge.findings())).containsExactly("open.1 confirmed [1, 2, 3, 4]");
    }

    @Test
    void theSecondSightingAtOneVantageIsARetransmissionThatTheOtherVantageHasYetToSee() {
        sees(AT_CLIENT, syn(100));
        sees(AT_CLIENT, syn(100));
        sees(AT_SERVER, syn(100));
        assertThat(said(judge.findings())).containsExactly("open.1 confirmed [1, 3]");
    }

    @Test
    void oneSegmentMayShowTwoSteps() {
        judging(
                Step.of(
                        "close.2",
                        Segment.class,
                        (Segment s) -> s.ack() && s.src().equals(SERVER)),
                Step.of(
                        "close.4",
                        Segment.class,
                        (Segment s) -> s.fin() && s.src().equals(SERVER)));
        assertThat(wire(segment(SERVER, CLIENT, 900, 101, "FIN|ACK", 0)))
                .containsExactly("close.2 confirmed [1]", "close.4 confirmed [1]");
    }

    @Test
    void aStepThatComesAfterALaterOneAtOneVantageIsContradicted() {
        assertThat(wire(synAck(900, 101))).isEmpty();
        assertThat(wire(syn(100)))
                .containsExactly("open.1 contradicted [1, 2] reason.order(open.2; open.1)", "open.2 confirmed [1]");
    }

    @Test
    void orderOfArrivalBetweenVantagesProvesNothing() {
        assertThat(sees(AT_SERVER, synAck(900, 101))).isEmpty();
        assertThat(sees(AT_CLIENT, syn(100))).containsExactly("open.1 confirmed [2]", "open.2 confirmed [1]");
    }

    @Test
    void orderIsNotAskedOfAnUnorderedStep() {
        judging(SYN.unordered(), SYN_ACK);
        wire(synAck(900, 101));
        assertThat(wire(syn(100))).containsExactly("open.1 confirmed [2]", "open.2 confirmed [1]");
    }

    @Test
    void aCheckWaitsForTheLetterThatItNeeds() {
        sees(AT_SERVER, synAck(900, 55));
        assertThat(sees(AT_CLIENT, syn(100)))
                .containsExactly(
                        "open.1 confirmed [2]",
                        "open.2 contradicted [1] reason.check(ack = c + 1; SYN ACK, seq 900, ack 55, window 65535, c = 100)");
    }

    @Test
    void aCheckWhoseLetterNeverComesIsNotMade() {
        judging(SYN_ACK, ACK);
        assertThat(wire(synAck(900, 101))).isEmpty();
        assertThat(said(judge.close()))
                .containsExactly(
                        "open.2 unobservable [1] reason.letter(c)",
                        "open.3 unobservable [] reason.nobody(@source.capture.opens)");
    }

    @Test
    void theFirstRecogniserThatFitsBringsItsOwnChecksAndLetters() {
        judging(
                SYN,
                Step.of("open.3", Segment.class, (Segment s) -> s.ack())
                        .check("ack = 1", s -> s.acknowledgmentNumber().equals(SequenceNumber.of(1)))
                        .or(
                                SocketEvent.Connected.class,
                                connected -> connected.local().equals(CLIENT))
                        .check("to the server", connected -> connected.remote().equals(SERVER)));
        wire(syn(100));
        assertThat(sees(SOCKET, new SocketEvent.Connected(CLIENT, SERVER))).containsExactly("open.3 confirmed [2]");
    }

    @Test
    void closeSettlesEachOpenStepOnce() {
        wire(syn(100));
        assertThat(judge.close()).extracting(Finding::step).containsExactly("open.2", "open.3");
        assertThat(judge.close()).isEmpty();
        assertThat(judge.findings()).extracting(Finding::step).containsExactly("open.1", "open.2", "open.3");
    }

    @Test
    void anEntryDecidesThatTheWorldDiffers() {
        judging(
                SYN,
                SYN_ACK.differsWhen(
                        Segment.class,
                        (s, letters) -> s.syn() && s.src().equals(SERVER) && !s.ack(),
                        "open.simultaneous",
                        s -> List.of(s.src())));
        wire(syn(100));
        assertThat(wire(segment(SERVER, CLIENT, 900, 0, "SYN", 0)))
                .containsExactly("open.2 differs [2] open.simultaneous(" + SERVER + ")");
        assertThat(wire(synAck(900, 101))).isEmpty();
    }

    @Test
    void aDecisionCountsBeforeACheckOfTheSameEntry() {
        judging(SYN.check("c = 0", s -> s.sequenceNumber().equals(SequenceNumber.of(0)))
                .differsWhen(Segment.class, Segment::syn, "open.random"));
        assertThat(wire(syn(100))).containsExactly("open.1 differs [1] open.random");
    }

    @Test
    void aDecisionCitesWhatTheStepHadMatchedToo() {
        judging(SYN_ACK.notApplicableWhen(Segment.class, Segment::rst, "open.refused"));
        wire(synAck(900, 101));
        assertThat(wire(segment(CLIENT, SERVER, 101, 0, "RST", 0)))
                .containsExactly("open.2 not_applicable [1, 2] open.refused");
    }

    @Test
    void anEntryMayShowThatNobodyHereCanSeeAStep() {
        judging(SYN_ACK.unobservableWhen(SocketEvent.Failed.class, _ -> true, "open.hidden"));
        assertThat(sees(SOCKET, new SocketEvent.Failed(CLIENT, SERVER, "Connection refused")))
                .containsExactly("open.2 unobservable [1] open.hidden");
    }

    @Test
    void aDecisionMayAskTheLettersSoFar() {
        judging(
                SYN,
                SYN_ACK.notApplicableWhen(
                        Segment.class, (s, letters) -> s.rst() && letters.is(C, s.sequenceNumber()), "open.refused"));
        assertThat(wire(segment(CLIENT, SERVER, 100, 0, "RST", 0))).isEmpty();
        wire(syn(100));
        assertThat(wire(segment(CLIENT, SERVER, 100, 0, "RST", 0)))
                .containsExactly("open.2 not_applicable [3] open.refused");
    }

    @Test
    void whileTheBestSourceWatchesWhatOthersSayWaitsUntilItHasFinished() {
        judge = new Judge(
                Flow.of("open", SYN, ACK.or(SocketEvent.Connected.class, _ -> true))
                        .bestSeenBy(Source.CAPTURE),
                CONNECTION);
        judge.on(trace.opened(BETWEEN));
        wire(syn(100));
        assertThat(sees(SOCKET, new SocketEvent.Connected(CLIENT, SERVER))).isEmpty();
        assertThat(said(judge.on(trace.closed(BETWEEN, 0)))).containsExactly("open.3 confirmed [3]");
    }

    @Test
    void textKeysAreThoseThatTheFindingsMayNeed() {
        Flow flow = Flow.of(
                        "open",
                        SYN.differsWhen(Segment.class, Segment::syn, "a").wouldSee("b"),
                        SYN_ACK)
                .endedBy(Segment.class, Segment::rst, "c");
        assertThat(flow.textKeys()).containsExactly("a", "b", "c");
    }

    @Test
    void theSourcesOfAStepAreThoseOfAllItsRecognisers() {
        Step<?> step = SYN.or(SocketEvent.Connect.class, _ -> true).seenBy(Source.SOCKET);
        assertThat(step.sources()).containsExactlyInAnyOrder(Source.CAPTURE, Source.SAVED_SYN, Source.SOCKET);
    }
}
