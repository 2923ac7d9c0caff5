package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.tcp.Script.CLIENT;
import static org.wirelab.tcp.Script.CONVERSATION;
import static org.wirelab.tcp.Script.SERVER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.trace.Side;

/// Both ends' states as segments give them: scripts of what captures saw, c = 1000, s = 5000.
class StateWalkTest {

    private final StateWalk walk = new StateWalk(CONVERSATION);
    private Side side = Side.LINK;

    private StateWalkTest at(Side capture) {
        side = capture;
        return this;
    }

    private List<String> client(String flags, long seq, long ack, int length) {
        return on(Script.segment(CLIENT, SERVER, flags, seq, ack, length, 502));
    }

    private List<String> server(String flags, long seq, long ack, int length) {
        return on(Script.segment(SERVER, CLIENT, flags, seq, ack, length, 509));
    }

    private List<String> on(Segment segment) {
        return walk.on(side, segment).stream()
                .map(transition -> (transition.end().equals(CLIENT) ? "client " : "server ") + transition.words() + " "
                        + transition.event())
                .toList();
    }

    private void opened() {
        client("SYN", 1000, 0, 0);
        server("SYN|ACK", 5000, 1001, 0);
        client("ACK", 1001, 5001, 0);
    }

    @Test
    void theThreeWayHandshake() {
        assertThat(client("SYN", 1000, 0, 0)).containsExactly("client CLOSED → SYN_SENT active_open");
        assertThat(server("SYN|ACK", 5000, 1001, 0))
                .containsExactly("server LISTEN → SYN_RECEIVED syn", "client SYN_SENT → ESTABLISHED syn_ack");
        assertThat(client("ACK", 1001, 5001, 0)).containsExactly("server SYN_RECEIVED → ESTABLISHED ack_of_syn");
    }

    @Test
    void theCloseInFourSegments() {
        opened();
        assertThat(client("FIN|ACK", 1001, 5001, 0))
                .containsExactly("client ESTABLISHED → FIN_WAIT_1 close", "server ESTABLISHED → CLOSE_WAIT fin");
        assertThat(server("ACK", 5001, 1002, 0)).containsExactly("client FIN_WAIT_1 → FIN_WAIT_2 ack_of_fin");
        assertThat(server("FIN|ACK", 5001, 1002, 0))
                .containsExactly("server CLOSE_WAIT → LAST_ACK close", "client FIN_WAIT_2 → TIME_WAIT fin");
        assertThat(client("ACK", 1002, 5002, 0)).containsExactly("server LAST_ACK → CLOSED ack_of_fin");
    }

    @Test
    void theCloseInThreeSegmentsSkipsFinWait2() {
        opened();
        client("FIN|ACK", 1001, 5001, 0);
        assertThat(server("FIN|ACK", 5001, 1002, 0))
                .containsExactly(
                        "server CLOSE_WAIT → LAST_ACK close", "client FIN_WAIT_1 → TIME_WAIT fin_and_ack_of_fin");
    }

    @Test
    void dataBesideTheFinCountsFirst() {
        opened();
        assertThat(client("FIN|ACK", 1001, 5001, 100))
                .containsExactly("client ESTABLISHED → FIN_WAIT_1 close", "server ESTABLISHED → CLOSE_WAIT fin");
        assertThat(server("ACK", 5001, 1101, 0)).isEmpty();
        assertThat(server("ACK", 5001, 1102, 0)).containsExactly("client FIN_WAIT_1 → FIN_WAIT_2 ack_of_fin");
    }

    @Test
    void retransmissionsChangeNothing() {
        client("SYN", 1000, 0, 0);
        assertThat(client("SYN", 1000, 0, 0)).isEmpty();
        server("SYN|ACK", 5000, 1001, 0);
        assertThat(server("SYN|ACK", 5000, 1001, 0)).isEmpty();
        client("ACK", 1001, 5001, 0);
        client("FIN|ACK", 1001, 5001, 0);
        assertThat(client("FIN|ACK", 1001, 5001, 0)).isEmpty();
        server("ACK", 5001, 1002, 0);
        assertThat(server("ACK", 5001, 1002, 0)).isEmpty();
        server("FIN|ACK", 5001, 1002, 0);
        assertThat(server("FIN|ACK", 5001, 1002, 0)).isEmpty();
    }

    @Test
    void bothMayCallAtOnce() {
        at(Side.CLIENT);
        assertThat(client("SYN", 1000, 0, 0)).containsExactly("client CLOSED → SYN_SENT active_open");
        assertThat(server("SYN", 5000, 0, 0)).containsExactly("client SYN_SENT → SYN_RECEIVED syn");
        assertThat(client("SYN|ACK", 1000, 5001, 0)).isEmpty();
        assertThat(server("SYN|ACK", 5000, 1001, 0)).containsExactly("client SYN_RECEIVED → ESTABLISHED ack_of_syn");
        assertThat(client("ACK", 1001, 5001, 0)).isEmpty();
    }

