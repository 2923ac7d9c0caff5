package org.wirelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a response is called.
class ClassificationTest {

    @ParameterizedTest
    @EnumSource(Classification.class)
    void nobodyReadsTheNameOfAConstant(Classification classification) {
        assertThat(classification.term()).doesNotContain("_");
        assertThat(classification.term().startsWith("lame")).isEqualTo(classification.lame());
    }
}
