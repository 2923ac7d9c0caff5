package org.wirelab.client.tcp.scenario;

import org.wirelab.client.session.Witness;
import org.wirelab.link.Direction;
import org.wirelab.link.Link;
import org.wirelab.link.LinkObservation;
import org.wirelab.link.Rule;
import org.wirelab.run.LabException;

/// What a script has before it: the two ends, and the link between them.
public final class Stage {

    private final End client;
    private final End server;
    private final Link link;
    private final Witness witness;

    Stage(End client, End server, Link link, Witness witness) {
        this.client = client;
        this.server = server;
        this.link = link;
        this.witness = witness;
    }

    public End client() {
        return client;
    }

    public End server() {
        return server;
    }

    /// The link as it can be changed while it runs.
    public Link link() {
        return link;
    }

    /// From now on this befalls packets on their way to the server.
    public void onTheWayToTheServer(Rule rule) {
        link.add(Direction.TO_SERVER, rule);
    }

    /// From now on this befalls packets on their way to the client.
    public void onTheWayToTheClient(Rule rule) {
        link.add(Direction.TO_CLIENT, rule);
    }

    /// Opens the connection in the usual way: the server listens, the client connects, both have it.
    public void open() throws LabException, InterruptedException {
        server.listen();
        client.connect();
        client.awaitConnected();
        server.awaitAccepted();
    }

    /// Waits until the link has dropped so many packets by this rule.
    public void awaitDrops(String rule, int times) throws LabException, InterruptedException {
        witness.await(
                "the link: packets dropped by " + rule,
                times,
                entry -> entry.observation() instanceof LinkObservation.Dropped dropped
                        && dropped.rule().equals(rule));
    }
}
