package org.wirelab.dns;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One direction of a DNS connection as its segments come by: tells which segment made which message whole.
///
/// RFC 7766 §8: each message follows its length of two bytes. Segments may come twice and out of order.
public final class MessageStream {

    private static final int LENGTH_FIELD = 2;
    /// Segments ahead of a gap that are kept: more than the longest message has.
    private static final int KEPT_AHEAD = 64;

    private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
    private final Map<Integer, byte[]> ahead = new HashMap<>();
    private boolean begun;
    /// Sequence numbers count modulo 2^32, as int does.
    private int next;

    /// Takes the next captured segment of this direction.
    ///
    /// @param sequence the number in the segment's header
    /// @param syn RFC 9293 §3.4: a SYN takes the number before the first octet of data
    /// @return the messages that it made whole
    public List<byte[]> take(long sequence, boolean syn, byte[] data) {
        int first = (int) sequence + (syn ? 1 : 0);
        if (!begun) {
            begin(first);
        }
        if (data.length > 0) {
            append(first, data);
        }
        return messages();
    }

    private void begin(int first) {
        begun = true;
        next = first;
        unread.reset();
        ahead.clear();
    }

    private void append(int first, byte[] data) {
        int known = next - first;
        if (known < 0) {
            if (ahead.size() < KEPT_AHEAD) {
                ahead.put(first, data);
            }
            return;
        }
        if (known >= data.length) {
            return; // a retransmission
        }
        unread.write(data, known, data.length - known);
        next += data.length - known;
        byte[] waiting = ahead.remove(next);
        if (waiting != null) {
            append(next, waiting);
        }
    }

    private List<byte[]> messages() {
        List<byte[]> whole = new ArrayList<>();
        byte[] bytes = unread.toByteArray();
        int at = 0;
        while (bytes.length - at >= LENGTH_FIELD) {
            int length = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
            int end = at + LENGTH_FIELD + length;
            if (end > bytes.length) {
                break;
            }
            whole.add(Arrays.copyOfRange(bytes, at + LENGTH_FIELD, end));
            at = end;
        }
        unread.reset();
        unread.write(bytes, at, bytes.length - at);
        return whole;
    }
}
