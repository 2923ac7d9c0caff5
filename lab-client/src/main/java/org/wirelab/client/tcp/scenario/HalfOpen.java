package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.scenario.HalfOpenFlow;

/// The server's host forgets the connection, as by a crash; the client goes on.
final class HalfOpen implements Scenario {

    private static final int QUESTION = 100;

    @Override
    public String name() {
        return "half-open";
    }

    @Override
    public Flow flow() {
        return HalfOpenFlow.FLOW;
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        End client = stage.client();
        End server = stage.server();
        stage.open();
        server.awaitState(TcpState.ESTABLISHED);

        server.vanish();
        server.awaitState(TcpState.CLOSED);
        client.awaitLook(TcpState.ESTABLISHED);

        client.write(QUESTION);
        client.awaitFailure();
        client.awaitState(TcpState.CLOSED);
    }
}
