package org.wirelab.client.tls.scenario;

import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.wirelab.flow.Flow;
import org.wirelab.run.LabException;
import org.wirelab.tls.Misbehaviour;
import org.wirelab.tls.scenario.KeyTransportFlows;
import org.wirelab.tls.scenario.Misbehaviours;
import org.wirelab.tls.scenario.Role;
import org.wirelab.trace.Recorder;

/// The scenarios of Bleichenbacher's attack: a ClientKeyExchange with something wrong with it, once under
/// observation, and then many of each kind, to be compared.
///
/// @param name on the command line
/// @param flow what is documented of it
/// @param fault what is wrong in the connection that is observed
record KeyTransport(String name, Flow flow, Fault fault) implements Scenario {

    /// Enough to see whether the answers differ; to tell times apart it would take thousands.
    private static final int ROUNDS = 11;

    private static final Recorder NOBODY = _ -> {};

    static final List<Scenario> ALL = List.of(
            new KeyTransport(
                    "bad-pms-padding",
                    KeyTransportFlows.BAD_PADDING,
                    props -> Misbehaviours.wrongPadding(props.serverKey(), props.random(), props.client())),
            new KeyTransport(
                    "bad-pms-version",
                    KeyTransportFlows.BAD_VERSION,
                    props -> Misbehaviours.wrongVersion(props.client())));

    /// How the client misbehaves.
    interface Fault {
        Misbehaviour in(Props props);
    }

    @Override
    public List<Role> towards() {
        return List.of(Role.SERVER);
    }

    @Override
    public Cast cast(Props props) {
        return Cast.honest(props).misbehaving(Role.CLIENT, fault.in(props));
    }

    @Override
    public void play(Stage stage) throws LabException, InterruptedException {
        stage.connect();
        stage.awaitEnds();
        stage.tell(stage.prober()
                .compare(kinds(stage.props().serverKey(), stage.props().random()), ROUNDS));
    }

    private static Map<String, Supplier<Misbehaviour>> kinds(RSAPublicKey server, SecureRandom random) {
        Map<String, Supplier<Misbehaviour>> kinds = new LinkedHashMap<>();
        kinds.put("wrong padding", () -> Misbehaviours.wrongPadding(server, random, NOBODY));
        kinds.put("wrong version", () -> Misbehaviours.wrongVersion(NOBODY));
        kinds.put(
                "no fault, but a secret that the sender does not know",
                () -> Misbehaviours.unknownSecret(random, NOBODY));
        return kinds;
    }
}
