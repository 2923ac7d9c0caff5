package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.scenario.LostSynFlow;

/// The link loses the first SYN.
final class LostSyn implements Scenario {

    private static final Rule FIRST_SYN = Rule.drop("first_syn", PacketMatch.SYN, Selection.FIRST);

    @Override
    public String name() {
        return "lost-syn";
    }

    @Override
    public Flow flow() {
        return LostSynFlow.FLOW;
    }

    @Override
    public Setting setting() {
        return Setting.USUAL.network(
                network -> network.withToServer(network.toServer().with(FIRST_SYN)));
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        stage.open();
        stage.client().awaitInfo("ESTABLISHED", info -> info.is(TcpState.ESTABLISHED));
        stage.server().awaitState(TcpState.ESTABLISHED);
    }
}
