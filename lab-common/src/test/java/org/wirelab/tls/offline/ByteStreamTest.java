package org.wirelab.tls.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Segments in any order and as often as a network likes, and the stream that they were cut from.
class ByteStreamTest {

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    private ByteStream from(int sequence) {
        return new ByteStream(sequence, (array, from, count) -> seen.write(array, from, count));
    }

    private static void segment(ByteStream stream, int sequence, byte[] octets) {
        stream.segment(sequence, octets, 0, octets.length, octets.length);
    }

    @Property(tries = 300)
    void shuffledRepeatedAndOverlappingSegmentsGiveTheStreamThatWasSent(
            @ForAll @Size(min = 1, max = 2000) byte[] sent,
            @ForAll int sequence,
            @ForAll @IntRange(min = 1, max = 300) int longest,
            @ForAll long seed) {
        Random random = new Random(seed);
        seen.reset();
        List<int[]> pieces = new ArrayList<>();
        for (int at = 0; at < sent.length; ) {
            int end = Math.min(sent.length, at + 1 + random.nextInt(longest));
            int begin = Math.max(0, at - random.nextInt(longest));
            pieces.add(new int[] {begin, end});
            if (random.nextInt(4) == 0) {
                pieces.add(new int[] {at, end});
            }
            at = end;
        }
        Collections.shuffle(pieces, random);
        ByteStream stream = from(sequence);
        for (int[] piece : pieces) {
            segment(stream, sequence + piece[0], Arrays.copyOfRange(sent, piece[0], piece[1]));
        }
        stream.end();

        assertThat(seen.toByteArray()).isEqualTo(sent);
        assertThat(stream.octets()).isEqualTo(sent.length);
        assertThat(stream.hasGap()).isFalse();
    }

    @Example
    void sequenceNumbersGoRoundTheirCircle() {
        ByteStream stream = from(-2);
        segment(stream, -2, new byte[] {1, 2, 3});
        segment(stream, 1, new byte[] {4});
        assertThat(seen.toByteArray()).containsExactly(1, 2, 3, 4);
    }

    @Example
    void anOctetThatNeverComesIsAGapAtTheEnd() {
        ByteStream stream = from(0);
        segment(stream, 0, new byte[] {1});
        segment(stream, 2, new byte[] {3});
        assertThat(stream.hasGap()).isFalse();
        stream.end();
        assertThat(stream.hasGap()).isTrue();
        segment(stream, 1, new byte[] {2});
        assertThat(seen.toByteArray()).containsExactly(1);
    }

    @Example
    void moreThanIsHeldIsAGapAtOnceAndNothingIsKept() {
        ByteStream stream = from(0);
        byte[] much = new byte[1 << 16];
        for (int i = 0; i < 20 && !stream.hasGap(); i++) {
            segment(stream, 10 + i * much.length, much);
        }
        assertThat(stream.hasGap()).isTrue();
        assertThat(stream.octets()).isZero();
    }

    @Example
    void whatTheCaptureCutIsMissingUntilItIsSentAgain() {
        ByteStream stream = from(0);
        stream.segment(0, new byte[] {1, 2}, 0, 2, 4);
        assertThat(stream.wasCut()).isTrue();
        segment(stream, 0, new byte[] {1, 2, 3, 4});
        assertThat(seen.toByteArray()).containsExactly(1, 2, 3, 4);
    }

    @Example
    void aKeepAliveProbeBringsNothing() {
        ByteStream stream = from(0);
        segment(stream, 0, new byte[] {1, 2});
        segment(stream, 1, new byte[] {9});
        assertThat(seen.toByteArray()).containsExactly(1, 2);
    }
}
