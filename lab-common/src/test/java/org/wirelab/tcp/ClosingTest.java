package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// Each script begins after the handshake, at client 1001 and server 5001.
class ClosingTest {

    private static SocketState timeWait(String local, String remote, double seconds) {
        return new SocketState(local, remote, "TIME_WAIT", "time_wait", seconds);
    }

    private static Script halfClosed() {
        return new Script()
                .captureOpens()
                .opened()
                .client("FIN|ACK", 1001, 5001, 0)
                .server("ACK", 5001, 1002, 0)
                .server("PSH|ACK", 5001, 1002, 100)
                .client("ACK", 1002, 5101, 0)
                .server("FIN|ACK", 5101, 1002, 0)
                .client("ACK", 1002, 5102, 0);
    }

    @Test
    void theGenuineHalfCloseConfirmsAllFiveSegments() {
        halfClosed()
                .captureCloses(0)
                .gives(
                        "close.1 confirmed",
                        "close.2 confirmed",
                        "close.3 confirmed",
                        "close.4 confirmed",
                        "close.5 confirmed",
                        "close.6 unobservable");
    }

    @Test
    void finAndAcknowledgmentInOneSegmentProveTwoStepsAndLeaveOneWithoutCause() {
        Script script = new Script()
                .captureOpens()
                .opened()
                .client("FIN|ACK", 1001, 5001, 0)
                .server("FIN|ACK", 5001, 1002, 0)
                .client("ACK", 1002, 5002, 0)
                .captureCloses(0);
        script.gives(
                "close.1 confirmed",
                "close.2 confirmed",
                "close.3 not_applicable",
                "close.4 confirmed",
                "close.5 confirmed");
        assertThat(script.finding("tcp.close.2").evidence())
                .isEqualTo(script.finding("tcp.close.4").evidence());
    }

    @Test
    void fourSegmentsWithoutDataBetweenThemAreNoHalfClose() {
        Script script = new Script()
                .captureOpens()
                .opened()
                .client("FIN|ACK", 1001, 5001, 0)
                .server("ACK", 5001, 1002, 0)
                .server("FIN|ACK", 5001, 1002, 0)
                .client("ACK", 1002, 5002, 0);
        script.gives("close.2 confirmed", "close.3 not_applicable", "close.4 confirmed", "close.5 confirmed");
        assertThat(script.why("tcp.close.3")).isEqualTo("tcp.close.3.no_data");
    }

    @Test
    void dataInTheSegmentOfTheAcknowledgmentIsAHalfCloseToo() {
        new Script()
                .captureOpens()
                .opened()
                .client("FIN|ACK", 1001, 5001, 0)
                .server("FIN|PSH|ACK", 5001, 1002, 100)
                .client("ACK", 1002, 5102, 0)
                .gives("close.2 confirmed", "close.3 confirmed", "close.4 confirmed", "close.5 confirmed");
    }

    @Test
    void finNumbersWrap() {
        new Script()
                .captureOpens()
                .client("FIN|ACK", 0xffff_fff6L, 0xffff_ffffL, 9)
                .server("ACK", 0xffff_ffffL, 0, 0)
                .server("FIN|ACK", 0xffff_ffffL, 0, 0)
                .client("ACK", 0, 0, 0)
                .captureCloses(0)
                .gives("close.1 confirmed", "close.2 confirmed", "close.4 confirmed", "close.5 confirmed");
    }

    @Test
    void anAcknowledgmentBeyondTheFinContradicts() {
        new Script()
                .captureOpens()
                .opened()
                .client("FIN|ACK", 1001, 5001, 0)
                .server("ACK", 5001, 1003, 0)
                .gives("close.1 confirmed", "close.2 contradicted");
    }

    @Test
    void theServerThatClosesFirstIsTheActiveCloser() {
        Script script = new Script()
                .captureOpens()
                .opened()
                .server("FIN|ACK", 5001, 1001, 0)
                .client("ACK", 1001, 5002, 0)
                .client("FIN|ACK", 1001, 5002, 0)
                .server("ACK", 5002, 1002, 0)
                .captureCloses(0);
        script.gives("close.1 differs", "close.2 confirmed", "close.4 confirmed", "close.5 confirmed");
        assertThat(script.why("tcp.close.1")).isEqualTo("tcp.close.1.server_first");
    }

    @Test
    void finsThatCrossAreASimultaneousClose() {
        Script script = new Script()
                .captureOpens()
                .opened()
                .client("FIN|ACK", 1001, 5001, 0)
                .server("FIN|ACK", 5001, 1001, 0)
                .client("ACK", 1002, 5002, 0)
                .server("ACK", 5002, 1002, 0)
                .captureCloses(0);
        script.gives(
                "close.1 confirmed",
                "close.2 confirmed",
                "close.3 not_applicable",
                "close.4 differs",
                "close.5 confirmed");
        assertThat(script.why("tcp.close.4")).isEqualTo("tcp.close.simultaneous");
    }

