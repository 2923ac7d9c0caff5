package org.wirelab.server.tls;

import java.io.ByteArrayOutputStream;

/// The first bytes of a connection, kept until they are a whole handshake message or certainly none.
///
/// Only then is it worth a trace and an engine: whoever connects and says nothing costs a few bytes here. Pure.
final class FirstMessage {

    /// What the bytes are so far.
    enum State {
        /// The beginning of a message.
        INCOMPLETE,
        /// A whole message, or something that no more bytes can make one: the engine knows what to say to it.
        COMPLETE
    }

    private static final int RECORD_HEADER = 5;
    private static final int MESSAGE_HEADER = 4;
    private static final int HANDSHAKE = 22;

    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    /// @param most bytes to wait for; a message that is longer is the engine's to refuse
    FirstMessage(int most) {
        this.most = most;
    }

    /// Takes what has arrived.
    State add(byte[] arrived) {
        bytes.writeBytes(arrived);
        return bytes.size() > most ? State.COMPLETE : state(bytes.toByteArray(), most);
    }

    /// All that has arrived.
    byte[] bytes() {
        return bytes.toByteArray();
    }

    /// RFC 5246 §6.2.1: a message may come in several records, and a record begins with type, version and length.
    private static State state(byte[] stream, int most) {
        int[] header = new int[MESSAGE_HEADER];
        int seen = 0;
        int at = 0;
        while (at + RECORD_HEADER <= stream.length) {
            int length = number(stream, at + 3);
            if (stream[at] != HANDSHAKE || stream[at + 1] != 3 || length == 0 || length > 1 << 14) {
                return State.COMPLETE;
            }
            int end = Math.min(stream.length, at + RECORD_HEADER + length);
            for (int i = at + RECORD_HEADER; i < end && seen + (i - at - RECORD_HEADER) < MESSAGE_HEADER; i++) {
                header[seen + i - at - RECORD_HEADER] = stream[i] & 0xff;
            }
            boolean whole = end == at + RECORD_HEADER + length;
            seen += end - at - RECORD_HEADER;
            int message = header[1] << 16 | header[2] << 8 | header[3];
            boolean tooLong = message > most;
            if (seen >= MESSAGE_HEADER && whole && (tooLong || seen >= MESSAGE_HEADER + message)) {
                return State.COMPLETE;
            }
            at += RECORD_HEADER + length;
        }
        return State.INCOMPLETE;
    }

    private static int number(byte[] stream, int at) {
        return (stream[at] & 0xff) << 8 | (stream[at + 1] & 0xff);
    }
}
