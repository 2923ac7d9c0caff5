package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.scenario.SynTimeoutFlow;
import org.wirelab.trace.Side;

/// The link loses every SYN.
final class SynTimeout implements Scenario {

    private static final Rule EVERY_SYN = Rule.drop("every_syn", PacketMatch.SYN, Selection.ALL);

    @Override
    public String name() {
        return "syn-timeout";
    }

    @Override
    public Flow flow() {
        return SynTimeoutFlow.FLOW;
    }

    /// Linux adds four retransmissions of a SYN, 1 s apart, before the doubling begins, unless it is told otherwise
    /// (since 6.5).
    @Override
    public Setting setting() {
        return Setting.USUAL
                .network(network -> network.withToServer(network.toServer().with(EVERY_SYN)))
                .sysctl(Side.CLIENT, "net.ipv4.tcp_syn_linear_timeouts", "0");
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        End client = stage.client();
        stage.server().listen();
        // instead of Linux's six (ten with the linear ones) in two minutes: SYNs at 0, 1 and 3 s, the end at 7 s
        client.set(SocketSetting.SYN_RETRIES, 2);
        client.connect();
        stage.awaitDrops(EVERY_SYN.name(), 3);
        client.awaitFailure();
        client.awaitState(TcpState.CLOSED);
    }
}
