package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.run.Wording;
import org.wirelab.testing.TerminalLines;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Table;
import org.wirelab.trace.Trail.Words;

class TableLinesTest {

    /// A key that no bundle has stands for itself.
    private record Written(Words title, List<Words> head, List<Row> rows) implements Table {}

    private static Words said(String words) {
        return Words.of(words);
    }

    private static Table.Row row(String name, String... cells) {
        return new Table.Row(
                said(name), List.of(cells).stream().map(TableLinesTest::said).toList());
    }

    private static List<String> drawn(int width, Table.Row... rows) {
        Written table = new Written(said("title"), List.of(said(""), said("one"), said("other")), List.of(rows));
        return new TableLines(new Style(width, false, true), new Wording(Texts.in(Language.EN))).of(table);
    }

    @Test
    void columnsStandBelowTheirHeads() {
        assertThat(drawn(60, row("sent", "7", "8"), row("lost on its way there", "1", "none")))
                .containsExactly(
                        "                       one                other",
                        "  sent                 7                  8",
                        "  lost on its way      1                  none",
                        "  there");
    }

    @Test
    void aCellThatIsTooWideGoesOnBelowItself() {
        List<String> lines = drawn(60, row("learnt", "nothing: it is never told", "a window of zero and an update"));
        assertThat(lines)
                .containsSubsequence(
                        "  learnt  nothing: it is never      a window of zero and an",
                        "          told                      update");
        assertThat(TerminalLines.widerThan(60, String.join("\n", lines))).isEmpty();
    }

    @Test
    void aRowWithoutCellsIsAHeading() {
        assertThat(drawn(60, row("the slow one:"), row("sent", "7", "8")))
                .containsSubsequence("", "  the slow one:", "  sent  7                          8");
    }
}
