package org.wirelab.tls;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.StreamRange;

/// Finds the records in a byte stream that comes piece by piece (RFC 5246 §6.2.1), and where in it each of them lies.
final class RecordCounter {

    private static final int HEADER = 5;
    private static final int LENGTH_AT = 3;

    private final Queue<StreamRange> records = new ArrayDeque<>();
    private long position;
    private long first = 1;
    private int inRecord;
    private int length;

    /// Takes the stream's next octets.
    void octets(byte[] bytes) {
        for (int at = 0; at < bytes.length; ) {
            if (inRecord < HEADER) {
                headerOctet(bytes[at] & 0xFF);
                at++;
            } else {
                int more = Math.min(bytes.length - at, HEADER + length - inRecord);
                inRecord += more;
                position += more;
                at += more;
            }
            if (inRecord >= HEADER && inRecord == HEADER + length) {
                records.add(new StreamRange(first, position));
                first = position + 1;
                inRecord = 0;
                length = 0;
            }
        }
    }

    private void headerOctet(int octet) {
        if (inRecord >= LENGTH_AT) {
            length = length << 8 | octet;
        }
        inRecord++;
        position++;
    }

    /// The place of the next record, in their order; null when it is not complete yet.
    @Nullable
    StreamRange next() {
        return records.poll();
    }
}
