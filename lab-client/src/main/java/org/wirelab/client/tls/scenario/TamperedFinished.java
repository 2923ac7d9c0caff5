package org.wirelab.client.tls.scenario;

import java.util.List;
import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.scenario.HandshakeFlows;
import org.wirelab.tls.scenario.Misbehaviours;
import org.wirelab.tls.scenario.Role;

/// An end's Finished is not the one that its handshake gives. It believes in the connection as soon as it may, and then
/// says something.
final class TamperedFinished implements Scenario {

    private static final String WORDS = "Said under keys that nobody has confirmed.\n";

    @Override
    public String name() {
        return "tampered-finished";
    }

    @Override
    public Flow flow() {
        return HandshakeFlows.TAMPERED_FINISHED;
    }

    @Override
    public List<Role> towards() {
        return List.of(Role.SERVER, Role.CLIENT);
    }

    @Override
    public List<TlsVersion> versions() {
        return List.of(TlsVersion.TLS12, TlsVersion.TLS13);
    }

    @Override
    public Cast cast(Props props) {
        return Cast.honest(props)
                .misbehaving(props.towards().other(), Misbehaviours.flippedFinished(props.towards(), props.other()));
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        stage.other().sayWhenOpen(WORDS);
        stage.connect();
        stage.awaitEnds();
    }
}
