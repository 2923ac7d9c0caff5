package org.wirelab.client.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.arq.Machine;
import org.wirelab.arq.NumberSpace;
import org.wirelab.arq.Protocol;
import org.wirelab.arq.Transfer;
import org.wirelab.congestion.Algorithm;
import org.wirelab.congestion.Senders;
import org.wirelab.congestion.SendingSettings;
import org.wirelab.net.Transport;
import org.wirelab.wire.SequenceNumber;

/// What is tried beforehand goes the whole way: it would warm nothing up otherwise.
class WarmUpTest {

    @Test
    void eachSenderOfCongestionControlGoesThroughAWholeTransfer() throws Exception {
        List<Machine> made = new ArrayList<>();
        try (Transport transport = Transport.open(2)) {
            for (Algorithm algorithm : Algorithm.values()) {
                Transfer few = new Transfer(
                        1, Protocol.CUMULATIVE, NumberSpace.OF_32_BITS, new SequenceNumber(0), 50, 1448, 50 * 1448, 0);
                int arrived = WarmUp.on(transport, List.of(few), (transfer, payload, _) -> {
                    Machine sender = Senders.of(algorithm, transfer, payload, SendingSettings.RECOMMENDED);
                    made.add(sender);
                    return sender;
                });
                assertThat(arrived).as(algorithm.label()).isOne();
            }
        }
        assertThat(made).hasSameSizeAs(Arrays.asList(Algorithm.values()));
    }
}