    @Test
    void bothMayCloseAtOnce() {
        opened();
        at(Side.CLIENT);
        client("FIN|ACK", 1001, 5001, 0);
        assertThat(server("FIN|ACK", 5001, 1001, 0)).containsExactly("client FIN_WAIT_1 → CLOSING fin");
        assertThat(client("ACK", 1002, 5002, 0)).isEmpty();
        assertThat(server("ACK", 5002, 1002, 0)).containsExactly("client CLOSING → TIME_WAIT ack_of_fin");
    }

    @Test
    void aRefusedCallEndsAtTheCaller() {
        client("SYN", 1000, 0, 0);
        assertThat(server("RST|ACK", 0, 1001, 0)).containsExactly("client SYN_SENT → CLOSED rst");
        assertThat(walk.possible(SERVER)).containsExactly(TcpState.CLOSED);
    }

    @Test
    void aResetThatAcknowledgesSomethingElseRefusesNothing() {
        client("SYN", 1000, 0, 0);
        assertThat(server("RST|ACK", 0, 777, 0)).isEmpty();
        assertThat(server("RST", 5000, 0, 0)).isEmpty();
    }

    @Test
    void whoIsNeverAnsweredStaysInSynSent() {
        client("SYN", 1000, 0, 0);
        client("SYN", 1000, 0, 0);
        assertThat(walk.possible(CLIENT)).containsExactly(TcpState.SYN_SENT);
        assertThat(client("SYN", 77000, 0, 0)).containsExactly("client CLOSED → SYN_SENT active_open");
    }

    @Test
    void anAbortEndsBoth() {
        opened();
        assertThat(client("RST|ACK", 1001, 5001, 0))
                .containsExactly("client ESTABLISHED → CLOSED abort", "server ESTABLISHED → CLOSED rst");
    }

    @Test
    void aResetThatDoesNotStandWhereTheNextOctetIsExpectedEndsNothing() {
        opened();
        at(Side.SERVER);
        assertThat(client("RST", 1500, 0, 0)).isEmpty();
        assertThat(client("RST", 1001, 0, 0)).containsExactly("server ESTABLISHED → CLOSED rst");
    }

    @Test
    void whoAnswersAsAClosedEndHasLostTheConnection() {
        opened();
        client("PSH|ACK", 1001, 5001, 10);
        assertThat(server("RST", 5001, 0, 0))
                .containsExactly("server ESTABLISHED → CLOSED crash", "client ESTABLISHED → CLOSED rst");
    }

    @Test
    void aHandshakeThatIsResetSendsTheServerBackToWaiting() {
        client("SYN", 1000, 0, 0);
        at(Side.SERVER);
        server("SYN|ACK", 5000, 1001, 0);
        assertThat(client("RST", 1001, 0, 0)).containsExactly("server SYN_RECEIVED → LISTEN rst_after_passive_open");
    }

    @Test
    void eachEndIsWalkedByItsOwnCapture() {
        at(Side.CLIENT);
        assertThat(client("SYN", 1000, 0, 0)).containsExactly("client CLOSED → SYN_SENT active_open");
        at(Side.SERVER);
        assertThat(client("SYN", 1000, 0, 0)).isEmpty();
        assertThat(server("SYN|ACK", 5000, 1001, 0)).containsExactly("server LISTEN → SYN_RECEIVED syn");
        at(Side.CLIENT);
        assertThat(server("SYN|ACK", 5000, 1001, 0)).containsExactly("client SYN_SENT → ESTABLISHED syn_ack");
    }

    @Test
    void whatIsLostOnTheWayChangesOnlyTheSender() {
        opened();
        at(Side.CLIENT);
        client("FIN|ACK", 1001, 5001, 0);
        at(Side.SERVER);
        assertThat(server("PSH|ACK", 5001, 1001, 10)).isEmpty();
        assertThat(walk.possible(CLIENT)).containsExactly(TcpState.FIN_WAIT_1);
        assertThat(walk.possible(SERVER)).containsExactly(TcpState.ESTABLISHED);
    }

    @Test
    void aFinBeforeTheDataIsTakenWhenItIsAcknowledged() {
        opened();
        client("FIN|ACK", 1101, 5001, 0);
        assertThat(walk.possible(SERVER)).containsExactly(TcpState.ESTABLISHED);
        client("PSH|ACK", 1001, 5001, 100);
        assertThat(server("ACK", 5001, 1102, 0))
                .containsExactly("server ESTABLISHED → CLOSE_WAIT fin", "client FIN_WAIT_1 → FIN_WAIT_2 ack_of_fin");
    }

