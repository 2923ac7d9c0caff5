package org.wirelab.client.flow.slow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirelab.render.Style;
import org.wirelab.render.TerminalPage;
import org.wirelab.run.Wording;
import org.wirelab.testing.TerminalLines;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;

class ComparisonTest {

    private static final Outcome UDP = new Outcome(
            "udp", true, 70000, 100800L, 30800L, 70000, 1400, 22L, true, null, null, null, null, null, null, 1);
    private static final Outcome TCP = new Outcome(
            "tcp", true, 70000, 70000L, 0L, 70000, null, null, true, 300_000_000L, 480_000L, 0L, 3, 1, 1, 1);
    private static final Outcome TCP_BY_ITS_KERNEL = new Outcome(
            "tcp", true, 70000, null, null, 70000, null, null, true, null, 480_000L, 0L, null, null, null, 1);
    private static final Outcome TCP_UNSEEN =
            new Outcome("tcp", true, 70000, null, null, 70000, null, null, true, null, null, null, null, null, null, 1);
    private static final Outcome ARQ =
            new Outcome("arq", true, 70000, 71400L, 1400L, 70000, 1400, 0L, true, 335_000_000L, null, null, 2, 1, 1, 1);

    private static String shown(Language language, Style style, Outcome tcp) {
        Comparison comparison = new Comparison(
                70000, 5_000_000, 1_000_000, 400_000_000, List.of(UDP, tcp, ARQ), List.of(UDP, tcp, ARQ));
        StringWriter page = new StringWriter();
        TerminalPage terminal = new TerminalPage(
                new PrintWriter(page), style, new Wording(Texts.in(language)), TerminalPage.Detail.BRIEF);
        Vantage ourselves = new Vantage(Source.OS, Side.CLIENT);
        terminal.entry(new Entry(
                1, 1, TimeSource.PROCESS, ourselves, Conversation.RUN, RunObservation.Part.about("flow.receiver")));
        terminal.entry(new Entry(2, 2, TimeSource.PROCESS, ourselves, Conversation.RUN, comparison));
        return page.toString();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noLineIsWiderThanTheTerminal(Language language) {
        for (Style style :
                List.of(new Style(80, false, true), new Style(60, true, true), new Style(80, false, false))) {
            for (Outcome tcp : List.of(TCP, TCP_BY_ITS_KERNEL, TCP_UNSEEN)) {
                assertThat(TerminalLines.widerThan(style.width(), shown(language, style, tcp)))
                        .isEmpty();
            }
        }
    }

    @Test
    void theThreeAnswersStandSideBySide() {
        assertThat(shown(Language.EN, new Style(80, false, false), TCP))
                .contains(
                        "lost at a full buffer  22 datagrams       not counted; all   0 datagrams",
                        "not by UDP: the",
                        "the sender waited      not at all         300 ms; 480 ms by  335 ms",
                        "window 0: 3,       window 0: 2,")
                .contains("reads nothing for 400 ms, then 1 Mbit/s");
    }

    @Test
    void whatWasNotSeenIsNotCalledNothing() {
        assertThat(shown(Language.EN, new Style(80, false, false), TCP_BY_ITS_KERNEL))
                .contains("a window of 0, by", "480 ms by          335 ms")
                .contains("sent                   100800 octets      not seen here");
        assertThat(shown(Language.EN, new Style(80, false, false), TCP_UNSEEN))
                .contains("not at all         not seen here      335 ms");
    }
}
