package org.wirelab.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.flow.Handshake.AT_CLIENT;
import static org.wirelab.flow.Handshake.AT_SERVER;
import static org.wirelab.flow.Handshake.BETWEEN;
import static org.wirelab.flow.Handshake.CLIENT;
import static org.wirelab.flow.Handshake.CONNECTION;
import static org.wirelab.flow.Handshake.OPEN;
import static org.wirelab.flow.Handshake.SERVER;
import static org.wirelab.flow.Handshake.SOCKET;
import static org.wirelab.flow.Handshake.ack;
import static org.wirelab.flow.Handshake.said;
import static org.wirelab.flow.Handshake.syn;
import static org.wirelab.flow.Handshake.synAck;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.VantageObservation;

/// One judge per flow and conversation: who is appointed when, and what each is told.
class JudgesTest {

    private static final Conversation ANOTHER = Conversation.between("192.0.2.1:40001", SERVER);

    private final WrittenTrace trace = new WrittenTrace();
    private final Judges judges = new Judges(List.of(OPEN));

    private List<String> on(Entry entry) {
        return said(judges.on(entry));
    }

    private List<String> wire(Conversation conversation, Segment segment) {
        return on(trace.seen(BETWEEN, conversation, segment));
    }

    @Test
    void interleavedConnectionsAreJudgedEachByItself() {
        wire(CONNECTION, syn(100));
        wire(ANOTHER, syn(500));
        assertThat(wire(ANOTHER, synAck(700, 501))).containsExactly("open.2 confirmed [3]");
        assertThat(wire(CONNECTION, synAck(900, 501)))
                .singleElement()
                .asString()
                .startsWith("open.2 contradicted [4] reason.check(ack = c + 1;");
        assertThat(judges.close(CONNECTION)).extracting(Finding::step).containsExactly("open.3");
        assertThat(judges.close()).extracting(Finding::conversation).containsExactly(ANOTHER);
        assertThat(judges.findings())
                .extracting(Finding::conversation)
                .containsExactly(CONNECTION, CONNECTION, CONNECTION, ANOTHER, ANOTHER, ANOTHER);
    }

    @Test
    void aVantageOfTheRunServesAllConversationsThoseThatBeginLaterToo() {
        on(trace.opened(BETWEEN));
        wire(CONNECTION, syn(100));
        wire(ANOTHER, syn(500));
        on(trace.closed(BETWEEN, 0));
        assertThat(said(judges.close()))
                .containsExactly(
                        "open.2 missing [1, 4] reason.absent",
                        "open.3 missing [1, 4] reason.absent",
                        "open.2 missing [1, 4] reason.absent",
                        "open.3 missing [1, 4] reason.absent");
    }

    @Test
    void aVantageOfOneConversationIsNoWitnessForAnother() {
        on(trace.seen(BETWEEN, CONNECTION, new VantageObservation.Opened("lo")));
        wire(CONNECTION, syn(100));
        wire(ANOTHER, syn(500));
        on(trace.seen(BETWEEN, CONNECTION, new VantageObservation.Closed("lo", 0)));
        judges.close();
        assertThat(said(judges.findings()))
                .contains("open.2 missing [1, 4] reason.absent")
                .contains("open.2 unobservable [] reason.nobody(@source.capture.opens)");
    }

    @Test
    void aJudgeIsAppointedWhenTheFlowKnowsWhatIsSeen() {
        on(trace.seen(SOCKET, CONNECTION, new SocketEvent.Connect(CLIENT, SERVER)));
        assertThat(judges.close()).isEmpty();
    }

    @Test
    void aJudgeAppointedLateKnowsThatTheConversationHadBegun() {
        on(trace.seen(SOCKET, CONNECTION, new SocketEvent.Connect(CLIENT, SERVER)));
        on(trace.opened(BETWEEN));
        wire(CONNECTION, synAck(900, 101));
        on(trace.closed(BETWEEN, 0));
        assertThat(said(judges.close())).startsWith("open.1 unobservable [2] reason.late");
    }

    @Test
    void whatComesAfterTheEndOfAConversationIsNotJudged() {
        wire(CONNECTION, syn(100));
        assertThat(on(trace.seen(BETWEEN, CONNECTION, new RunObservation.ConversationEnded())))
                .hasSize(2);
        assertThat(wire(CONNECTION, ack(101, 901))).isEmpty();
        assertThat(judges.close()).isEmpty();
        assertThat(judges.findings()).hasSize(3);
    }

