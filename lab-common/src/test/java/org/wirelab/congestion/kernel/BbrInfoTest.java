package org.wirelab.congestion.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.wirelab.congestion.KernelObservation.Model;

class BbrInfoTest {

    private static ByteBuffer struct(int low, int high, int minRtt, int pacing, int window) {
        return ByteBuffer.allocate(20)
                .order(ByteOrder.nativeOrder())
                .putInt(low)
                .putInt(high)
                .putInt(minRtt)
                .putInt(pacing)
                .putInt(window)
                .flip();
    }

    @Test
    void bandwidthIsOctetsAndGainsAre256ths() {
        assertThat(BbrInfo.parse(struct(1_250_000, 0, 50_000, 320, 512)))
                .contains(new Model(10_000_000, 50_000_000, 1.25, 2));
    }

    @Test
    void theUpperHalfOfTheBandwidthCounts() {
        assertThat(BbrInfo.parse(struct(-1, 1, 50_000, 256, 512)).orElseThrow().bitsPerSecond())
                .isEqualTo(0x1_ffff_ffffL * 8);
    }

    @Test
    void whatIsNotMeasuredYetIsNoModel() {
        assertThat(BbrInfo.parse(struct(0, 0, 50_000, 739, 739))).isEmpty();
        assertThat(BbrInfo.parse(struct(1_250_000, 0, -1, 739, 739))).isEmpty();
    }

    @Test
    void aShorterStructureIsNone() {
        assertThat(BbrInfo.parse(struct(1, 0, 1, 256, 256).limit(19))).isEmpty();
    }
}
