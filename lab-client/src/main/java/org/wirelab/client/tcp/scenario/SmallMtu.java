package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tcp.scenario.SmallMtuFlow;

/// A router on the way to the server carries smaller packets than the hosts' own links do, and says so.
final class SmallMtu implements Scenario {

    @Override
    public String name() {
        return "small-mtu";
    }

    @Override
    public Flow flow() {
        return SmallMtuFlow.FLOW;
    }

    @Override
    public Setting setting() {
        return Setting.USUAL.network(network -> network.withPathMtu(SmallMtuFlow.PATH_MTU, 0));
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        End client = stage.client();
        stage.open();
        client.write(SmallMtuFlow.OCTETS);
        stage.server().awaitRead(SmallMtuFlow.OCTETS);
        client.awaitInfo(
                "its data acknowledged", info -> info.bytesAcked() != null && info.bytesAcked() >= SmallMtuFlow.OCTETS);
    }
}