    @Test
    void whatTheInterruptionPreventedIsNotMissingEvenWhereTheConversationIsSaidToBeOver() {
        on(trace.opened(BETWEEN));
        wire(CONNECTION, syn(100));
        on(trace.seen(SOCKET, Conversation.RUN, new RunObservation.Interrupted()));
        on(trace.closed(BETWEEN, 0));
        assertThat(on(trace.seen(BETWEEN, CONNECTION, new RunObservation.ConversationEnded())))
                .containsExactly(
                        "open.2 unobservable [] reason.interrupted", "open.3 unobservable [] reason.interrupted");
        assertThat(on(trace.seen(SOCKET, ANOTHER, new RunObservation.ConversationExpected())))
                .isEmpty();
        assertThat(said(judges.close()))
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding).endsWith("unobservable [] reason.interrupted"));
    }

    @Test
    void whatHappensAfterTheInterruptionContradictsNothingAndWhatHappenedBeforeIsJudgedHoweverLate() {
        wire(CONNECTION, syn(100));
        Entry before = trace.seen(BETWEEN, CONNECTION, synAck(900, 101));
        on(trace.seen(SOCKET, Conversation.RUN, new RunObservation.Interrupted()));
        assertThat(wire(CONNECTION, synAck(900, 555))).isEmpty();
        assertThat(on(before)).containsExactly("open.2 confirmed [2]");
        assertThat(wire(CONNECTION, ack(555, 555))).isEmpty();
        assertThat(said(judges.close())).containsExactly("open.3 unobservable [] reason.interrupted");
    }

    @Test
    void ofAConversationThatHasEndedNothingIsKept() {
        List<String> given = new ArrayList<>();
        Judges forgetful = new Judges(List.of(OPEN), findings -> given.addAll(said(findings)));
        forgetful.on(trace.seen(AT_CLIENT, CONNECTION, syn(100)));
        forgetful.on(trace.seen(AT_SERVER, CONNECTION, syn(100)));
        forgetful.on(trace.seen(BETWEEN, CONNECTION, new RunObservation.ConversationEnded()));
        assertThat(given).hasSize(3).startsWith("open.1 confirmed [1, 2]");
        assertThat(forgetful.findings()).isEmpty();
    }

    @Test
    void aConversationIsJudgedByTheFlowsOfThePartThatItBeganIn() {
        on(trace.seen(BETWEEN, Conversation.RUN, RunObservation.Part.about("dns")));
        assertThat(wire(CONNECTION, syn(100))).isEmpty();
        on(trace.seen(BETWEEN, Conversation.RUN, RunObservation.Part.about("open")));
        assertThat(wire(CONNECTION, synAck(900, 101))).isEmpty();
        assertThat(wire(ANOTHER, syn(500))).containsExactly("open.1 confirmed [5]");
    }

    @Test
    void anExpectedConversationIsJudgedEvenIfNothingOfItIsSeen() {
        on(trace.seen(AT_CLIENT, CONNECTION, new RunObservation.ConversationExpected()));
        on(trace.opened(BETWEEN));
        on(trace.closed(BETWEEN, 0));
        assertThat(said(judges.close()))
                .containsExactly(
                        "open.1 missing [2, 3] reason.absent",
                        "open.2 missing [2, 3] reason.absent",
                        "open.3 missing [2, 3] reason.absent");
    }

    @Test
    void expectingWhatIsBeingJudgedChangesNothing() {
        wire(CONNECTION, syn(100));
        on(trace.seen(AT_CLIENT, CONNECTION, new RunObservation.ConversationExpected()));
        assertThat(wire(CONNECTION, synAck(900, 101))).containsExactly("open.2 confirmed [3]");
    }

    @Test
    void findingsHaveTheEvidenceThatCameAfterTheyWereCertain() {
        on(trace.seen(AT_CLIENT, CONNECTION, syn(100)));
        on(trace.seen(AT_SERVER, CONNECTION, syn(100)));
        judges.close();
        assertThat(said(judges.findings())).startsWith("open.1 confirmed [1, 2]");
    }

    /// Two captures hand on what they saw in whatever order their threads run; each in its own order.
    @Property(tries = 200)
    void howTwoCapturesInterleaveChangesNothing(@ForAll @Size(6) List<Boolean> clientIsNext) {
        WrittenTrace interleaved = new WrittenTrace();
        Judges bench = new Judges(List.of(OPEN));
        List<Segment> atClient = new ArrayList<>(List.of(syn(100), synAck(900, 101), ack(101, 901)));
        List<Segment> atServer = new ArrayList<>(atClient);
        for (boolean client : clientIsNext) {
            boolean takeClient = atServer.isEmpty() || (client && !atClient.isEmpty());
            bench.on(interleaved.seen(
                    takeClient ? AT_CLIENT : AT_SERVER,
                    CONNECTION,
                    takeClient ? atClient.removeFirst() : atServer.removeFirst()));
        }
        bench.close();
        assertThat(bench.findings()).allSatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(new Verdict.Confirmed());
            assertThat(finding.evidence()).hasSize(2);
        });
    }
}
