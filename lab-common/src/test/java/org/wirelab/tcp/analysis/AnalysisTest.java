package org.wirelab.tcp.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirelab.tcp.analysis.SegmentScript.Said;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

/// What is said of a flag: a sentence with this segment's numbers, in every language.
class AnalysisTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    /// A conversation in which every flag stands at least once.
    private static SegmentScript everything() {
        return SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 900)
                .client("A", 151, 501, 50, 900)
                .client("A", 251, 501, 50, 900)
                .client("A", 201, 501, 50, 900)
                .server("A", 501, 151, 0, 1000)
                .server("A", 501, 151, 0, 1000)
                .server("A", 501, 151, 0, 1000)
                .client("A", 151, 501, 50, 900)
                .after(300)
                .client("A", 201, 501, 50, 900)
                .server("A", 501, 301, 0, 1000)
                .after(300)
                .client("A", 251, 501, 50, 900)
                .server("A", 501, 401, 0, 1000)
                .client("A", 301, 501, 100, 900)
                .server("A", 501, 401, 0, 0)
                .client("A", 401, 501, 1, 900)
                .server("A", 501, 401, 0, 0)
                .server("A", 501, 401, 0, 100)
                .client("A", 401, 501, 100, 900)
                .server("A", 501, 501, 0, 100)
                .after(9000)
                .client("A", 500, 501, 0, 900)
                .server("A", 501, 501, 0, 100)
                .client("S", 99_000, 0, 0, 1000)
                .after(2)
                .client("A", 99_001, 501, 10, 1000)
                .client("A", 99_101, 501, 10, 1000)
                .after(0.1)
                .client("A", 99_051, 501, 10, 1000)
                .after(500)
                .client("A", 99_031, 501, 10, 1000)
                .server("A", 501, 99_111, 0, 0)
                .client("A", 99_041, 501, 10, 1000);
    }

    private static List<Analysis> analyses() {
        return everything().said().stream()
                .map(Said::analyses)
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void theConversationHasEveryFlag() {
        Set<AnalysisFlag> seen = EnumSet.noneOf(AnalysisFlag.class);
        analyses().forEach(each -> seen.add(each.flag()));

        assertThat(seen).containsExactlyInAnyOrder(AnalysisFlag.values());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyPlaceOfEverySentenceIsFilled(Language language) {
        Texts texts = Texts.in(language);
        assertThat(analyses()).allSatisfy(each -> {
            PLACE.matcher(texts.get(each.textKey()))
                    .results()
                    .forEach(place -> assertThat(each.textArguments().get(Integer.parseInt(place.group(1))))
                            .as(each.textKey() + place.group())
                            .isNotEmpty());
            assertThat(texts.format(each.textKey(), each.textArguments().toArray()))
                    .doesNotContain("{")
                    .doesNotContain("null");
        });
    }

    @Test
    void aSentenceHasTheNumbersOfItsSegment() {
        Analysis fast = analyses().stream()
                .filter(each -> each.flag() == AnalysisFlag.FAST_RETRANSMISSION)
                .findFirst()
                .orElseThrow();

        assertThat(Texts.in(Language.EN)
                        .format(fast.textKey(), fast.textArguments().toArray()))
                .startsWith("2 duplicate ACKs asked for 151, the latest thing heard being frame 10, 1.000 ms before. "
                        + "It repeats frame 5.")
                .contains("RFC 5681");
    }

    @Test
    void theGeneralFlagIsImpliedByTheSpecificOne() {
        assertThat(analyses())
                .filteredOn(each -> each.frame() == 11)
                .extracting(Analysis::flag, Analysis::implied)
                .containsExactly(
                        tuple(AnalysisFlag.RETRANSMISSION, true), tuple(AnalysisFlag.FAST_RETRANSMISSION, false));
    }

    @Test
    void flagsAreCalledAsInWireshark() {
        assertThat(AnalysisFlag.of(AnalysisFlag.FAST_RETRANSMISSION.bit()))
                .extracting(AnalysisFlag::label)
                .containsExactly("fast_retransmission");
    }
}
