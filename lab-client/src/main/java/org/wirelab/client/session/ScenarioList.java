package org.wirelab.client.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.wirelab.render.Columns;
import org.wirelab.render.Style;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.run.Wording;

/// The scenarios of a command by name: a line each, and what is said of a name that none has.
public final class ScenarioList {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int NAMES = 22;

    private ScenarioList() {}

    /// One scenario of the list.
    ///
    /// @param name as it is typed, `lost-syn`
    /// @param key the id of its flow, which its texts begin with: `tcp.scenario.lost_syn`
    public record Line(String name, String key) {}

    /// Says them, a line each.
    ///
    /// @param command whose scenarios they are, `tcp`
    /// @return what the process is to exit with
    public static int print(List<Line> scenarios, String command, OutputOptions output) throws LabException {
        PrintWriter out = output.results();
        Wording wording = output.wording();
        Style style = output.style();
        for (Line scenario : scenarios) {
            String about = wording.texts().get(scenario.key() + ".about");
            if (output.json()) {
                out.println(json(scenario, about));
                continue;
            }
            String name = "  " + Columns.padded(scenario.name(), NAMES) + "  ";
            for (String line : Columns.wrapped(style.plain(about), style.width() - name.length())) {
                out.println(name + line);
                name = " ".repeat(name.length());
            }
        }
        if (!output.json()) {
            out.println();
            String hint = style.plain(
                    wording.texts().format("scenario.list.hint", command).strip());
            Columns.wrapped(hint, style.width() - 2).forEach(line -> out.println("  " + line));
        }
        out.flush();
        return ExitCode.OK.number();
    }

    /// What is said of a name that no scenario of this command has.
    public static LabException unknown(String name, List<String> names, String command) {
        String next = Nearest.to(name, names)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElseGet(() -> "there are " + String.join(", ", names));
        return new LabException(
                ExitCode.USAGE,
                "no scenario is called " + name + ": " + next + " ('lab " + command + " --list' describes them)");
    }

    private static String json(Line scenario, String about) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("type", "scenario");
            json.writeStringField("name", scenario.name());
            json.writeStringField("flow", scenario.key());
            json.writeStringField("about", about);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer cannot fail", e);
        }
        return line.toString();
    }
}
