package org.wirelab.bench.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.run.LabException;

class TransferTest {
    @Test
    void theLabsLineGivesWhatItsReceiverCounted() throws LabException {
        Transfer transfer =
                Transfer.parse("sampled {\"type\":\"entry\",\"kind\":\"tcp.bulk\",\"bytes\":2500000000,\"us\":1000000,"
                        + "\"samples\":998,\"longest_gap_us\":2100}");

        assertThat(transfer).isEqualTo(new Transfer("sampled", 20e9, 998, 2100));
    }

    @Test
    void iperf3sAnswerGivesWhatItsReceiverCounted() throws LabException {
        Transfer transfer = Transfer.parse("iperf3 {\"start\":{},\"end\":{\"sum_sent\":{\"bits_per_second\":2.1e10},"
                + "\"sum_received\":{\"bits_per_second\":2.0e10}}}");

        assertThat(transfer).isEqualTo(new Transfer("iperf3", 20e9, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sampled ",
                "sampled",
                "iperf3 {}",
                "iperf3 {\"error\":\"unable to connect\"}",
                "sampled {\"bytes\":1}"
            })
    void aLineWithoutAResultIsNoZero(String line) {
        assertThatThrownBy(() -> Transfer.parse(line)).isInstanceOf(LabException.class);
    }
}
