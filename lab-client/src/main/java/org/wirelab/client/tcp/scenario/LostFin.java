package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.scenario.LostFinFlow;

/// The link loses the client's first FIN.
final class LostFin implements Scenario {

    private static final Rule FIRST_FIN = Rule.drop("first_fin", PacketMatch.FIN, Selection.FIRST);

    @Override
    public String name() {
        return "lost-fin";
    }

    @Override
    public Flow flow() {
        return LostFinFlow.FLOW;
    }

    @Override
    public Setting setting() {
        return Setting.USUAL.network(
                network -> network.withToServer(network.toServer().with(FIRST_FIN)));
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        End client = stage.client();
        End server = stage.server();
        stage.open();
        server.awaitState(TcpState.ESTABLISHED);

        client.shutdownOutput();
        client.awaitState(TcpState.FIN_WAIT_1);
        stage.awaitDrops(FIRST_FIN.name(), 1);
        server.awaitEndOfStream();
        server.awaitState(TcpState.CLOSE_WAIT);
        client.awaitInfo("its FIN acknowledged", info -> info.is(TcpState.FIN_WAIT_2));

        server.close();
        client.awaitEndOfStream();
        client.close();
        client.awaitState(TcpState.TIME_WAIT);
        server.awaitState(TcpState.CLOSED);
    }
}
