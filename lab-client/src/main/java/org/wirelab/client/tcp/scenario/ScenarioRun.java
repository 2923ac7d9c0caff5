package org.wirelab.client.tcp.scenario;

import java.net.StandardProtocolFamily;
import java.util.List;
import java.util.Optional;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.CommonOptions.NetworkChoice;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.OutputOptions;
import org.wirelab.client.session.ScenarioList;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// `lab tcp --scenario NAME` and `lab tcp --list`: a scenario as a run that is shown and saved, and all of them by
/// name.
public final class ScenarioRun {

    private ScenarioRun() {}

    /// Says the names, a line each.
    public static int list(OutputOptions output) throws LabException {
        return ScenarioList.print(
                Scenarios.ALL.stream()
                        .map(each -> new ScenarioList.Line(each.name(), each.key()))
                        .toList(),
                "tcp",
                output);
    }

    /// Plays one.
    ///
    /// @return what the process is to exit with: 0 when the connection went as documented, were it refused
    /// @throws LabException when there is no such scenario, or this system allows no network of the lab's own
    public static int play(String name, CommonOptions options) throws LabException {
        Scenario scenario = Scenarios.named(name).orElseThrow(() -> unknown(name));
        if (options.network().equals(Optional.of(NetworkChoice.HOST))) {
            throw new LabException(
                    ExitCode.USAGE, "a scenario plays on two hosts of the lab's own: leave --network host away");
        }
        boolean ipv6 = options.family().equals(Optional.of(StandardProtocolFamily.INET6));
        try (ClientRun run = ClientRun.open("tcp-" + scenario.name(), options, List.of(scenario.flow()))) {
            LabNetwork.refusal().ifPresent(reason -> run.say("tcp.capture", reason));
            ScenarioSession session = new ScenarioSession(run.trace(), run::keep, ipv6);
            try {
                session.play(scenario);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // before the run ends: it is one that was interrupted
                throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
            }
            int exit = run.finish();
            if (session.punctuality().late()) {
                run.say("scenario.late", session.punctuality().longest().toMillis());
            }
            return exit;
        }
    }

    private static LabException unknown(String name) {
        return ScenarioList.unknown(name, Scenarios.names(), "tcp");
    }
}
