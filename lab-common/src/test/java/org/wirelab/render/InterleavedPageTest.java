package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Reason;
import org.wirelab.flow.Verdict;
import org.wirelab.render.InterleavedPage.Mark;
import org.wirelab.render.TerminalPage.Detail;
import org.wirelab.run.RunHeader;
import org.wirelab.run.Wording;
import org.wirelab.testing.TerminalLines;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Conversation;

class InterleavedPageTest {
    private static final Conversation THIRD = Conversation.between("192.0.2.1:41514", "192.0.2.2:80", 3);
    private static final Verdict RESET = new Verdict.Missing(Reason.of("reason.reset"));

    private final StringWriter out = new StringWriter();

    @Test
    void stepsThatWereNotSeenAreToldTogetherWithTheReasonThatTheyShare() {
        InterleavedPage page = page(Language.EN, Detail.NORMAL);
        page.found(finding("tcp.open.2", RESET));
        page.found(finding("tcp.open.3", RESET));
        page.found(finding("tcp.close.1", new Verdict.Missing(Reason.of("reason.absent"))));
        page.found(finding("tcp.close.5", new Verdict.Confirmed()));

        assertThat(out.toString().lines().map(String::strip))
                .startsWith("#3   ∅ tcp.open.2, tcp.open.3 missing: the connection was reset first")
                .anyMatch(line -> line.startsWith("#3   ∅ tcp.close.1 missing: "))
                .last()
                .asString()
                .startsWith("#3   ✓ tcp.close.5");
    }

    @Test
    void whatNobodyCouldSeeIsShownToThoseWhoAskForEverything() {
        Finding unseen = finding("tcp.close.6", new Verdict.Unobservable(Reason.of("reason.unseen")));

        page(Language.EN, Detail.NORMAL).found(unseen);
        assertThat(out.toString()).isEmpty();

        page(Language.EN, Detail.VERBOSE).found(unseen);
        assertThat(out.toString()).contains("tcp.close.6");
    }

    @Test
    void theSameDifferenceIsExplainedOnce() {
        InterleavedPage page = page(Language.EN, Detail.NORMAL);
        Verdict differs = new Verdict.Differs(Reason.of("tcp.close.1.server_first"));
        page.found(finding("tcp.close.1", differs));
        int once = (int) out.toString().lines().count();
        page.found(finding("tcp.close.1", differs));

        assertThat(once).isGreaterThan(1);
        assertThat(out.toString().lines()).hasSize(once + 1);
    }

    @Test
    void noLineIsWiderThanTheTerminalInEitherLanguage() {
        for (Language language : Language.values()) {
            InterleavedPage page = page(language, Detail.VERBOSE);
            for (String step : List.of("tcp.open.1", "tcp.open.4", "tcp.close.6")) {
                page.found(finding(step, new Verdict.Confirmed()));
                page.found(finding(step, RESET));
            }
            page.found(finding("tcp.open.1", new Verdict.Confirmed()));
        }
        assertThat(TerminalLines.widerThan(100, out.toString())).isEmpty();
    }

    private InterleavedPage page(Language language, Detail detail) {
        InterleavedPage page = new InterleavedPage(
                new PrintWriter(out),
                new Style(100, false, true),
                new Wording(Texts.in(language)),
                detail,
                _ -> Mark.DETAIL);
        page.began(new RunHeader("id", "tcp-watch", Instant.EPOCH, language.tag(), List.of("tcp.open")));
        return page;
    }

    private static Finding finding(String step, Verdict verdict) {
        return new Finding("tcp.open", THIRD, step, verdict, List.of(1L), Map.of());
    }
}
