package org.wirelab.client.dns.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirelab.client.TypedLine;
import org.wirelab.dns.Question;

/// A line that is suggested can be typed.
class SuggestionTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "www.naver.com, A, lab dns www.naver.com --offline",
                "www.naver.com, AAAA, lab dns www.naver.com AAAA --offline",
                "-x, A, lab dns --offline -- -x",
                "-x, MX, lab dns --offline -- -x MX",
                "mx, A, lab dns mx. --offline",
                "*.naver.com, A, lab dns '*.naver.com' --offline",
            })
    void itIsTypedAsItStands(String name, String type, String line) {
        assertThat(Suggestion.of(Question.parse(name, type), "--offline")).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"-x, A", "-x, MX", "mx, A", "www.naver.com, A"})
    void whatIsTypedAsksTheSame(String name, String type) {
        String line = Suggestion.of(Question.parse(name, type), "--offline").substring("lab ".length());
        TypedLine typed = TypedLine.of((line.replace("dns ", "dns --no-save --capture off --lang en ")).split(" "));

        assertThat(typed.exitCode()).as(typed.toString()).isIn(0, 3);
        assertThat(typed.out()).contains(name + ". " + type);
    }
}
