package org.wirelab.tcp.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Observation;

/// What a scenario says of itself.
public sealed interface ScenarioObservation extends Observation {

    /// The stage is set: who the hosts are, and what is set on them that Linux sets otherwise. How the link is set,
    /// it says itself.
    ///
    /// @param scenario its name on the command line, `lost-syn`
    /// @param client the end that the conversation is named by first
    /// @param server the other
    /// @param clientSettings sysctl(8) settings of the client's host, by name
    /// @param serverSettings those of the server's host
    @Kind("tcp.scenario")
    record Staged(
            String scenario,
            String client,
            String server,
            Map<String, String> clientSettings,
            Map<String, String> serverSettings)
            implements ScenarioObservation, Note {

        public Staged {
            clientSettings = Map.copyOf(clientSettings);
            serverSettings = Map.copyOf(serverSettings);
        }

        @Override
        public String title() {
            return "scenario " + scenario;
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>();
            details.add("client host " + client + ", server host " + server);
            clientSettings.forEach((name, value) -> details.add("client host: " + name + " = " + value));
            serverSettings.forEach((name, value) -> details.add("server host: " + name + " = " + value));
            return details;
        }
    }
}
