package org.wirelab.tls.offline;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.tls.Bytes;

/// The handshake messages in the contents of handshake records: a record may hold several, a message may need several
/// records (RFC 5246 §6.2.1, RFC 8446 §5.1).
final class MessageStream {

    private static final int HEADER = 4;

    /// Longer than any message that a peer would take.
    private static final int LONGEST = 1 << 18;

    private Bytes unfinished = Bytes.EMPTY;
    private boolean tooLong;

    /// The messages that this content ends.
    List<Bytes> messages(Bytes content) {
        List<Bytes> whole = new ArrayList<>();
        unfinished = unfinished.length() == 0 ? content : unfinished.plus(content);
        while (!tooLong && unfinished.length() >= HEADER) {
            int length = HEADER + (unfinished.at(1) << 16 | unfinished.at(2) << 8 | unfinished.at(3));
            tooLong = length > LONGEST;
            if (tooLong || unfinished.length() < length) {
                break;
            }
            whole.add(unfinished.slice(0, length));
            unfinished = unfinished.slice(length, unfinished.length());
        }
        return whole;
    }

    /// True when a message claims more than anybody would take.
    boolean isTooLong() {
        return tooLong;
    }
}
