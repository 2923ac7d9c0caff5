package org.wirelab.bench.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.run.LabException;

class Iperf3Test {
    @Test
    void theReceiversCountIsTheRate() throws LabException {
        assertThat(
                        Iperf3.received(
                                "{\"end\":{\"sum_sent\":{\"bits_per_second\":9.9e6},\"sum_received\":{\"bits_per_second\":9.1e6}}}"))
                .isEqualTo(9.1e6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"end\":{}}", "iperf3: error"})
    void anAnswerWithoutAResultIsNoZero(String answer) {
        assertThatThrownBy(() -> Iperf3.received(answer)).isInstanceOf(LabException.class);
    }

    @Test
    void iperf3sOwnErrorIsPassedOn() {
        assertThatThrownBy(() -> Iperf3.received("{\"end\":{},\"error\":\"unable to connect\"}"))
                .hasMessageContaining("unable to connect");
    }
}
