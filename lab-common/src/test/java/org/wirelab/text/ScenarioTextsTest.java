package org.wirelab.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirelab.flow.Catalogue;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Step;
import org.wirelab.tcp.scenario.ScenarioFlows;

/// Whatever a scenario's findings may need to say has its words in every language, and nothing else stands there.
class ScenarioTextsTest {

    private static final int SHORT_COLUMNS = 44;

    /// `  NAME  ` stands before it in `lab tcp --list`, on one line or on two.
    private static final int ABOUT_COLUMNS = 80;

    private static final List<Flow> FLOWS = Stream.of(
                    ScenarioFlows.ALL,
                    org.wirelab.tls.scenario.ScenarioFlows.ALL,
                    org.wirelab.dns.scenario.ScenarioFlows.ALL)
            .flatMap(List::stream)
            .toList();

    private final Catalogue catalogue = Catalogue.scenarios();

    @Test
    void theCatalogueHasTheStepsOfTheFlowsInTheirOrder() {
        List<String> steps = FLOWS.stream()
                .flatMap(flow -> flow.steps().stream())
                .<String>map(Step::id)
                .toList();
        assertThat(catalogue.sentences()).extracting(Catalogue.Sentence::id).isEqualTo(steps);
        assertThat(catalogue.sentences()).allSatisfy(sentence -> {
            assertThat(sentence.reference()).contains("RFC ");
            assertThat(sentence.id()).startsWith(sentence.group() + ".");
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everySentenceIsStatedInFullAndInShort(Language language) {
        Texts texts = Texts.in(language);
        for (Flow flow : FLOWS) {
            assertThat(texts.find(flow.id() + ".title")).as(flow.id()).isPresent();
            assertThat(CatalogueTextsTest.columns(texts.get(flow.id() + ".about")))
                    .as(flow.id())
                    .isLessThanOrEqualTo(ABOUT_COLUMNS);
            assertThat(texts.find(flow.id() + ".gain").isPresent())
                    .as(flow.id() + ".gain")
                    .isEqualTo(flow.id().startsWith("tls."));
            for (Step<?> step : flow.steps()) {
                assertThat(texts.find(step.id() + ".statement")).as(step.id()).isPresent();
                assertThat(CatalogueTextsTest.columns(texts.get(step.id() + ".short")))
                        .as(step.id() + ".short")
                        .isBetween(1, SHORT_COLUMNS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whatAFlowNamesExistsAndWhatExistsBelongsToAFlow(Language language) {
        Set<String> named = new TreeSet<>();
        for (Flow flow : FLOWS) {
            named.addAll(flow.textKeys());
            named.addAll(List.of(flow.id() + ".title", flow.id() + ".about", flow.id() + ".gain"));
            flow.steps()
                    .forEach(step -> Stream.of(".statement", ".short", ".divergence")
                            .forEach(part -> named.add(step.id() + part)));
        }
        Set<String> texts = new TreeSet<>(Texts.in(language).keys());
        FLOWS.forEach(flow -> assertThat(texts).containsAll(flow.textKeys()));
        texts.removeIf(key -> !key.matches("(tcp|tls|dns)\\.scenario\\..*"));
        assertThat(named).containsAll(texts);
    }
}
