package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.scenario.RefusedFlow;

/// Nobody listens at the server's port.
final class Refused implements Scenario {

    @Override
    public String name() {
        return "refused";
    }

    @Override
    public Flow flow() {
        return RefusedFlow.FLOW;
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        End client = stage.client();
        client.connect();
        client.awaitSegments("a reset", 1, Segment::rst);
        client.awaitFailure();
        client.awaitState(TcpState.CLOSED);
    }
}
