package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.scenario.RetransmissionTimeoutFlow;
import org.wirelab.trace.Side;

/// The link loses a segment of data and its first two repetitions.
final class RetransmissionTimeout implements Scenario {

    private static final int DATA = 100;
    private static final int LOST = 3;

    private static final Rule FIRST_DATA = Rule.drop("first_data", PacketMatch.DATA, Selection.range(1, LOST));

    @Override
    public String name() {
        return "retransmission-timeout";
    }

    @Override
    public Flow flow() {
        return RetransmissionTimeoutFlow.FLOW;
    }

    /// Linux would probe once before its timer expires (tail loss probe, RFC 8985 §7), and the waits would not be
    /// those of RFC 6298.
    @Override
    public Setting setting() {
        return Setting.USUAL
                .network(network -> network.withToServer(network.toServer().with(FIRST_DATA)))
                .sysctl(Side.CLIENT, "net.ipv4.tcp_early_retrans", "0");
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        End client = stage.client();
        End server = stage.server();
        stage.open();
        server.awaitState(TcpState.ESTABLISHED);

        client.write(DATA);
        stage.awaitDrops(FIRST_DATA.name(), LOST);
        server.awaitRead(DATA);
        client.awaitInfo("its data acknowledged", info -> info.unacked() == 0 && info.totalRetrans() == LOST);
        client.awaitSegments("its data acknowledged", 1, segment -> !client.sent(segment) && !segment.syn());
        client.awaitLook(TcpState.ESTABLISHED);
    }
}
