package org.wirelab.client.tls.scenario;

import java.util.List;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.Misbehaviour;
import org.wirelab.tls.ServerSettings;
import org.wirelab.tls.scenario.Role;
import org.wirelab.tls.scenario.ScenarioObservation;
import org.wirelab.tls.scenario.Script;

/// Who plays what in a scenario.
///
/// @param client what the client offers and demands
/// @param server what the server accepts
/// @param clientDoes how the client misbehaves, if it does
/// @param serverDoes how the server misbehaves, if it does
/// @param between what the man in the middle does, where there is one
/// @param premises what is to be known beforehand and stands on no wire
record Cast(
        ClientSettings client,
        ServerSettings server,
        Misbehaviour clientDoes,
        Misbehaviour serverDoes,
        Script between,
        List<ScenarioObservation> premises) {

    Cast {
        premises = List.copyOf(premises);
    }

    /// Two honest ends.
    static Cast of(ClientSettings client, ServerSettings server) {
        return new Cast(client, server, Misbehaviour.HONEST, Misbehaviour.HONEST, Script.PASS, List.of());
    }

    /// The ends as they are when nothing is wrong.
    static Cast honest(Props props) {
        return of(props.honestClient(), props.honestServer());
    }

    /// The same with this to be known beforehand.
    Cast knowing(ScenarioObservation premise) {
        return new Cast(client, server, clientDoes, serverDoes, between, List.of(premise));
    }

    /// The same with an end that misbehaves.
    Cast misbehaving(Role who, Misbehaviour how) {
        return new Cast(
                client,
                server,
                who == Role.CLIENT ? how : clientDoes,
                who == Role.SERVER ? how : serverDoes,
                between,
                premises);
    }

    /// The same with a man in the middle who does this.
    Cast interfering(Script script) {
        return new Cast(client, server, clientDoes, serverDoes, script, premises);
    }
}
