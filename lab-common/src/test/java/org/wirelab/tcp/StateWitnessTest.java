package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.tcp.Script.CLIENT;
import static org.wirelab.tcp.Script.CONVERSATION;
import static org.wirelab.tcp.Script.SERVER;
import static org.wirelab.tcp.Script.segment;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// What the kernel says against what the segments give: only what order or time proves is a disagreement.
class StateWitnessTest {

    private static final Vantage WIRE = new Vantage(Source.CAPTURE, Side.LINK);
    private static final Vantage TABLES = new Vantage(Source.SOCK_DIAG, Side.CLIENT);

    private final StateWitness witness = new StateWitness();
    private final List<String> said = new ArrayList<>();
    private long number;

    private void at(double seconds, Vantage vantage, Conversation conversation, Observation observation) {
        number++;
        Entry entry =
                new Entry(number, Math.round(seconds * 1e9), TimeSource.PROCESS, vantage, conversation, observation);
        witness.from(entry).forEach(one -> {
            if (one.observation() instanceof Disagreement disagreement) {
                said.add(one.about().number() + " " + disagreement.words());
            }
        });
    }

    private void opens() {
        at(0, WIRE, Conversation.RUN, new VantageObservation.Opened("lo"));
    }

    private void closes(double seconds, long dropped) {
        at(seconds, WIRE, Conversation.RUN, new VantageObservation.Closed("lo", dropped));
    }

    private void client(double seconds, String flags, long seq, long ack) {
        at(seconds, WIRE, CONVERSATION, segment(CLIENT, SERVER, flags, seq, ack, 0, 502));
    }

    private void server(double seconds, String flags, long seq, long ack) {
        at(seconds, WIRE, CONVERSATION, segment(SERVER, CLIENT, flags, seq, ack, 0, 509));
    }

    private void kernel(double seconds, TcpState state) {
        at(seconds, TABLES, CONVERSATION, new SocketState(CLIENT, SERVER, state.name(), null, null));
    }

    /// Opened at 1 s, closed by the client at 5 s.
    private void openedAndClosed() {
        client(1.00, "SYN", 1000, 0);
        server(1.01, "SYN|ACK", 5000, 1001);
        client(1.02, "ACK", 1001, 5001);
        client(5.00, "FIN|ACK", 1001, 5001);
        server(5.01, "ACK", 5001, 1002);
        server(5.02, "FIN|ACK", 5001, 1002);
        client(5.03, "ACK", 1002, 5002);
    }

    @Test
    void theSameStatesInTheSameOrderAgree() {
        opens();
        kernel(1.00, TcpState.SYN_SENT);
        kernel(3.00, TcpState.ESTABLISHED);
        kernel(5.00, TcpState.FIN_WAIT_1);
        kernel(5.02, TcpState.TIME_WAIT);
        openedAndClosed();
        closes(6, 0);
        assertThat(said).isEmpty();
    }

    @Test
    void whatTheKernelIsAskedALittleLateAgrees() {
        opens();
        openedAndClosed();
        kernel(1.50, TcpState.SYN_SENT);
        kernel(5.60, TcpState.ESTABLISHED);
        closes(6, 0);
        assertThat(said).isEmpty();
    }

    @Test
    void aStateThatTheSegmentsGiveOnlyMuchLaterDisagrees() {
        opens();
        openedAndClosed();
        kernel(3.00, TcpState.TIME_WAIT);
        closes(6, 0);
        assertThat(said).containsExactly("9 kernel: TIME_WAIT ≠ segments: ESTABLISHED");
    }

    @Test
    void aStateThatLastsTooLongDisagrees() {
        opens();
        openedAndClosed();
        kernel(4.90, TcpState.ESTABLISHED);
        kernel(9.00, TcpState.ESTABLISHED);
        closes(10, 0);
        assertThat(said).singleElement().asString().startsWith("9 kernel: ESTABLISHED ≠ segments:");
    }

    @Test
    void statesInAnotherOrderDisagreeHoweverCloseTheyAre() {
        opens();
        openedAndClosed();
        kernel(5.02, TcpState.TIME_WAIT);
        kernel(5.03, TcpState.FIN_WAIT_2);
        closes(6, 0);
        assertThat(said).singleElement().asString().startsWith("10 kernel: FIN_WAIT_2 ≠");
    }

    @Test
    void twoObserversOfTheKernelHaveNoCommonOrder() {
        opens();
        openedAndClosed();
        kernel(5.02, TcpState.TIME_WAIT);
        at(
                5.03,
                new Vantage(Source.PROC, Side.CLIENT),
                CONVERSATION,
                new SocketState(CLIENT, SERVER, "FIN_WAIT_2", null, null));
        closes(6, 0);
        assertThat(said).isEmpty();
    }

    @Test
    void aProgramMayCloseAndATimerRunOutBeforeTheWireShowsIt() {
        opens();
        openedAndClosed();
        kernel(2.50, TcpState.FIN_WAIT_1);
        kernel(70.0, TcpState.CLOSED);
        closes(71, 0);
        assertThat(said).isEmpty();
    }

    @Test
    void aCaptureThatDroppedSomethingContradictsNobody() {
        opens();
        openedAndClosed();
        kernel(3.00, TcpState.TIME_WAIT);
        closes(6, 1);
        assertThat(said).isEmpty();
    }

    @Test
    void whereNoSegmentWasSeenThereIsNothingToDisagreeWith() {
        opens();
        kernel(3.00, TcpState.ESTABLISHED);
        closes(6, 0);
        assertThat(said).isEmpty();
    }

    @Test
    void aConversationThatEndsBeforeItsCaptureIsComparedAsFarAsTheCaptureHasCome() {
        opens();
        openedAndClosed();
        kernel(3.00, TcpState.CLOSE_WAIT);
        kernel(20.0, TcpState.CLOSE_WAIT);
        at(21, WIRE, CONVERSATION, new RunObservation.ConversationEnded());
        assertThat(said).isEmpty();
    }

    @Test
    void transitionsStandInTheTraceRightBehindTheSegmentThatCausesThem() throws InterruptedException {
        Trace trace = new Trace(() -> 0, 0);
        List<String> entries = new ArrayList<>();
        trace.listen(entry -> entries.add(entry.number() + " "
                + (entry.observation() instanceof Transition change
                        ? change.words()
                        : entry.observation().getClass().getSimpleName())));
        trace.conclude(witness);
        trace.recordCaptured(1, WIRE, CONVERSATION, segment(CLIENT, SERVER, "SYN", 1000, 0, 0, 502));
        trace.recordCaptured(2, WIRE, CONVERSATION, segment(SERVER, CLIENT, "SYN|ACK", 5000, 1001, 0, 509));
        trace.close();
        trace.pump();
        assertThat(entries)
                .containsExactly(
                        "1 Segment",
                        "2 CLOSED → SYN_SENT",
                        "3 Segment",
                        "4 LISTEN → SYN_RECEIVED",
                        "5 SYN_SENT → ESTABLISHED");
    }
}
