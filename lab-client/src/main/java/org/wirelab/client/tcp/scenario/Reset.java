package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.scenario.ResetFlow;

/// The client's program gives the connection up.
final class Reset implements Scenario {

    private static final int QUESTION = 100;

    @Override
    public String name() {
        return "reset";
    }

    @Override
    public Flow flow() {
        return ResetFlow.FLOW;
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        End client = stage.client();
        End server = stage.server();
        stage.open();
        server.awaitState(TcpState.ESTABLISHED);
        client.write(QUESTION);
        server.awaitRead(QUESTION);
        client.awaitInfo(
                "its data acknowledged",
                info -> info.is(TcpState.ESTABLISHED)
                        && info.unacked() == 0
                        && info.bytesAcked() != null
                        && info.bytesAcked() > QUESTION);

        client.abort();
        client.awaitState(TcpState.CLOSED);
        server.awaitFailure();
        server.awaitState(TcpState.CLOSED);
    }
}
