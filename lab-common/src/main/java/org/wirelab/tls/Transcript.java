package org.wirelab.tls;

import java.io.ByteArrayOutputStream;

/// The handshake messages so far, in order, whoever sent them: what Finished vouches for.
///
/// Kept beside the library's own, from the bytes that went over the wire.
final class Transcript {

    // RFC 5246 §7.4.1.1 and §7.4.9: HelloRequest is the one message that is left out.
    private static final int HELLO_REQUEST = 0;
    private static final int RANDOM_OFFSET = 4 + 2;
    private static final int RANDOM_LENGTH = 32;

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream(4096);
    private Bytes clientHello = Bytes.EMPTY;
    private Bytes serverHello = Bytes.EMPTY;

    void add(Bytes message) {
        switch (message.at(0)) {
            case HELLO_REQUEST -> {
                return;
            }
            case HandshakeDissector.CLIENT_HELLO -> clientHello = message;
            case HandshakeDissector.SERVER_HELLO -> serverHello = message;
            default -> {}
        }
        messages.writeBytes(message.toArray());
    }

    Bytes bytes() {
        return Bytes.of(messages.toByteArray());
    }

    Bytes clientRandom() {
        return random(clientHello);
    }

    Bytes serverRandom() {
        return random(serverHello);
    }

    /// RFC 5246 §7.4.1.2: version (2 bytes) and random (32 bytes) begin both hello messages.
    private static Bytes random(Bytes hello) {
        return hello.length() < RANDOM_OFFSET + RANDOM_LENGTH
                ? Bytes.EMPTY
                : hello.slice(RANDOM_OFFSET, RANDOM_OFFSET + RANDOM_LENGTH);
    }

    /// The version that ClientHello offered, which RSA key transport repeats (RFC 5246 §7.4.7.1).
    Bytes clientVersion() {
        return clientHello.length() < RANDOM_OFFSET ? Bytes.EMPTY : clientHello.slice(4, 6);
    }
}
