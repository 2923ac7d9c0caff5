package org.wirelab.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/// The bundles say the same in every language, and nothing that [MessageFormat] would mangle.
class BundlesTest {

    private static final List<String> BUNDLES = Texts.BUNDLES;
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");

    /// Properties that notice a key that stands twice.
    private static final class Strict extends Properties {
        private static final long serialVersionUID = 1L;
        private final transient List<Object> twice = new ArrayList<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            Object before = super.put(key, value);
            if (before != null) {
                twice.add(key);
            }
            return before;
        }
    }

    private static Strict bundle(String name, Language language) throws IOException {
        Strict texts = new Strict();
        try (InputStream file = Texts.class.getResourceAsStream(name + "_" + language.tag() + ".properties")) {
            if (file != null) {
                texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map((MatchResult place) -> place.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void everyKeyStandsInEachLanguage(String name) throws IOException {
        assertThat(bundle(name, Language.KO).stringPropertyNames())
                .isEqualTo(bundle(name, Language.EN).stringPropertyNames());
    }

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void everyTextHasTheSamePlacesInEachLanguage(String name) throws IOException {
        Strict english = bundle(name, Language.EN);
        Strict korean = bundle(name, Language.KO);
        Map<String, String> different = new TreeMap<>();
        for (String key : english.stringPropertyNames()) {
            String inKorean = korean.getProperty(key, "");
            if (!places(english.getProperty(key)).equals(places(inKorean))) {
                different.put(key, inKorean);
            }
        }
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void noKeyStandsTwice(String name) throws IOException {
        for (Language language : Language.values()) {
            assertThat(bundle(name, language).twice).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void noTextIsEmpty(String name) throws IOException {
        for (Language language : Language.values()) {
            assertThat(bundle(name, language).values())
                    .allSatisfy(text -> assertThat((String) text).isNotBlank());
        }
    }

    @Test
    void aKeyBelongsToOneBundle() throws IOException {
        Map<String, String> owner = new HashMap<>();
        List<String> shared = new ArrayList<>();
        for (String name : BUNDLES) {
            for (String key : bundle(name, Language.EN).stringPropertyNames()) {
                if (owner.put(key, name) != null) {
                    shared.add(key);
                }
            }
        }
        assertThat(shared).isEmpty();
    }

    /// An apostrophe begins a quotation in [MessageFormat], in which places are not filled; two are one.
    @ParameterizedTest
    @EnumSource(Language.class)
    void textsWithPlacesAreFormatsThatQuoteNothing(Language language) {
        Texts texts = Texts.in(language);
        assertThat(texts.keys().stream().filter(key -> !places(texts.get(key)).isEmpty()))
                .isNotEmpty()
                .allSatisfy(key -> {
                    assertThat(texts.get(key).replace("''", "")).doesNotContain("'");
                    assertThat(texts.format(key, 0, 1, 2, 3, 4)).doesNotContain("{");
                });
    }
}
