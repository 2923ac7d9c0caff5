package org.wirelab.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.flow.Handshake.AT_CLIENT;
import static org.wirelab.flow.Handshake.AT_SERVER;
import static org.wirelab.flow.Handshake.BETWEEN;
import static org.wirelab.flow.Handshake.C;
import static org.wirelab.flow.Handshake.CLIENT;
import static org.wirelab.flow.Handshake.CONNECTION;
import static org.wirelab.flow.Handshake.SERVER;
import static org.wirelab.flow.Handshake.SYN;
import static org.wirelab.flow.Handshake.ack;
import static org.wirelab.flow.Handshake.said;
import static org.wirelab.flow.Handshake.segment;
import static org.wirelab.flow.Handshake.syn;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.tcp.Segment;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// Steps that repeat: every match is checked, and the first counterexample is the evidence.
class RepetitionTest {

    private static final Step<Segment> DATA = Step.of("data", Segment.class, (Segment s) -> s.length() > 0)
            .seenBy(Source.CAPTURE)
            .check("at most 1000 B", s -> s.length() <= 1000)
            .each();

    private final WrittenTrace trace = new WrittenTrace();
    private Judge judge = new Judge(Flow.of("data", DATA), CONNECTION);

    private void judging(Step<?>... steps) {
        judge = new Judge(Flow.of("data", steps), CONNECTION);
    }

    private List<String> sees(Vantage vantage, Segment segment) {
        return said(judge.on(trace.seen(vantage, CONNECTION, segment)));
    }

    private List<String> wire(Segment segment) {
        return sees(BETWEEN, segment);
    }

    private static Segment data(long sequence, int length) {
        return segment(CLIENT, SERVER, sequence, 0, "ACK", length);
    }

    private static Segment fin() {
        return segment(CLIENT, SERVER, 9_000, 0, "FIN|ACK", 0);
    }

    @Test
    void itIsConfirmedAtTheEndWithAllItsMatchesAsEvidence() {
        wire(data(1, 1000));
        wire(ack(1, 1));
        wire(data(1001, 10));
        assertThat(said(judge.close())).containsExactly("data confirmed [1, 3]");
    }

    @Test
    void theFirstCounterexampleContradictsAtOnceAndAloneIsTheEvidence() {
        wire(data(1, 1000));
        assertThat(wire(data(1001, 1400)))
                .containsExactly(
                        "data contradicted [2] reason.check(at most 1000 B; ACK 1400 B, seq 1001, ack 0, window 65535)");
        assertThat(wire(data(2401, 1400))).isEmpty();
        assertThat(judge.close()).isEmpty();
    }

    @Test
    void untilConfirmsItBeforeTheEnd() {
        judging(DATA.until(Segment.class, Segment::fin));
        wire(data(1, 1000));
        assertThat(wire(fin())).containsExactly("data confirmed [1]");
        assertThat(wire(data(1001, 1400))).isEmpty();
    }

    @Test
    void theEventThatEndsItMayBeItsLastMatch() {
        judging(DATA.until(Segment.class, Segment::fin));
        assertThat(wire(segment(CLIENT, SERVER, 1, 0, "FIN|ACK", 100))).containsExactly("data confirmed [1]");
    }

    @Test
    void whatComesAfterUntilIsNotCounted() {
        judging(DATA.atLeast(2).until(Segment.class, Segment::fin));
        judge.on(trace.opened(BETWEEN));
        wire(data(1, 1000));
        wire(fin());
        wire(data(1001, 1000));
        judge.on(trace.closed(BETWEEN, 0));
        assertThat(said(judge.close())).containsExactly("data missing [1, 2, 5] reason.too_few(1; 2)");
    }

    @Test
    void tooFewMatchesAreNoConfirmation() {
        judging(DATA.atLeast(2));
        wire(data(1, 1000));
        assertThat(said(judge.close())).containsExactly("data unobservable [1] reason.nobody(@source.capture.opens)");
    }

    @Test
    void twoSightingsOfOneEventAreOneMatch() {
        judging(DATA.atLeast(2).until(Segment.class, Segment::fin));
        sees(AT_CLIENT, data(1, 1000));
        sees(AT_SERVER, data(1, 1000));
        assertThat(sees(AT_CLIENT, fin())).isEmpty();
    }

    @Test
    void aMatchWhoseLetterIsNotKnownYetIsCheckedWhenItIs() {
        judging(SYN.unordered(), fromTheFirstByte());
        assertThat(sees(AT_SERVER, data(7, 10))).isEmpty();
        assertThat(sees(AT_CLIENT, syn(100)))
                .containsExactly(
                        "open.1 confirmed [2]",
                        "data contradicted [1] reason.check(seq > c; ACK 10 B, seq 7, ack 0, window 65535, c = 100)");
    }

    @Test
    void untilWaitsForTheLettersThatMatchesNeed() {
        judging(SYN.unordered(), fromTheFirstByte().until(Segment.class, Segment::fin));
        sees(AT_SERVER, data(101, 10));
        assertThat(sees(AT_SERVER, fin())).isEmpty();
        assertThat(sees(AT_CLIENT, syn(100))).containsExactly("open.1 confirmed [3]", "data confirmed [1]");
    }

    @Test
    void matchesThatCouldNotBeCheckedAreNoConfirmation() {
        judging(fromTheFirstByte());
        wire(data(101, 10));
        assertThat(said(judge.close())).containsExactly("data unobservable [1] reason.letter(c)");
    }

    @Test
    void itKeepsTheFirstMatchesOnlyAsEvidence() {
        for (int i = 0; i < 1000; i++) {
            wire(data(1 + i, 1));
        }
        assertThat(judge.close())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence()).hasSize(64).startsWith(1L, 2L, 3L));
    }

    private static Step<Segment> fromTheFirstByte() {
        return Step.of("data", Segment.class, (Segment s) -> s.length() > 0)
                .check("seq > c", (s, letters) -> s.sequenceNumber().isAfter(letters.get(C)), C)
                .each();
    }
}
