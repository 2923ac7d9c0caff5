package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The page about the states is drawn from the table: `-Ddocs.write=true` draws it anew.
class StatesPageTest {

    private static final Path PAGE = Path.of("../docs/concepts/tcp-states.md");

    /// What ends a connection at once, from nearly everywhere: drawn, it would hide the rest.
    private static final Set<Trigger> BREAKS_OFF =
            EnumSet.of(Trigger.RST, Trigger.RST_AFTER_PASSIVE_OPEN, Trigger.ABORT, Trigger.CRASH, Trigger.USER_TIMEOUT);

    @Test
    void thePageShowsTheTable() throws IOException {
        String page = Files.readString(PAGE);
        String drawn = between(between(page, "diagram", diagram()), "table", table());
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, drawn);
            page = drawn;
        }
        assertThat(page).as("written anew by -Ddocs.write=true").isEqualTo(drawn);
    }

    @Test
    void everyLineOfTheTableFitsATerminal() {
        assertThat(table()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void theDiagramHasEveryStateAndEveryRowThatDoesNotBreakOff() {
        String drawn = String.join("\n", diagram());
        for (StateMachine.Row row : StateMachine.ROWS) {
            assertThat(drawn).contains(row.from().name()).contains(row.to().name());
            if (!BREAKS_OFF.contains(row.trigger())) {
                assertThat(drawn).contains(row.trigger().words());
            }
        }
    }

    private static List<String> diagram() {
        List<String> lines = new ArrayList<>(List.of("```mermaid", "stateDiagram-v2", "    [*] --> CLOSED"));
        Set<List<TcpState>> drawn = new LinkedHashSet<>();
        for (StateMachine.Row row : StateMachine.ROWS) {
            if (!BREAKS_OFF.contains(row.trigger()) && drawn.add(List.of(row.from(), row.to()))) {
                lines.add("    " + row.from() + " --> " + row.to() + " : " + labels(row.from(), row.to()));
            }
        }
        lines.add("```");
        return lines;
    }

    /// One arrow for all that leads from one state to another.
    private static String labels(TcpState from, TcpState to) {
        return String.join(
                "<br/>",
                StateMachine.ROWS.stream()
                        .filter(row -> row.from() == from && row.to() == to && !BREAKS_OFF.contains(row.trigger()))
                        .map(row -> row.trigger().words() + (row.sends().isEmpty() ? "" : " / " + row.sends()))
                        .toList());
    }

    private static List<String> table() {
        String form = "%-13s%-33s%-13s%-8s%s";
        List<String> lines = new ArrayList<>(List.of("```"));
        lines.add(String.format(Locale.ROOT, form, "state", "event", "next state", "sends", "RFC 9293"));
        TcpState before = TcpState.CLOSED;
        for (StateMachine.Row row : StateMachine.ROWS) {
            if (row.from() != before) {
                lines.add("");
                before = row.from();
            }
            lines.add(String.format(
                    Locale.ROOT, form, row.from(), row.trigger().words(), row.to(), row.sends(), row.section()));
        }
        lines.add("```");
        return lines;
    }

    private static String between(String page, String what, List<String> lines) {
        String begin = "<!-- generated: " + what + " -->\n";
        String end = "<!-- end -->";
        int start = page.indexOf(begin) + begin.length();
        int stop = page.indexOf(end, start);
        assertThat(start).isGreaterThan(begin.length());
        return page.substring(0, start) + String.join("\n", lines) + "\n" + page.substring(stop);
    }
}
