package org.wirelab.tls;

import java.nio.charset.StandardCharsets;

/// A cursor over the bytes of one message, which reads numbers and vectors of the presentation language (RFC 5246 §4).
final class FieldReader {

    /// The message ends before what its lengths promise.
    static final class TooShort extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int needed;

        TooShort(int needed) {
            super("the message ends before offset " + needed, null, false, false);
            this.needed = needed;
        }
    }

    private final Bytes message;
    private final int end;
    private int at;

    FieldReader(Bytes message, int from) {
        this(message, from, message.length());
    }

    private FieldReader(Bytes message, int from, int end) {
        this.message = message;
        this.at = from;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    /// The next `width` bytes as an unsigned number.
    int number(int width) {
        int value = 0;
        int from = advance(width);
        for (int i = from; i < at; i++) {
            value = value << 8 | message.at(i);
        }
        return value;
    }

    Bytes bytes(int length) {
        int from = advance(length);
        return message.slice(from, at);
    }

    /// The content of a vector whose length stands before it in `lengthBytes` bytes.
    FieldReader vector(int lengthBytes) {
        int length = number(lengthBytes);
        int from = advance(length);
        return new FieldReader(message, from, at);
    }

    Bytes rest() {
        return bytes(end - at);
    }

    String text() {
        return new String(rest().toArray(), StandardCharsets.US_ASCII);
    }

    private int advance(int length) {
        int from = at;
        if (length < 0 || length > end - from) {
            throw new TooShort(from + length);
        }
        at += length;
        return from;
    }
}
