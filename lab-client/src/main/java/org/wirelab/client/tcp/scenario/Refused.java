package org.wirelab.client.tcp.scenario;

import java.time.Duration;
import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.scenario.RefusedFlow;

/// Nobody listens at the server's port.
final class Refused implements Scenario {

    private static final Duration LONGER_THAN_THE_FIRST_RTO = Duration.ofMillis(1500);

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
        // RFC 6298 §2.1: a SYN is sent again after 1 s. Only who looks so long can say that none was.
        Thread.sleep(LONGER_THAN_THE_FIRST_RTO);
    }
}
