package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.scenario.OpenCloseFlow;

/// The whole life of a connection on a link that loses nothing, with a half-close.
final class OpenClose implements Scenario {

    private static final int QUESTION = 100;
    private static final int REST = 300;

    @Override
    public String name() {
        return "open-close";
    }

    @Override
    public Flow flow() {
        return OpenCloseFlow.FLOW;
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        End client = stage.client();
        End server = stage.server();
        stage.open();
        client.awaitState(TcpState.ESTABLISHED);
        server.awaitState(TcpState.ESTABLISHED);

        client.write(QUESTION);
        server.awaitRead(QUESTION);
        client.awaitInfo(
                "its data acknowledged",
                info -> info.unacked() == 0 && info.bytesAcked() != null && info.bytesAcked() > QUESTION);

        client.shutdownOutput();
        server.awaitEndOfStream();
        client.awaitState(TcpState.FIN_WAIT_2);
        server.awaitState(TcpState.CLOSE_WAIT);

        server.write(REST);
        client.awaitRead(REST);
        server.close();
        client.awaitEndOfStream();
        client.close();
        client.awaitState(TcpState.TIME_WAIT);
        server.awaitState(TcpState.CLOSED);
    }
}
