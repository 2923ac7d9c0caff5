package org.wirelab.client.tls.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.flow.Catalogue;
import org.wirelab.tls.scenario.Role;

/// The page about who notices what is drawn from the plays themselves: `-Ddocs.write=true` draws it anew.
class ScenariosPageTest {

    private static final Path PAGE = Path.of("../docs/reference/tls-scenarios.md");
    private static final String BEGIN = "<!-- plays -->\n";
    private static final String END = "<!-- /plays -->\n";

    /// The sentence that says by which check it is noticed.
    private static final Map<String, Integer> NOTICING = Map.ofEntries(
            Map.entry("no-common-suite", 2),
            Map.entry("no-common-version", 2),
            Map.entry("client-cert-required", 5),
            Map.entry("suite-strip", 4),
            Map.entry("downgrade", 4),
            Map.entry("bad-pms-padding", 4),
            Map.entry("bad-pms-version", 4),
            Map.entry("tampered-record", 4),
            Map.entry("truncation", 6));

    private static final int USUAL = 3;

    @Test
    void thePageSaysWhatThePlaysShow() throws Exception {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String drawn = page.substring(0, begin) + String.join("\n", table()) + "\n" + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, drawn);
            page = drawn;
        }
        assertThat(page).as("written anew by -Ddocs.write=true").isEqualTo(drawn);
    }

    private static List<String> table() throws Exception {
        List<String> rows = new ArrayList<>(List.of(
                "| scenario | `--towards` | `--tls` | noticed by | at | check | alert | reference |",
                "|---|---|---|---|---|---|---|---|"));
        for (Played played : Played.all()) {
            for (String line : played.run().lines().lines().toList()) {
                if (line.contains("\"kind\":\"tls.scenario.noticed\"")) {
                    rows.add(row(played, JSON.std.mapFrom(line)));
                }
            }
        }
        return rows;
    }

    private static String row(Played played, Map<String, Object> noticed) {
        String alert = (String) noticed.get("alert");
        return "| `" + played.scenario().name() + "` | " + towards(played) + " | "
                + played.version().number() + " | " + noticed.get("by") + " | " + noticed.get("step") + " | "
                + noticed.get("check") + " | " + (alert.isEmpty() ? "none" : "`" + alert + "`") + " | "
                + reference(played.scenario()) + " |";
    }

    private static String towards(Played played) {
        List<Role> directions = played.scenario().towards();
        return played.towards()
                + (directions.size() > 1 && directions.getFirst() == played.towards() ? " (usual)" : "");
    }

    private static String reference(Scenario scenario) {
        int step = NOTICING.getOrDefault(scenario.name(), USUAL);
        return Catalogue.scenarios()
                .find(scenario.key() + "." + step)
                .orElseThrow()
                .reference();
    }
}
