package org.wirelab.client.dns.scenario;

import java.util.List;
import java.util.Optional;
import org.wirelab.client.dns.lookup.DnsFeed;
import org.wirelab.client.dns.lookup.DnsSession.Internet;
import org.wirelab.client.dns.lookup.DnsWatch;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.OutputOptions;
import org.wirelab.client.session.ScenarioList;
import org.wirelab.dns.scenario.ScenarioFlows;
import org.wirelab.net.dns.DepartureListener;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// `lab dns --scenario NAME` and `lab dns --list`: a scenario as a run that is shown and saved, and all of them by
/// name.
public final class ScenarioRun {
    private ScenarioRun() {}

    /// Says the names, a line each.
    public static int list(OutputOptions output) throws LabException {
        List<String> names = Scenarios.names();
        List<ScenarioList.Line> lines = ScenarioFlows.ALL.stream()
                .map(flow -> new ScenarioList.Line(names.get(ScenarioFlows.ALL.indexOf(flow)), flow.id()))
                .toList();
        return ScenarioList.print(lines, "dns", output);
    }

    /// Plays one.
    ///
    /// @return what the process is to exit with: 0 when the lookup went as documented, were it a failure
    /// @throws LabException when there is no such scenario, or it cannot be played here
    public static int play(String name, CommonOptions options) throws LabException {
        Scenario scenario =
                Scenarios.named(name).orElseThrow(() -> ScenarioList.unknown(name, Scenarios.names(), "dns"));
        try (ClientRun run = ClientRun.open("dns-" + scenario.name(), options, List.of(scenario.flow()))) {
            boolean ownNetwork = LabNetwork.prepare();
            DnsWatch watch = new DnsWatch(run, options);
            if (!ownNetwork) {
                watch.sayWhyOnTheHost();
            }
            ScenarioSession session = new ScenarioSession(
                    run.trace(),
                    ownNetwork,
                    (places, lookup, conversation) -> Optional.of(
                            new Watched(watch.open(new Internet.Embedded(), places, places, lookup, conversation))));
            try {
                session.play(scenario);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // before the run ends: it is one that was interrupted
                throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
            }
            return run.finish();
        }
    }

    private record Watched(DnsFeed feed) implements ScenarioSession.Watching {
        @Override
        public DepartureListener departures() {
            return feed;
        }

        @Override
        public void close() {
            feed.close();
        }
    }
}
