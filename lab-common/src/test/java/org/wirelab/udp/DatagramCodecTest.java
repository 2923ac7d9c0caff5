package org.wirelab.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DatagramCodecTest {

    @Property(tries = 200)
    void whatIsEncodedIsDecodedWhateverTheBuffersOrder(
            @ForAll @LongRange(min = 0) long number,
            @ForAll @IntRange(min = 1) int attempt,
            @ForAll @IntRange(min = DatagramCodec.SHORTEST, max = 1472) int octets) {
        ByteBuffer payload = DatagramCodec.encode(number, attempt, octets);

        assertThat(payload.remaining()).isEqualTo(octets);
        assertThat(DatagramCodec.decode(payload.order(ByteOrder.LITTLE_ENDIAN)))
                .contains(new DatagramCodec.Content(number, attempt));
    }

    @Test
    void aStrangersDatagramIsNoneOfTheLabs() {
        assertThat(DatagramCodec.decode(ByteBuffer.wrap(new byte[1400]))).isEmpty();
        assertThat(DatagramCodec.decode(ByteBuffer.allocate(0))).isEmpty();
        assertThat(DatagramCodec.decode(DatagramCodec.encode(7, 1, 20).limit(DatagramCodec.SHORTEST - 1)))
                .isEmpty();
    }
}
