package org.wirelab.client.tcp.scenario;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.CommonOptions.NetworkChoice;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.OutputOptions;
import org.wirelab.render.Columns;
import org.wirelab.render.Style;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.run.Wording;

/// `lab tcp --scenario NAME` and `lab tcp --list`: a scenario as a run that is shown and saved, and all of them by
/// name.
public final class ScenarioRun {

    private static final JsonFactory JSON = new JsonFactory();

    private ScenarioRun() {}

    /// Says the names, a line each.
    public static int list(OutputOptions output) throws LabException {
        PrintWriter out = output.results();
        Wording wording = output.wording();
        Style style = output.style();
        for (Scenario scenario : Scenarios.ALL) {
            String about = wording.texts().get(scenario.key() + ".about");
            if (output.json()) {
                out.println(json(scenario, about));
                continue;
            }
            String name = String.format("  %-22s  ", scenario.name());
            for (String line : Columns.wrapped(style.plain(about), style.width() - name.length())) {
                out.println(name + line);
                name = " ".repeat(name.length());
            }
        }
        if (!output.json()) {
            out.println();
            String hint = style.plain(wording.texts().get("scenario.list.hint").strip());
            Columns.wrapped(hint, style.width() - 2).forEach(line -> out.println("  " + line));
        }
        out.flush();
        return ExitCode.OK.number();
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
        String next = Scenarios.nearest(name)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElseGet(() -> "there are "
                        + Scenarios.ALL.stream().map(Scenario::name).collect(Collectors.joining(", ")));
        return new LabException(
                ExitCode.USAGE, "no scenario is called " + name + ": " + next + " ('lab tcp --list' describes them)");
    }

    private static String json(Scenario scenario, String about) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("type", "scenario");
            json.writeStringField("name", scenario.name());
            json.writeStringField("flow", scenario.flow().id());
            json.writeStringField("about", about);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer cannot fail", e);
        }
        return line.toString();
    }
}
