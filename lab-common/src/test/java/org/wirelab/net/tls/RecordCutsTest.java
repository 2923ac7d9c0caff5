package org.wirelab.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Where a stream of records is cut.
class RecordCutsTest {

    @Test
    void twoRecordsAndAHalfAreThreePieces() {
        byte[] stream = {23, 3, 3, 0, 2, 1, 2, 21, 3, 3, 0, 0, 23, 3, 3, 0, 9, 1};
        assertThat(new RecordCuts().of(stream))
                .containsExactly(
                        new byte[] {23, 3, 3, 0, 2, 1, 2}, new byte[] {21, 3, 3, 0, 0}, new byte[] {23, 3, 3, 0, 9, 1});
    }

    /// However the stream is delivered, no piece holds bytes of two records, and nothing is lost.
    @Property
    void noPieceReachesBeyondARecordsEnd(
            @ForAll @Size(max = 8) List<@IntRange(max = 300) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 50) int step) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        List<Integer> ends = new ArrayList<>();
        for (int length : lengths) {
            stream.writeBytes(new byte[] {23, 3, 3, (byte) (length >> 8), (byte) length});
            stream.writeBytes(new byte[length]);
            ends.add(stream.size());
        }
        byte[] all = stream.toByteArray();
        RecordCuts cuts = new RecordCuts();
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        for (int at = 0; at < all.length; at += step) {
            for (byte[] piece : cuts.of(Arrays.copyOfRange(all, at, Math.min(all.length, at + step)))) {
                int before = seen.size();
                seen.writeBytes(piece);
                assertThat(ends).noneMatch(end -> before < end && end < seen.size());
            }
        }
        assertThat(seen.toByteArray()).isEqualTo(all);
    }
}
