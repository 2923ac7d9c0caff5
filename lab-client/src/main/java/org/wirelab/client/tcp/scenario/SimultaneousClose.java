package org.wirelab.client.tcp.scenario;

import java.time.Duration;
import org.wirelab.flow.Flow;
import org.wirelab.link.LinkSettings;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.scenario.SimultaneousCloseFlow;

/// Both programs close at the same moment: their FINs meet on the way.
final class SimultaneousClose implements Scenario {

    /// So long that two calls one after the other are at the same time for the wire, and that a kernel that is
    /// asked now and then is asked in each state, on a busy machine too; so short that the first timeout, 1 s, is
    /// not reached.
    static final Duration ONE_WAY = Duration.ofMillis(400);

    @Override
    public String name() {
        return "simultaneous-close";
    }

    @Override
    public Flow flow() {
        return SimultaneousCloseFlow.FLOW;
    }

    @Override
    public Setting setting() {
        return farApart();
    }

    /// Two hosts that are 0.8 seconds apart, there and back.
    static Setting farApart() {
        return Setting.USUAL.network(network -> network.withLink(LinkSettings.PERFECT.withDelay(ONE_WAY)));
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        End client = stage.client();
        End server = stage.server();
        stage.open();
        client.awaitState(TcpState.ESTABLISHED);
        server.awaitState(TcpState.ESTABLISHED);

        client.shutdownOutput();
        server.shutdownOutput();
        client.awaitState(TcpState.TIME_WAIT);
        server.awaitState(TcpState.TIME_WAIT);
    }
}
