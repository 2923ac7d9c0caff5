package org.wirelab.client.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.testing.TerminalLines;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

/// The line of one of many names.
class NameResultTest {

    private static final Texts ENGLISH = Texts.in(Language.EN);

    @Test
    void whatDoesNotFitStandsBelowAndSetIn() {
        NameResult result = NameResult.of(
                failed(FailureReason.LAME, "ns1.all-lame.example. (198.51.100.109, glue): lame, refuses"), "", ENGLISH);
        List<String> lines = result.lines(80);

        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(TerminalLines.widerThan(80, String.join("\n", lines))).isEmpty();
        assertThat(lines.stream().skip(1)).allMatch(line -> line.startsWith("    "));
        assertThat(result.lines(1000)).containsExactly(result.line());
    }

    @Test
    void whoeverAnswersInPlaceOfTheRootIsNamedOnceAndNotServerByServer() {
        String line = NameResult.of(failed(FailureReason.INTERCEPTED, "a. (192.0.2.1, hint): lame"), "", ENGLISH)
                .line();

        assertThat(line).contains("SERVFAIL", "port 53 seems intercepted").doesNotContain("192.0.2.1");
    }

    private static DnsOutcome failed(FailureReason reason, String detail) {
        return new DnsOutcome(
                Purpose.WALK,
                "www.all-lame.example.",
                "A",
                reason.status(),
                "REFUSED",
                "all-lame.example.",
                List.of(),
                reason.label(),
                List.of(detail),
                3,
                1.5);
    }
}
