package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;

/// Any octets as a datagram, also such as have the right checksum: a frame, or a reason with its place.
class FrameCodecFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void aDatagramIsAFrameOrHasAReason(FuzzedDataProvider data) {
        boolean honest = data.consumeBoolean();
        byte[] datagram = data.consumeRemainingAsBytes();
        FrameCodec codec = new FrameCodec();
        if (!honest) {
            Datagram.seal(datagram);
        }
        switch (codec.decode(ByteBuffer.wrap(datagram))) {
            // nothing is lost or made up on the way: the frame says all that stood in the datagram
            case Decoded.Whole(Frame frame) -> assertThat(codec.encode(frame)).isEqualTo(datagram);
            case Decoded.Damaged damaged -> {
                assertThat(damaged.reason()).startsWith("arq.damaged.");
                assertThat(damaged.offset()).isBetween(0, datagram.length);
            }
        }
    }
}
