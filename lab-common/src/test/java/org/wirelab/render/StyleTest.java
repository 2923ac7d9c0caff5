package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.flow.Reason;
import org.wirelab.flow.Verdict;
import org.wirelab.testing.TerminalLines;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

class StyleTest {

    private static final Style UNICODE = new Style(80, false, true);
    private static final Style ASCII = new Style(80, false, false);
    private static final Reason WHY = Reason.of("reason.ended");
    private static final List<Verdict> VERDICTS = List.of(
            new Verdict.Confirmed(),
            new Verdict.Differs(WHY),
            new Verdict.Contradicted(WHY),
            new Verdict.Missing(WHY),
            new Verdict.NotApplicable(WHY),
            new Verdict.Unobservable(WHY));

    @Test
    void anArrowPointsWhereTheMessageGoesAndTakesTheColumnsItIsGiven() {
        assertThat(UNICODE.arrow("SYN", true, 14)).isEqualTo("── SYN ──────▶");
        assertThat(UNICODE.arrow("SYN", false, 14)).isEqualTo("◀────── SYN ──");
        assertThat(ASCII.arrow("SYN", true, 14)).isEqualTo("-- SYN ------>");
        assertThat(ASCII.arrow("SYN", false, 14)).isEqualTo("<------ SYN --");
    }

    @Test
    void inAsciiAProductStaysOneAndIsNoDifference() {
        assertThat(ASCII.plain("2^1024 = 1.80·10^308")).isEqualTo("2^1024 = 1.80*10^308");
        assertThat(ASCII.plain("1.22·MSS/(RTT·√p)")).isEqualTo("1.22*MSS/(RTT*sqrt p)");
        assertThat(ASCII.plain("SMSS·SMSS/cwnd · 127.0.0.1")).isEqualTo("SMSS*SMSS/cwnd - 127.0.0.1");
        assertThat(ASCII.plain("서버·클라이언트")).isEqualTo("서버-클라이언트");
        assertThat(UNICODE.plain("1.80·10^308")).isEqualTo("1.80·10^308");
    }

    @Test
    void aLabelThatIsTooLongForItsArrowIsCut() {
        for (Style style : List.of(UNICODE, ASCII)) {
            String arrow = style.arrow("CertificateVerify and more", true, 20);

            assertThat(Columns.width(arrow)).isEqualTo(20);
            assertThat(arrow).contains(style.ellipsis());
        }
    }

    @Test
    void everyVerdictHasASignOfItsOwn() {
        for (Style style : List.of(UNICODE, ASCII)) {
            assertThat(VERDICTS.stream().map(style::sign)).doesNotHaveDuplicates();
        }
        assertThat(VERDICTS.stream().map(ASCII::sign))
                .allSatisfy(sign -> assertThat(sign).isASCII());
    }

    @Test
    void withoutColourTextIsLeftAlone() {
        assertThat(UNICODE.bold("text")).isEqualTo("text");
        assertThat(new Style(80, true, true).bold("text")).isEqualTo("\u001b[1mtext\u001b[0m");
    }

    @Test
    void noTextOfTheLabHoldsASignThatAnAsciiTerminalCannotShow() {
        Texts english = Texts.in(Language.EN);
        Texts korean = Texts.in(Language.KO);

        assertThat(english.keys())
                .allSatisfy(key -> assertThat(ASCII.plain(english.get(key))).isASCII());
        assertThat(korean.keys())
                .allSatisfy(key -> assertThat(TerminalLines.beyondAsciiAndKorean(ASCII.plain(korean.get(key))))
                        .isEmpty());
    }

    @Test
    void everySignInTheTextsHasAnAsciiFormOfItsOwn() {
        for (Language language : Language.values()) {
            Texts texts = Texts.in(language);
            assertThat(texts.keys())
                    .filteredOn(key -> count(ASCII.plain(texts.get(key))) > count(texts.get(key)))
                    .isEmpty();
        }
    }

    @Test
    void aNarrowTerminalIsTakenForOneOfSixtyColumns() {
        assertThat(new Style(20, false, true).width()).isEqualTo(60);
    }

    private static long count(String text) {
        return text.chars().filter(character -> character == '?').count();
    }
}