    @Test
    void aFinIntoAClosedWindowIsTakenWhenItIsAcknowledged() {
        opened();
        on(Script.segment(SERVER, CLIENT, "ACK", 5001, 1001, 0, 0));
        assertThat(client("FIN|ACK", 1001, 5001, 0)).containsExactly("client ESTABLISHED → FIN_WAIT_1 close");
        assertThat(server("ACK", 5001, 1002, 0)).contains("server ESTABLISHED → CLOSE_WAIT fin");
    }

    @Test
    void sequenceNumbersWrap() {
        client("SYN", 4_294_967_295L, 0, 0);
        assertThat(server("SYN|ACK", 5000, 0, 0)).contains("client SYN_SENT → ESTABLISHED syn_ack");
        client("ACK", 0, 5001, 0);
        assertThat(client("FIN|ACK", 0, 5001, 0)).contains("server ESTABLISHED → CLOSE_WAIT fin");
    }

    @Test
    void aNewCallOnTheSamePortsBeginsAnew() {
        opened();
        client("RST|ACK", 1001, 5001, 0);
        assertThat(client("SYN", 9000, 0, 0)).containsExactly("client CLOSED → SYN_SENT active_open");
        assertThat(server("SYN|ACK", 6000, 9001, 0)).contains("server LISTEN → SYN_RECEIVED syn");
    }

    @Test
    void aNewSynMayEndTimeWait() {
        opened();
        server("FIN|ACK", 5001, 1001, 0);
        client("FIN|ACK", 1001, 5002, 0);
        server("ACK", 5002, 1002, 0);
        assertThat(walk.possible(SERVER)).containsExactly(TcpState.TIME_WAIT);
        client("SYN", 90000, 0, 0);
        assertThat(server("SYN|ACK", 70000, 90001, 0)).contains("server TIME_WAIT → SYN_RECEIVED syn");
    }

    @Test
    void fromTheMiddleAStateIsUnknownUntilSegmentsLeaveOnlyOne() {
        assertThat(client("ACK", 1001, 5001, 0)).isEmpty();
        assertThat(server("ACK", 5001, 1001, 0)).isEmpty();
        // new data of the client: it has not closed; and nobody has taken a FIN whose stream goes on
        assertThat(client("PSH|ACK", 1001, 5001, 10)).isEmpty();
        assertThat(server("PSH|ACK", 5001, 1011, 10))
                .containsExactly("server ? → ESTABLISHED seen", "client ? → ESTABLISHED seen");
    }

    @Test
    void fromTheMiddleTheCloseTellsWhereItLeads() {
        client("ACK", 1001, 5001, 0);
        server("ACK", 5001, 1001, 0);
        assertThat(client("FIN|ACK", 1001, 5001, 0)).isEmpty();
        assertThat(walk.possible(CLIENT)).containsExactlyInAnyOrder(TcpState.FIN_WAIT_1, TcpState.LAST_ACK);
        server("ACK", 5001, 1002, 0);
        assertThat(server("FIN|ACK", 5001, 1002, 0))
                .containsExactly("server CLOSE_WAIT → LAST_ACK close", "client FIN_WAIT_2 → TIME_WAIT fin");
    }

    @Test
    void fromTheMiddleARetransmissionProvesNothing() {
        assertThat(client("PSH|ACK", 1001, 5001, 10)).isEmpty();
        assertThat(client("PSH|ACK", 1011, 5001, 10)).isEmpty();
        assertThat(walk.possible(CLIENT)).contains(TcpState.ESTABLISHED, TcpState.FIN_WAIT_1, TcpState.LAST_ACK);
    }

    @Test
    void theFirstThatIsSeenMayBeTheSynAck() {
        assertThat(server("SYN|ACK", 5000, 1001, 0))
                .containsExactly("server LISTEN → SYN_RECEIVED syn", "client SYN_SENT → ESTABLISHED syn_ack");
    }

    @Test
    void aSegmentThatNobodyCapturedIsMadeUpForByWhatFollowsIt() {
        client("SYN", 1000, 0, 0);
        assertThat(client("ACK", 1001, 5001, 0)).containsExactly("client SYN_SENT → ESTABLISHED syn_ack");
    }

    @Test
    void whatDoesNotFitLeavesEverythingOpenAgain() {
        opened();
        client("RST|ACK", 1001, 5001, 0);
        assertThat(client("ACK", 1001, 5001, 0)).isEmpty();
        assertThat(walk.possible(CLIENT)).contains(TcpState.ESTABLISHED).doesNotContain(TcpState.CLOSED);
    }
}
