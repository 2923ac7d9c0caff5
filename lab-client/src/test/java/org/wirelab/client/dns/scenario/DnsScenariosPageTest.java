package org.wirelab.client.dns.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

/// The page about what each scenario comes to is drawn from the plays themselves: `-Ddocs.write=true` draws it anew.
class DnsScenariosPageTest {

    private static final Path PAGE = Path.of("../docs/reference/dns-scenarios.md");
    private static final String BEGIN = "<!-- plays -->\n";
    private static final String END = "<!-- /plays -->\n";

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
        List<String> rows = new ArrayList<>(
                List.of("| scenario | question | what is wrong | the walk | queries |", "|---|---|---|---|---|"));
        for (Played played : Played.all()) {
            rows.add(row(played));
        }
        return rows;
    }

    private static String row(Played played) throws Exception {
        String end = "";
        int exchanges = 0;
        String status = "";
        for (String line : played.run().lines().lines().toList()) {
            Map<String, Object> fields = JSON.std.mapFrom(line);
            if ("dns.outcome".equals(fields.get("kind")) && "walk".equals(fields.get("purpose"))) {
                String reason = (String) fields.get("reason");
                end = fields.get("status")
                        + (reason.isEmpty() || reason.equals(fields.get("status")) ? "" : ", " + reason);
                exchanges += ((Number) fields.get("exchanges")).intValue();
            }
            if ("dnssec.result".equals(fields.get("kind"))) {
                status = ", " + fields.get("status");
            }
        }
        String about = Texts.in(Language.EN).get(played.scenario().key() + ".about");
        return "| `" + played.scenario().name() + "` | `" + played.scenario().question() + "` | " + about + " | " + end
                + status + " | " + (played.scenario().has(Circumstance.ALL_PATHS) ? "all" : exchanges) + " |";
    }
}
