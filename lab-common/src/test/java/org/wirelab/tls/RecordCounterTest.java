package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.trace.StreamRange;

class RecordCounterTest {

    /// Three records: of 300 octets, of none, of 2.
    private static final byte[] STREAM = stream(300, 0, 2);

    private final RecordCounter counter = new RecordCounter();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 299, 305, 306, 312, 1000})
    void recordsLieWhereTheyLieHoweverTheStreamIsCut(int piece) {
        List<StreamRange> records = new ArrayList<>();
        for (int at = 0; at < STREAM.length; at += piece) {
            counter.octets(Arrays.copyOfRange(STREAM, at, Math.min(STREAM.length, at + piece)));
            for (StreamRange next = counter.next(); next != null; next = counter.next()) {
                records.add(next);
            }
        }
        assertThat(records)
                .containsExactly(new StreamRange(1, 305), new StreamRange(306, 310), new StreamRange(311, 317));
    }

    @Test
    void aRecordHasNoPlaceBeforeItsLastOctet() {
        counter.octets(Arrays.copyOf(STREAM, 304));
        assertThat(counter.next()).isNull();
        counter.octets(new byte[1]);
        assertThat(counter.next()).isEqualTo(new StreamRange(1, 305));
    }

    private static byte[] stream(int... lengths) {
        Bytes stream = Bytes.EMPTY;
        for (int length : lengths) {
            stream = stream.plus(Bytes.of(new byte[] {22, 3, 3, (byte) (length >> 8), (byte) length}))
                    .plus(Bytes.of(new byte[length]));
        }
        return stream.toArray();
    }
}
