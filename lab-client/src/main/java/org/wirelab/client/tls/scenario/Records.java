package org.wirelab.client.tls.scenario;

import java.util.List;
import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.scenario.RecordFlows;
import org.wirelab.tls.scenario.Role;
import org.wirelab.tls.scenario.Script;
import org.wirelab.tls.scenario.Scripts;

/// The scenarios about records: the connection is open, and a man in the middle does something to what passes.
///
/// @param name on the command line
/// @param flow what is documented of it
/// @param deed what he does
/// @param play what the sender says meanwhile
record Records(String name, Flow flow, Deed deed, Play play) implements Scenario {

    private static final String FIRST = "Pay 100 to Alice.\n";
    private static final String SECOND = "But only if she asks twice.\n";

    static final Scenario TAMPERED = new Records(
            "tampered-record", RecordFlows.TAMPERED, Scripts::flipBit, (stage, sender) -> sender.say(FIRST));

    static final Scenario REPLAYED =
            new Records("replayed-record", RecordFlows.REPLAYED, Scripts::replay, (stage, sender) -> sender.say(FIRST));

    static final Scenario TRUNCATED =
            new Records("truncation", RecordFlows.TRUNCATED, Scripts::cut, (stage, sender) -> {
                sender.say(FIRST);
                stage.victim().awaitHeard(FIRST);
                sender.say(SECOND);
                sender.close();
            });

    /// What the man in the middle does to what is on its way to this end.
    interface Deed {
        Script towards(Role end);
    }

    /// What the sender does.
    interface Play {
        void by(Stage stage, End sender) throws LabException, InterruptedException;
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
    public boolean relayed() {
        return true;
    }

    @Override
    public Cast cast(Props props) {
        return Cast.honest(props).interfering(deed.towards(props.towards()));
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        stage.open();
        play.by(stage, stage.other());
        stage.awaitEnds();
    }
}
