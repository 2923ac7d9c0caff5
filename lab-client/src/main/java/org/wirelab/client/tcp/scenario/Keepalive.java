package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.scenario.KeepaliveFlow;

/// The cable is cut while the connection is idle; the client has keepalive on.
final class Keepalive implements Scenario {

    private static final int QUESTION = 100;

    @Override
    public String name() {
        return "keepalive";
    }

    @Override
    public Flow flow() {
        return KeepaliveFlow.FLOW;
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        End client = stage.client();
        End server = stage.server();
        // instead of Linux's two hours, 75 s and 9 probes
        client.set(SocketSetting.KEEP_IDLE, 1)
                .set(SocketSetting.KEEP_INTERVAL, 1)
                .set(SocketSetting.KEEP_COUNT, 3)
                .set(SocketSetting.KEEP_ALIVE, 1);
        stage.open();
        client.write(QUESTION);
        server.awaitRead(QUESTION);
        client.awaitInfo(
                "its data acknowledged",
                info -> info.unacked() == 0 && info.bytesAcked() != null && info.bytesAcked() > QUESTION);

        stage.link().cut();
        client.awaitTable("the keepalive timer", state -> "keepalive".equals(state.timer()));
        client.awaitInfo("three probes sent", info -> info.probes() != null && info.probes() == 3);
        client.awaitFailure();
        client.awaitState(TcpState.CLOSED);
        server.awaitLook(TcpState.ESTABLISHED);
    }
}
