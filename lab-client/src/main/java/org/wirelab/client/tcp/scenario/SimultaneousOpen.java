package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.scenario.SimultaneousOpenFlow;

/// Both programs call each other at the same moment, and nobody listens: their SYNs meet on the way.
final class SimultaneousOpen implements Scenario {

    @Override
    public String name() {
        return "simultaneous-open";
    }

    @Override
    public Flow flow() {
        return SimultaneousOpenFlow.FLOW;
    }

    @Override
    public Setting setting() {
        return SimultaneousClose.farApart();
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        End client = stage.client();
        End server = stage.server();
        client.connect();
        server.connect();
        client.awaitConnected();
        server.awaitConnected();
        client.awaitState(TcpState.ESTABLISHED);
        server.awaitState(TcpState.ESTABLISHED);
    }
}
