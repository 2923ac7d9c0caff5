package org.wirelab.client.tls.scenario;

import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.CaptureFeed;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.ConnectionWatch;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.OutputOptions;
import org.wirelab.client.session.ScenarioList;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.tls.TlsService;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.tls.scenario.Role;

/// `lab tls --scenario NAME` and `lab tls --list`: a scenario as a run that is shown and saved, and all of them by
/// name.
public final class ScenarioRun {

    private ScenarioRun() {}

    /// Says the names, a line each.
    public static int list(OutputOptions output) throws LabException {
        return ScenarioList.print(
                Scenarios.ALL.stream()
                        .map(each -> new ScenarioList.Line(each.name(), each.key()))
                        .toList(),
                "tls",
                output);
    }

    /// Plays one.
    ///
    /// @param wished the end that it is to be aimed at; null for its usual one
    /// @param spoken the version of TLS that it is to be played in; none for its usual one
    /// @param notices takes lines for the user about the lab's certificates
    /// @return what the process is to exit with: 0 when the connection went as documented, were it refused
    /// @throws LabException when there is no such scenario, or it does not go that way
    public static int play(
            String name,
            @Nullable Role wished,
            List<TlsVersion> spoken,
            CommonOptions options,
            Consumer<String> notices)
            throws LabException {
        Scenario scenario =
                Scenarios.named(name).orElseThrow(() -> ScenarioList.unknown(name, Scenarios.names(), "tls"));
        Role towards = wished == null ? scenario.towards().getFirst() : wished;
        if (!scenario.towards().contains(towards)) {
            throw new LabException(
                    ExitCode.USAGE,
                    "--towards " + towards + ": " + scenario.name() + " has one direction, towards the "
                            + towards.other());
        }
        TlsVersion version = version(scenario, spoken);
        boolean ipv6 = options.family().equals(Optional.of(StandardProtocolFamily.INET6));
        Duration patience = options.timeout();
        try (ClientRun run = ClientRun.open("tls-" + scenario.name(), options, List.of(scenario.flow()))) {
            boolean ownNetwork = LabNetwork.prepare();
            LabNetwork.refusal().ifPresent(reason -> run.say("tls.capture", reason));
            // in a network of its own it listens at its usual port, which on the host may be somebody's
            InetSocketAddress place =
                    new InetSocketAddress(ipv6 ? "::1" : "127.0.0.1", ownNetwork ? TlsService.PORT : 0);
            PkiFolder folder = new PkiFolder(PkiFolder.ofUser(System.getenv()), Clock.systemUTC(), notices);
            ScenarioSession session = new ScenarioSession(run.trace(), folder, place, patience, wire(run, options));
            try {
                session.play(scenario, towards, version);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // before the run ends: it is one that was interrupted
                throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
            }
            return run.finish();
        }
    }

    private static TlsVersion version(Scenario scenario, List<TlsVersion> spoken) throws LabException {
        if (spoken.isEmpty()) {
            return scenario.versions().getFirst();
        }
        return scenario.versions().stream()
                .filter(version -> spoken.equals(List.of(version)))
                .findFirst()
                .orElseThrow(() -> new LabException(
                        ExitCode.USAGE,
                        "--tls " + numbers(spoken, ",") + ": " + scenario.name() + " is played in "
                                + numbers(scenario.versions(), " or ")));
    }

    private static String numbers(List<TlsVersion> versions, String between) {
        return versions.stream().map(TlsVersion::number).collect(Collectors.joining(between));
    }

    private static ScenarioSession.Wire wire(ClientRun run, CommonOptions options) {
        return legs -> {
            List<ConnectionWatch.Connection> connections = legs.stream()
                    .map(leg -> new ConnectionWatch.Connection(leg.conversation(), leg.local(), leg.remote()))
                    .toList();
            CaptureFeed feed = ConnectionWatch.open(run, options, "tls.capture", connections);
            return () -> {
                feed.close(run.trace());
                feed.close();
                legs.stream().skip(1).forEach(leg -> run.ended(leg.conversation()));
            };
        };
    }
}
