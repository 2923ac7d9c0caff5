package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Reason;
import org.wirelab.flow.Verdict;
import org.wirelab.render.TerminalPage.Detail;
import org.wirelab.run.ExitCode;
import org.wirelab.run.Summary;
import org.wirelab.run.Wording;
import org.wirelab.testing.TerminalLines;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Aside;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Mark;
import org.wirelab.trace.Note;
import org.wirelab.trace.Observation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

class TerminalPageTest {

    private static final String CLIENT = "192.0.2.1:41514";
    private static final String SERVER = "192.0.2.2:7001";
    private static final Conversation CONNECTION = Conversation.between(CLIENT, SERVER);
    private static final Conversation ANOTHER = Conversation.between("192.0.2.1:41515", SERVER);
    private static final Vantage HERE = new Vantage(Source.TLS, Side.CLIENT);
    private static final Vantage THERE = new Vantage(Source.TLS, Side.SERVER);

    private final WrittenTrace trace = new WrittenTrace();
    private StringWriter printed;
    private TerminalPage page;

    @Kind("tls.test_message")
    record Message(String from, String to, String label, List<String> details) implements Arrow {
        @Override
        public Object identity() {
            return this;
        }
    }

    @Kind("tls.test_value")
    record Value(int windowSize) implements Observation {}

    @Kind("tls.test_note")
    record Remark(String title, List<String> details) implements Note {}

    @Kind("tls.test_moment")
    record Moment(String title, List<String> details) implements Note, Mark {
        @Override
        public Sign sign() {
            return new Sign.Moment('F', "congestion.mark.fast_retransmit");
        }
    }

    @Kind("tcp.test_segment")
    record Segment(String from, String to, String label, List<String> details) implements Arrow {}

    @Kind("tls.test_aside")
    record Meaning(String party, String words) implements Aside {}

    @BeforeEach
    void aNormalPage() {
        open(Detail.NORMAL);
    }

    @Test
    void theInitiatorStandsOnTheLeftWhicheverWayTheMessageGoes() {
        see(HERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));
        see(HERE, new Message(SERVER, CLIENT, "ServerHello", List.of()));

        assertThat(lines("Hello"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("client ── ClientHello ───────▶ server"),
                        line -> assertThat(line).contains("client ◀─────── ServerHello ── server"));
    }

