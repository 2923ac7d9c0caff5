package org.wirelab.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void aLanguageIsKnownByItsTagWhateverTheRegion() {
        assertThat(Language.of("ko")).contains(Language.KO);
        assertThat(Language.of("ko_KR.UTF-8")).contains(Language.KO);
        assertThat(Language.of("EN-gb")).contains(Language.EN);
        assertThat(Language.of("fr")).isEmpty();
        assertThat(Language.of("")).isEmpty();
    }

    @Test
    void theEnvironmentAsksForALanguageByTheFirstVariableThatIsSet() {
        assertThat(Language.ofEnvironment(Map.of("LANG", "ko_KR.UTF-8"))).isEqualTo(Language.KO);
        assertThat(Language.ofEnvironment(Map.of("LC_ALL", "C", "LANG", "ko_KR.UTF-8")))
                .isEqualTo(Language.EN);
        assertThat(Language.ofEnvironment(Map.of("LC_ALL", "", "LC_MESSAGES", "ko")))
                .isEqualTo(Language.KO);
        assertThat(Language.ofEnvironment(Map.of())).isEqualTo(Language.EN);
    }

    @Test
    void placesAreFilled() {
        assertThat(Texts.in(Language.EN).format("reason.order", "tcp.open.2", "tcp.open.1"))
                .isEqualTo("step tcp.open.2 came before step tcp.open.1");
        assertThat(Texts.in(Language.KO).format("reason.order", "tcp.open.2", "tcp.open.1"))
                .isEqualTo("tcp.open.2 단계가 tcp.open.1 단계보다 먼저 나왔다");
    }

    @Test
    void aKeyThatDoesNotExistIsAMistakeOfTheProgram() {
        assertThatThrownBy(() -> Texts.in(Language.KO).get("no.such.key")).hasMessage("no text no.such.key in ko");
        assertThat(Texts.in(Language.KO).find("no.such.key")).isEmpty();
    }
}
