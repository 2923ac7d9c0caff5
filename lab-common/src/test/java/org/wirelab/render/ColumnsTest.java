package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wirelab.testing.TerminalLines;

class ColumnsTest {

    @Test
    void aKoreanOrChineseCharacterTakesTwoColumns() {
        assertThat(Columns.width("TCP")).isEqualTo(3);
        assertThat(Columns.width("연결")).isEqualTo(4);
        assertThat(Columns.width("連結 ok")).isEqualTo(7);
        assertThat(Columns.width("✓ ── ▶ ≠ …")).isEqualTo(10);
    }

    @Test
    void aCombiningMarkTakesNone() {
        assertThat(Columns.width("e\u0301")).isEqualTo(1);
    }

    @Test
    void textIsPaddedByWhatItTakes() {
        assertThat(Columns.padded("서버", 6)).isEqualTo("서버  ");
        assertThat(Columns.padded("server", 6)).isEqualTo("server");
        assertThat(Columns.padded("resolver", 6)).isEqualTo("resolver");
    }

    @Test
    void whatStandsRightEndsInTheLastColumn() {
        assertThat(Columns.spread("서버", "[1]", 10)).isEqualTo("서버   [1]");
        assertThat(Columns.spread("too long to fit", "[1]", 10)).isEqualTo("too long to fit [1]");
        assertThat(Columns.spread("alone", "", 10)).isEqualTo("alone");
    }

    @Test
    void aCutNeverSplitsACharacter() {
        assertThat(Columns.cut("클라이언트", 6, "…")).isEqualTo("클라…");
        assertThat(Columns.cut("client", 6, "…")).isEqualTo("client");
    }

    @Test
    void linesBreakAtBlanksAndLongWordsWhereTheyMust() {
        assertThat(Columns.wrapped("one two three", 7)).containsExactly("one two", "three");
        assertThat(Columns.wrapped("0123456789", 4)).containsExactly("0123", "4567", "89");
        assertThat(Columns.wrapped("핸드셰이크가 정한 것", 12)).containsExactly("핸드셰이크가", "정한 것");
        assertThat(Columns.wrapped("", 4)).containsExactly("");
    }

    @Property(tries = 300)
    void noWrappedLineIsTooWideAndNothingIsLost(
            @ForAll @CharRange(from = ' ', to = '~') @CharRange(from = '가', to = '힣') String text,
            @ForAll @IntRange(min = 2, max = 40) int columns) {
        String wrapped = String.join("\n", Columns.wrapped(text, columns));

        assertThat(TerminalLines.widerThan(columns, wrapped)).isEmpty();
        assertThat(wrapped.replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    }

    @Test
    void aCommandStaysInOnePieceAndStandsBelowWhereItDoesNotFit() {
        String command = "sh lab-runs/20261130-002000-tls/recompute.sh";
        assertThat(Columns.withCommand(" again: " + command, command, 80)).containsExactly(" again: " + command);
        assertThat(Columns.withCommand(" again: " + command, command, 50))
                .containsExactly(" again:", "     " + command);
        assertThat(Columns.withCommand(" " + command + " again", command, 20))
                .containsExactly(" " + command + " again");
    }
}
