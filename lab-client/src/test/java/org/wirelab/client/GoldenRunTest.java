package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirelab.render.Style;
import org.wirelab.render.TerminalPage.Detail;
import org.wirelab.testing.TerminalLines;
import org.wirelab.text.Language;

/// Saved runs, judged and shown again: what users see of a run changes only when somebody means it to.
class GoldenRunTest {

    private static final int COLUMNS = 80;
    private static final Style UNICODE = new Style(COLUMNS, false, true);
    private static final Style ASCII = new Style(COLUMNS, false, false);

    static List<GoldenRun> runs() throws IOException {
        return GoldenRun.all();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void isJudgedAsItWas(GoldenRun run) throws Exception {
        rewrite(run);
        assertThat(findings(run.replayed())).isEqualTo(findings(run.saved()));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void givesTheJsonLinesThatWereSavedByteForByte(GoldenRun run) throws Exception {
        rewrite(run);
        assertThat(run.replayed()).isEqualTo(run.saved());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void looksAsItDidInEnglish(GoldenRun run) throws Exception {
        rewrite(run);
        assertThat(run.shown(Language.EN, UNICODE, Detail.NORMAL)).isEqualTo(run.page(Language.EN));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void looksAsItDidInKorean(GoldenRun run) throws Exception {
        rewrite(run);
        assertThat(run.shown(Language.KO, UNICODE, Detail.NORMAL)).isEqualTo(run.page(Language.KO));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void noLineIsWiderThanTheTerminal(GoldenRun run) throws Exception {
        for (Language language : Language.values()) {
            for (Detail detail : Detail.values()) {
                for (Style style :
                        List.of(UNICODE, ASCII, new Style(COLUMNS, true, true), new Style(60, false, true))) {
                    assertThat(TerminalLines.widerThan(style.width(), run.shown(language, style, detail)))
                            .as("%s %s %s", language, detail, style)
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aTerminalThatKnowsOnlyAsciiIsGivenNothingElse(GoldenRun run) throws Exception {
        for (Detail detail : Detail.values()) {
            assertThat(run.shown(Language.EN, ASCII, detail)).isASCII();
            assertThat(TerminalLines.beyondAsciiAndKorean(run.shown(Language.KO, ASCII, detail)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void quietIsShorterAndVerboseLonger(GoldenRun run) throws Exception {
        List<Long> lines = Stream.of(Detail.QUIET, Detail.NORMAL, Detail.VERBOSE)
                .map(detail -> lines(run, detail))
                .toList();
        assertThat(lines).isSorted().doesNotHaveDuplicates();
        assertThat(lines(run, Detail.BRIEF)).isLessThanOrEqualTo(lines(run, Detail.NORMAL));
    }

    private static long lines(GoldenRun run, Detail detail) {
        try {
            return run.shown(Language.EN, UNICODE, detail).lines().count();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> findings(String jsonLines) {
        return jsonLines
                .lines()
                .filter(line -> line.startsWith("{\"type\":\"finding\""))
                .toList();
    }

    private static void rewrite(GoldenRun run) throws Exception {
        if (GoldenRun.WRITE) {
            run.write(UNICODE);
            assumeFalse(GoldenRun.WRITE, "written anew, not compared");
        }
    }
}
