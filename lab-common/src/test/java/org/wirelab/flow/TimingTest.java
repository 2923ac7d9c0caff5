package org.wirelab.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wirelab.flow.Handshake.AT_CLIENT;
import static org.wirelab.flow.Handshake.AT_SERVER;
import static org.wirelab.flow.Handshake.CONNECTION;
import static org.wirelab.flow.Handshake.said;
import static org.wirelab.flow.Handshake.syn;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.tcp.Segment;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Entry;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;

/// Steps that come after a documented time: measured between two entries of one clock, and shown.
class TimingTest {

    private static final Letter<Moment> SENT = Letter.hidden("sent");
    private static final Letter<Elapsed> WAIT = Letter.of("wait");
    private static final Tolerance GENEROUS = Tolerance.between(0.9, 1.5);

    private static final Step<Segment> FIRST =
            Step.of("first", Segment.class, Segment::syn).letTime(SENT);
    private static final Step<Segment> AGAIN = Step.of(
                    "again", Segment.class, (Segment s) -> s.sequenceNumber().value() == 7)
            .timed(Timing.since(SENT, WAIT).about(Duration.ofSeconds(1), GENEROUS));

    private final WrittenTrace trace = new WrittenTrace();
    private Judge judge = new Judge(Flow.of("timing", FIRST, AGAIN), CONNECTION);

    private void judging(Step<?>... steps) {
        judge = new Judge(Flow.of("timing", steps), CONNECTION);
    }

    /// A SYN on the wire so many milliseconds after the start; each another event.
    private List<String> at(long millis) {
        return sees(AT_CLIENT, millis, 0);
    }

    private List<String> sees(Vantage vantage, long millis, long number) {
        return said(judge.on(trace.seenAt(millis * 1_000_000, vantage, CONNECTION, syn(number))));
    }

    @Test
    void theMeasuredTimeIsALetterOfTheFinding() {
        at(10);
        assertThat(judge.on(trace.seenAt(1_034_000_000, AT_CLIENT, CONNECTION, syn(7))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(new Verdict.Confirmed());
                    assertThat(finding.letters()).containsEntry("wait", "1.024 s");
                });
    }

    @Test
    void aTimeOutsideTheToleranceContradictsAndTheReasonHasTheMeasuredValue() {
        at(10);
        assertThat(sees(AT_CLIENT, 1_610, 7))
                .containsExactly("again contradicted [2] reason.check(wait = 1 s (0.9 to 1.5 times);"
                        + " SYN, seq 7, window 65535, wait = 1.600 s)");
    }

    @Test
    void aTimerThatFiresEarlyContradictsToo() {
        at(0);
        assertThat(sees(AT_CLIENT, 899, 7)).singleElement().asString().startsWith("again contradicted [2]");
    }

    @Test
    void eachWaitIsTwiceTheOneBefore() {
        judging(FIRST, retries());
        at(0);
        at(1_000);
        at(3_100);
        at(7_300);
        judge.close();
        assertThat(judge.findings().getLast()).satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(new Verdict.Confirmed());
            assertThat(finding.letters()).containsEntry("wait", "1.000 s, 2.100 s, 4.200 s");
        });
    }

    @Test
    void theFirstWaitThatIsNotTwiceTheOneBeforeContradicts() {
        judging(retries());
        at(0);
        at(1_000);
        at(3_000);
        assertThat(at(5_000))
                .containsExactly("doubles contradicted [4] reason.check(wait = 2 × wait before (0.9 to 1.5 times);"
                        + " SYN, seq 0, window 65535, wait = 2.000 s)");
    }

    @Test
    void aRepeatedStepMayBeginItsOwnWaits() {
        judging(retries());
        at(0);
        at(1_000);
        at(3_000);
        judge.close();
        assertThat(judge.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.letters()).containsEntry("wait", "1.000 s, 2.000 s"));
    }

    private static Step<Segment> retries() {
        return Step.of("doubles", Segment.class, Segment::syn)
                .each()
                .timed(Timing.since(SENT, WAIT).about(2, WAIT, GENEROUS))
                .letTime(SENT);
    }

    @Test
    void theSightingOnTheStepsOwnSideIsTimed() {
        judging(
                FIRST.at(AT_CLIENT.side()),
                Step.of("arrives", Segment.class, Segment::syn)
                        .at(AT_SERVER.side())
                        .timed(Timing.since(SENT, WAIT)));
        sees(AT_CLIENT, 0, 1);
        sees(AT_SERVER, 25, 1);
        assertThat(judge.findings().getLast().letters()).containsEntry("wait", "25.000 ms");
    }

    @Test
    void aTimeThatHasNothingToCountFromWaitsForIt() {
        judging(
                Step.of("leaves", Segment.class, Segment::syn)
                        .at(AT_CLIENT.side())
                        .letTime(SENT),
                Step.of("arrives", Segment.class, Segment::syn)
                        .at(AT_SERVER.side())
                        .timed(Timing.since(SENT, WAIT)));
        assertThat(sees(AT_SERVER, 25, 1)).isEmpty();
        assertThat(sees(AT_CLIENT, 5, 1)).containsExactly("leaves confirmed [1, 2]", "arrives confirmed [1, 2]");
        assertThat(judge.findings().getLast().letters()).containsEntry("wait", "20.000 ms");
    }

    @Test
    void aTimeThatIsNeverCountedFromIsUnobservable() {
        judging(Step.of("arrives", Segment.class, Segment::syn).timed(Timing.since(SENT, WAIT)));
        at(0);
        assertThat(said(judge.close())).containsExactly("arrives unobservable [1] reason.letter(sent)");
    }

    @Test
    void timesOfTwoClocksAreNotCompared() {
        judging(
                FIRST.at(AT_CLIENT.side()),
                Step.of("arrives", Segment.class, Segment::syn)
                        .at(AT_SERVER.side())
                        .timed(Timing.since(SENT, WAIT)));
        at(0);
        Entry captured = new Entry(2, 5, TimeSource.CAPTURE, AT_SERVER, CONNECTION, syn(9));
        assertThat(said(judge.on(captured))).containsExactly("arrives unobservable [2] reason.clocks");
    }

    @Test
    void slackComesOnTopOfTheLargestShare() {
        Tolerance slow = Tolerance.between(0.9, 1.5).plus(Duration.ofMillis(200));
        assertThat(slow).hasToString("0.9 to 1.5 times + 0.2 s");
        assertThat(slow.admits(new Elapsed(350_000_000), 1e8)).isTrue();
        assertThat(slow.admits(new Elapsed(350_000_001), 1e8)).isFalse();
        assertThat(slow.admits(new Elapsed(89_999_999), 1e8)).isFalse();
        assertThatThrownBy(() -> Tolerance.between(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
