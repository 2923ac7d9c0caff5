package org.wirelab.tcp.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.tcp.analysis.AnalysisFlag.REUSED_PORTS;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.tcp.analysis.SegmentScript.Said;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.PacketScan;

/// Connections: how they are told apart, how they began and ended, and what happens when there are too many.
class ConnectionTest {
    private static AnalysedConnection only(SegmentScript script) {
        List<AnalysedConnection> all = ended(AnalyzerLimits.DEFAULT, script.frames());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static List<AnalysedConnection> ended(AnalyzerLimits limits, List<CapturedFrame> frames) {
        List<AnalysedConnection> all = new ArrayList<>();
        TcpAnalyzer analyzer = new TcpAnalyzer(limits, new ConnectionListener() {
            @Override
            public void ended(AnalysedConnection connection) {
                all.add(connection);
            }
        });
        SegmentScript.said(analyzer, frames);
        analyzer.close();
        return all;
    }

    @Test
    void aWholeConnectionIsOpenedByAHandshakeAndClosedByTwoFins() {
        SegmentScript script = SegmentScript.open(100, 500)
                .client("PA", 101, 501, 50, 1000)
                .server("A", 501, 151, 0, 1000)
                .server("FA", 501, 151, 0, 1000)
                .client("FA", 151, 502, 0, 1000)
                .server("A", 502, 152, 0, 1000);
        AnalysedConnection connection = only(script);

        assertThat(connection.opening()).isEqualTo(Opening.HANDSHAKE);
        assertThat(connection.closing()).isEqualTo(Closing.FIN);
        assertThat(connection.closer()).isEqualTo(connection.responder());
        assertThat(connection.initiator().endpoint()).isEqualTo("10.0.0.1:40000");
        assertThat(connection.conversation().id()).isEqualTo("10.0.0.1:40000-10.0.0.2:7001");
        assertThat(connection.segments()).isEqualTo(8);
        assertThat(connection.initiator().octets()).isEqualTo(50);
        assertThat(connection.initialRttNanos()).isEqualTo(10_000_000);
        assertThat(connection.remarkable()).isFalse();
        assertThat(connection.bounded()).isFalse();
        assertThat(script.said())
                .extracting(Said::closes)
                .containsExactly(false, false, false, false, false, false, true, false);
    }

    @Test
    void theOpeningsAreToldApart() {
        assertThat(only(new SegmentScript().client("S", 100, 0, 0, 1000).server("RA", 0, 101, 0, 0))
                        .opening())
                .isEqualTo(Opening.REFUSED);
        assertThat(only(new SegmentScript().client("S", 100, 0, 0, 1000).client("S", 100, 0, 0, 1000))
                        .opening())
                .isEqualTo(Opening.UNANSWERED);
        assertThat(only(new SegmentScript().client("S", 100, 0, 0, 1000).server("SA", 500, 101, 0, 1000))
                        .opening())
                .isEqualTo(Opening.UNFINISHED);
        assertThat(only(new SegmentScript()
                                .client("S", 100, 0, 0, 1000)
                                .server("S", 500, 0, 0, 1000)
                                .client("A", 101, 501, 0, 1000))
                        .opening())
                .isEqualTo(Opening.SIMULTANEOUS);
        assertThat(only(new SegmentScript().client("S", 100, 0, 0, 1000).client("A", 101, 501, 0, 1000))
                        .opening())
                .isEqualTo(Opening.PARTLY_SEEN);
        assertThat(only(new SegmentScript().client("A", 101, 501, 10, 1000)).opening())
                .isEqualTo(Opening.MID_STREAM);
    }

    @Test
    void whoBeganIsSeenInASynAckToo() {
        AnalysedConnection connection = only(new SegmentScript().server("SA", 500, 101, 0, 1000));

        assertThat(connection.initiatorSeen()).isTrue();
        assertThat(connection.initiator().port()).isEqualTo(40000);
    }

    @Test
    void withoutASynTheFirstSenderIsAssumedToHaveBegun() {
        AnalysedConnection connection = only(new SegmentScript().server("A", 501, 101, 10, 1000));

        assertThat(connection.initiatorSeen()).isFalse();
        assertThat(connection.initiator().port()).isEqualTo(7001);
    }

    @Test
    void aResetEndsItAndAResetAfterBothFinsChangesNothing() {
        AnalysedConnection reset = only(SegmentScript.open(100, 500).server("RA", 501, 101, 0, 0));
        assertThat(reset.closing()).isEqualTo(Closing.RESET);
        assertThat(reset.closer()).isEqualTo(reset.responder());

        SegmentScript fins = SegmentScript.open(100, 500)
                .client("FA", 101, 501, 0, 1000)
                .server("FA", 501, 102, 0, 1000)
                .client("R", 102, 0, 0, 0);
        assertThat(only(fins).closing()).isEqualTo(Closing.FIN);
        assertThat(only(SegmentScript.open(100, 500).client("FA", 101, 501, 0, 1000))
                        .closing())
                .isEqualTo(Closing.HALF_CLOSED);
    }

    @Test
    void aSynWithAnotherNumberBeginsAnotherConnection() {
        List<Said> said = SegmentScript.open(100, 500)
                .client("S", 90_000, 0, 0, 1000)
                .server("SA", 70_000, 90_001, 0, 1000)
                .said();

        assertThat(said).extracting(Said::stream).containsExactly(0L, 0L, 0L, 1L, 1L);
        assertThat(said.get(3).flags()).containsExactly(REUSED_PORTS);
        assertThat(said.get(3).refersTo()).isEqualTo(3);
        assertThat(said.get(4).flags()).isEmpty();
    }

    @Test
    void theSameSynAgainBeginsNone() {
        List<Said> said = new SegmentScript()
                .client("S", 100, 0, 0, 1000)
                .after(1000)
                .client("S", 100, 0, 0, 1000)
                .said();

        assertThat(said).extracting(Said::stream).containsExactly(0L, 0L);
        assertThat(said.getLast().flags()).doesNotContain(REUSED_PORTS);
    }

    @Test
    void numbersCountConnectionsInTheOrderOfTheirFirstPackets() {
        SegmentScript script = new SegmentScript();
        for (int port = 1; port <= 300; port++) script.fromPort(port).client("S", 100, 0, 0, 1000);
        for (int port = 1; port <= 300; port++) script.fromPort(port).server("SA", 500, 101, 0, 1000);

        List<Said> said = script.said();
        for (int i = 0; i < 300; i++) {
            assertThat(said.get(i).stream()).isEqualTo(i);
            assertThat(said.get(300 + i).stream()).isEqualTo(i);
        }
    }

    @Test
    void beyondTheLimitAConnectionThatIsOverIsForgottenFirst() {
        SegmentScript script = new SegmentScript();
        for (int port = 1; port <= 8; port++) {
            script.fromPort(port).client("S", 100, 0, 0, 1000).server("SA", 500, 101, 0, 1000);
        }
        script.fromPort(7).client("R", 101, 0, 0, 0).fromPort(11).client("S", 100, 0, 0, 1000);

        AnalysedConnection first =
                ended(new AnalyzerLimits(8, 8, 100), script.frames()).getFirst();
        assertThat(first.initiator().port()).isEqualTo(7);
        assertThat(first.bounded()).as("it was over").isFalse();
    }

    @Test
    void anOpenConnectionThatIsForgottenSaysSoAndSoDoesWhatComesAfter() {
        SegmentScript script = new SegmentScript();
        for (int port = 1; port <= 9; port++) script.fromPort(port).client("S", 100, 0, 0, 1000);
        script.fromPort(1).client("A", 101, 501, 0, 1000).fromPort(10).client("S", 100, 0, 0, 1000);

        List<AnalysedConnection> all = ended(new AnalyzerLimits(8, 8, 100), script.frames());
        assertThat(all.getFirst().initiator().port()).isEqualTo(1);
        assertThat(all.getFirst().bounded()).isTrue();
        assertThat(all).hasSize(11);
        assertThat(all).filteredOn(each -> each.number() == 9).allMatch(AnalysedConnection::bounded);
        assertThat(all)
                .as("a SYN begins a connection, whatever was forgotten")
                .filteredOn(each -> each.number() == 10)
                .noneMatch(AnalysedConnection::bounded);
    }

    @Test
    void moreSegmentsThanAreRememberedMakeTheFlightUnknownAndTheConnectionSaysSo() {
        SegmentScript script = SegmentScript.open(100, 500);
        for (int i = 0; i < 20; i++) script.client("A", 101 + 10L * i, 501, 10, 1000);
        TcpAnalyzer analyzer = new TcpAnalyzer(new AnalyzerLimits(10, 8, 100), ConnectionListener.NONE);
        List<Said> said = SegmentScript.said(analyzer, script.frames());

        assertThat(said.get(10).inFlight()).isEqualTo(80);
        assertThat(said.get(11).inFlight()).isEqualTo(-1);
        assertThat(said.getLast().inFlight()).isEqualTo(-1);
        analyzer.close();
        assertThat(ended(new AnalyzerLimits(10, 8, 100), script.frames())
                        .getFirst()
                        .bounded())
                .isTrue();
    }

    @Test
    void noMoreConnectionsAreKnownThanTheLimitAllows() {
        AnalyzerLimits limits = new AnalyzerLimits(100, 8, 1000);
        TcpAnalyzer analyzer = new TcpAnalyzer(limits, ConnectionListener.NONE);
        PacketScan scan = new PacketScan();
        List<CapturedFrame> frames =
                SegmentScript.open(100, 500).client("A", 101, 501, 50, 1000).frames();
        byte[] frame = frames.getLast().bytes().toArray();
        for (int port = 0; port < 20_000; port++) {
            frame[20] = (byte) (port >> 8);
            frame[21] = (byte) port;
            scan.scan(101, frame, 0, frame.length, frame.length);
            analyzer.analyse(scan, port + 1, port);
        }

        assertThat(analyzer.connections()).isEqualTo(20_000);
        assertThat(analyzer.forgotten()).isEqualTo(20_000 - limits.connections());
    }
}
