package org.wirelab.tls.offline;

import java.util.Arrays;
import org.wirelab.tls.record.RecordHeader;
import org.wirelab.trace.StreamRange;

/// A byte stream cut into records (RFC 5246 §6.2.1): each whole, with the octets that it takes up.
public final class RecordStream {

    /// Who takes the records.
    @FunctionalInterface
    public interface Sink {
        /// @param record with its header
        void record(byte[] record, StreamRange stream);
    }

    private final Sink sink;
    private byte[] record = new byte[1 << 10];
    private int filled;
    private long position;
    private boolean foreign;

    public RecordStream(Sink sink) {
        this.sink = sink;
    }

    /// The stream's next octets. After something that is no record, they are passed over.
    public void octets(byte[] array, int from, int count) {
        int at = from;
        int end = from + count;
        while (at < end && !foreign) {
            int wanted = filled < RecordHeader.LENGTH ? RecordHeader.LENGTH : length();
            int some = Math.min(end - at, wanted - filled);
            append(array, at, some, wanted);
            at += some;
            if (filled == RecordHeader.LENGTH) {
                foreign = !RecordHeader.at(record, 0).plausible();
            }
            if (!foreign && filled >= RecordHeader.LENGTH && filled == length()) {
                byte[] whole = Arrays.copyOf(record, filled);
                long first = position + 1;
                position += filled;
                filled = 0;
                sink.record(whole, new StreamRange(first, position));
            }
        }
    }

    /// Octets of the records that were whole.
    public long position() {
        return position;
    }

    /// True when what stands behind [#position()] is no record.
    public boolean isForeign() {
        return foreign;
    }

    /// True when a record has begun and not ended.
    public boolean isWithinRecord() {
        return filled > 0;
    }

    private int length() {
        return RecordHeader.LENGTH + RecordHeader.at(record, 0).length();
    }

    private void append(byte[] array, int from, int count, int wanted) {
        if (record.length < wanted) {
            record = Arrays.copyOf(record, wanted);
        }
        System.arraycopy(array, from, record, filled, count);
        filled += count;
    }
}