    @Test
    void anEventSeenTwiceIsDrawnOnce() {
        see(HERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));
        see(THERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));

        assertThat(lines("ClientHello")).hasSize(1);
    }

    @Test
    void anEventThatHappenedTwiceIsDrawnTwice() {
        see(HERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));
        see(HERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));

        assertThat(lines("ClientHello")).hasSize(2);
    }

    @Test
    void aMomentThatACaptureShowsHasItsTimeAndItsParty() {
        see(new Vantage(Source.CAPTURE, Side.CLIENT), new Moment("fast retransmit", List.of()));
        see(new Vantage(Source.CAPTURE, Side.CLIENT), new Remark("more of it", List.of()));

        assertThat(lines("fast retransmit")).singleElement().asString().contains(" ms  client  fast retransmit");
        assertThat(lines("more of it")).singleElement().asString().startsWith(" ".repeat(Ladder.INDENT) + "more of it");
    }

    @Test
    void whatAnArrowMeantForAPartyStandsBelowItInOneLineWithoutATime() {
        see(HERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));
        see(HERE, new Meaning(SERVER, "SYN_RECEIVED → ESTABLISHED"));

        assertThat(lines("ESTABLISHED"))
                .singleElement()
                .asString()
                .startsWith(" ".repeat(Ladder.INDENT) + "server  SYN_RECEIVED → ESTABLISHED")
                .endsWith("[2]");
    }

    @Test
    void inBriefAnArrowStandsForItself() {
        open(Detail.BRIEF);
        see(HERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));
        see(HERE, new Meaning(SERVER, "SYN_RECEIVED → ESTABLISHED"));

        assertThat(lines("ESTABLISHED")).isEmpty();
    }

    @Test
    void thePartDecidesWhatIsShown() {
        see(HERE, Conversation.RUN, RunObservation.Part.about("tls", "tcp"));
        see(HERE, new Segment(CLIENT, SERVER, "SYN", List.of()));
        see(HERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));

        assertThat(printed.toString()).contains("ClientHello").doesNotContain("SYN");
    }

    @Test
    void verboseShowsEverySighting() {
        open(Detail.VERBOSE);
        see(HERE, Conversation.RUN, RunObservation.Part.about("tls"));
        see(HERE, new Segment(CLIENT, SERVER, "SYN", List.of()));
        see(HERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));
        see(THERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));

        see(HERE, new Value(4));

        assertThat(lines("SYN")).hasSize(1);
        assertThat(lines("ClientHello")).hasSize(2);
        assertThat(lines("tls.test_value {\"window_size\":4}")).hasSize(1);
    }

    @Test
    void quietShowsWhatFailedAndTheCount() {
        open(Detail.QUIET);
        see(HERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));
        page.found(finding("tcp.open.1", new Verdict.Confirmed(), List.of(1L), Map.of()));
        page.found(finding("tcp.open.2", new Verdict.Missing(Reason.of("reason.absent")), List.of(1L), Map.of()));
        page.ended(new Summary(Map.of("confirmed", 1, "missing", 1), ExitCode.NOT_AS_DOCUMENTED.number()));

        assertThat(printed.toString())
                .contains("tcp.open.2", "2 sentences")
                .doesNotContain("ClientHello", "tcp.open.1");
    }

    @Test
    void aConversationIsAnnouncedWheneverTheLadderTurnsToIt() {
        see(HERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));
        see(HERE, ANOTHER, new Message("192.0.2.1:41515", SERVER, "ClientHello", List.of()));
        see(HERE, new Message(SERVER, CLIENT, "ServerHello", List.of()));

        assertThat(lines(" → "))
                .containsExactly(CLIENT + " → " + SERVER, "192.0.2.1:41515 → " + SERVER, CLIENT + " → " + SERVER);
    }

    @Test
    void longLettersStandEachInItsOwnLineWithinTheTerminal() {
        String nonce = "0123456789abcdef".repeat(4);
        page.found(finding("tls.1b", new Verdict.Confirmed(), List.of(1L, 2L, 3L), Map.of("client nonce", nonce)));

        assertThat(lines(nonce)).hasSize(1);
        nothingIsTooWide();
    }

    @Test
    void manyLargeNumbersOfEvidenceDoNotBreakTheLayout() {
        List<Long> numbers = new ArrayList<>();
        for (long number = 1_000_001; number < 1_000_050; number++) {
            numbers.add(number);
        }
        page.found(finding("tcp.close.4", new Verdict.Confirmed(), numbers, Map.of("g", "4294967295")));

        assertThat(printed.toString()).contains("[1000001,1000002,1000003,1000004,+45]");
        nothingIsTooWide();
    }

    @Test
    void partiesLabelsTitlesAndDetailsOfAnyLengthStayWithinTheTerminal() {
        String name = "a.very.long.name.of.a.server.that.is.not.in.the.conversation.example";
        see(HERE, new Message(CLIENT, name, "query of a name that is long", List.of("x".repeat(200), "short")));
        see(HERE, new Message(name, name + ".org", "reply", List.of("rcode NOERROR")));
        see(HERE, new Remark("CN=" + "wide ".repeat(30), List.of("y".repeat(1_000), "연결 ".repeat(60))));

        nothingIsTooWide();
    }

    @Test
    void aRunThatTakesDaysKeepsItsTimeInTheLine() {
        trace.seenAt(1, HERE, CONNECTION, new Message(CLIENT, SERVER, "first", List.of("seq 1")));
        page.entry(trace.entries().getLast());
        page.entry(trace.seenAt(
                200_000_000_000_000L,
                HERE,
                CONNECTION,
                new Message(CLIENT, SERVER, "later", List.of("seq 4294967295"))));

        nothingIsTooWide();
    }

    private void nothingIsTooWide() {
        assertThat(TerminalLines.widerThan(80, printed.toString())).isEmpty();
    }

    private void open(Detail detail) {
        printed = new StringWriter();
        page = new TerminalPage(
                new PrintWriter(printed), new Style(80, false, true), new Wording(Texts.in(Language.EN)), detail);
    }

    @Test
    void aLongReasonIsNotSaidTwiceInARow() {
        Verdict unseen = new Verdict.Unobservable(Reason.of("reason.nobody", "a capture would"));
        page.found(finding("tcp.open.1", unseen, List.of(1L), Map.of()));
        page.found(finding("tcp.open.2", unseen, List.of(1L), Map.of()));
        see(HERE, new Message(CLIENT, SERVER, "ClientHello", List.of()));
        page.found(finding("tcp.open.3", unseen, List.of(1L), Map.of()));

        assertThat(lines("unobservable: "))
                .satisfiesExactly(
                        line -> assertThat(line).contains("no vantage"),
                        line -> assertThat(line).endsWith("unobservable: for the same reason"),
                        line -> assertThat(line).contains("no vantage"));
    }

    private void see(Vantage vantage, Observation observation) {
        see(vantage, CONNECTION, observation);
    }

    private void see(Vantage vantage, Conversation conversation, Observation observation) {
        page.entry(trace.seen(vantage, conversation, observation));
    }

    private List<String> lines(String part) {
        return printed.toString().lines().filter(line -> line.contains(part)).toList();
    }

    private static Finding finding(String step, Verdict verdict, List<Long> evidence, Map<String, String> letters) {
        return new Finding(step.substring(0, step.lastIndexOf('.')), CONNECTION, step, verdict, evidence, letters);
    }
}