    @Test
    void aResetInTheMiddleIsTheReasonForWhatIsMissing() {
        Script script = new Script()
                .captureOpens()
                .opened()
                .client("FIN|ACK", 1001, 5001, 0)
                .server("RST", 5001, 0, 0)
                .captureCloses(0);
        script.gives("close.1 confirmed", "close.2 missing", "close.4 missing", "close.6 not_applicable");
        assertThat(script.why("tcp.close.2")).isEqualTo("reason.reset");
    }

    @Test
    void aRetransmittedFinIsNoSecondStep() {
        Script script = new Script()
                .captureOpens()
                .opened()
                .client("FIN|ACK", 1001, 5001, 0)
                .client("FIN|ACK", 1001, 5001, 0)
                .server("FIN|ACK", 5001, 1002, 0)
                .server("FIN|ACK", 5001, 1002, 0)
                .client("ACK", 1002, 5002, 0);
        script.gives("close.1 confirmed", "close.2 confirmed", "close.4 confirmed", "close.5 confirmed");
        assertThat(script.finding("tcp.close.1").evidence()).containsExactly(5L);
        assertThat(script.finding("tcp.close.4").evidence()).containsExactly(7L);
    }

    @Test
    void aCaptureThatOpensLateStillSeesTheClose() {
        new Script()
                .captureOpens()
                .client("ACK", 1001, 5001, 0)
                .client("FIN|ACK", 1001, 5001, 0)
                .server("FIN|ACK", 5001, 1002, 0)
                .client("ACK", 1002, 5002, 0)
                .gives("open.1 unobservable", "close.1 confirmed", "close.2 confirmed", "close.5 confirmed");
    }

    @Test
    void sixtySecondsOfTimeWaitDifferFromTheNotes() {
        Script script = halfClosed()
                .captureCloses(0)
                .at(Source.SOCK_DIAG, Side.CLIENT)
                .sees(timeWait(Script.CLIENT, Script.SERVER, 59.98));
        script.gives("close.6 differs");
        assertThat(script.finding("tcp.close.6").verdict().why().orElseThrow().arguments())
                .containsExactly("60.0", Script.CLIENT);
    }

    @Test
    void aTimerOf240SecondsConfirmsTheNotes() {
        halfClosed()
                .captureCloses(0)
                .at(Source.SOCK_DIAG, Side.CLIENT)
                .sees(timeWait(Script.CLIENT, Script.SERVER, 239.5))
                .gives("close.6 confirmed");
    }

    @Test
    void aConnectionThatTheKernelForgetsAtOnceContradictsTheNotes() {
        halfClosed()
                .captureCloses(0)
                .at(Source.SOCK_DIAG, Side.CLIENT)
                .sees(new SocketState(Script.CLIENT, Script.SERVER, "CLOSED", null, null))
                .gives("close.6 contradicted");
    }

    @Test
    void whatTheSocketSaysWaitsForTheWire() {
        Script script = new Script()
                .captureOpens()
                .opened()
                .at(Source.SOCKET, Side.SERVER)
                .sees(new SocketEvent.EndOfStream(Script.SERVER, Script.CLIENT, false, 0));
        assertThat(script.foundSoFar()).doesNotContain("tcp.close.1");
        script.at(Source.CAPTURE, Side.LINK).client("FIN|ACK", 1001, 5001, 0);
        assertThat(script.foundSoFar()).contains("tcp.close.1");
        assertThat(script.finding("tcp.close.1").evidence()).containsExactly(6L);
    }

    @Test
    void withoutACaptureTheKernelsStatesTellTheClose() {
        String client = Script.CLIENT;
        String server = Script.SERVER;
        new Script()
                .at(Source.SOCKET, Side.SERVER)
                .sees(new SocketEvent.EndOfStream(server, client, false, 0))
                .at(Source.SOCK_DIAG, Side.CLIENT)
                .sees(new SocketState(client, server, "FIN_WAIT_2", null, null))
                .at(Source.SOCKET, Side.CLIENT)
                .sees(new SocketEvent.Read(client, server, 100, true))
                .sees(new SocketEvent.EndOfStream(client, server, true, 100))
                .at(Source.SOCK_DIAG, Side.CLIENT)
                .sees(timeWait(client, server, 60))
                .gives(
                        "close.1 confirmed",
                        "close.2 confirmed",
                        "close.3 confirmed",
                        "close.4 confirmed",
                        "close.5 confirmed",
                        "close.6 differs");
    }

    @Test
    void whatArrivedIsComparedWithWhatWasSentInBothDirections() {
        Script script = new Script()
                .at(Source.SOCKET, Side.CLIENT)
                .sees(new Delivery(Script.CLIENT, Script.SERVER, 3, "ab", 3, "ab", "report"))
                .sees(new Delivery(Script.SERVER, Script.CLIENT, 3, "ab", 3, "cd", "report"));
        script.gives("reliable contradicted");
    }
}
