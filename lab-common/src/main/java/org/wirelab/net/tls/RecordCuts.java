package org.wirelab.net.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts a byte stream that comes piece by piece where its TLS records end (RFC 8446 §5.1).
///
/// An engine that is given a request and the close_notify behind it at once has closed before anybody could answer the
/// request; given one record after the other, it has not.
final class RecordCuts {

    private static final int HEADER = 5;
    private static final int LENGTH_AT = 3;

    private int inRecord;
    private int length;

    /// The stream's next bytes, cut behind each record that ends in them.
    List<byte[]> of(byte[] bytes) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        int at = 0;
        while (at < bytes.length) {
            if (inRecord < HEADER) {
                length = inRecord >= LENGTH_AT ? length << 8 | (bytes[at] & 0xff) : 0;
                inRecord++;
                at++;
            } else {
                int step = Math.min(bytes.length - at, HEADER + length - inRecord);
                inRecord += step;
                at += step;
            }
            if (inRecord >= HEADER && inRecord == HEADER + length) {
                inRecord = 0;
                pieces.add(Arrays.copyOfRange(bytes, from, at));
                from = at;
            }
        }
        if (from < bytes.length) {
            pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
        }
        return pieces;
    }
}
