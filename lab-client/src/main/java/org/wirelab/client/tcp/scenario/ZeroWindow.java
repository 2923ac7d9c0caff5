package org.wirelab.client.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tcp.scenario.ZeroWindowFlow;

/// The server's program stops reading while the client has much to send; later it goes on.
final class ZeroWindow implements Scenario {

    private static final int SMALL_BUFFER = 8192;

    @Override
    public String name() {
        return "zero-window";
    }

    @Override
    public Flow flow() {
        return ZeroWindowFlow.FLOW;
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        End client = stage.client();
        End server = stage.server();
        server.set(SocketSetting.RECEIVE_BUFFER, SMALL_BUFFER);
        stage.open();
        server.pauseReading();
        client.write(ZeroWindowFlow.OCTETS);
        client.awaitInfo("a window of zero", ZeroWindowFlow::knowsNoWindow);
        // the client hears no data, so it has nothing to acknowledge but the handshake
        client.awaitSegments(
                "zero-window probes",
                1 + ZeroWindowFlow.PROBES,
                segment -> client.sent(segment) && ZeroWindowFlow.mayProbe(segment));
        server.resumeReading();
        server.awaitRead(ZeroWindowFlow.OCTETS);
        client.awaitInfo(
                "its data acknowledged",
                info -> info.bytesAcked() != null && info.bytesAcked() >= ZeroWindowFlow.OCTETS);
    }
}
