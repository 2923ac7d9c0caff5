package org.wirelab.tls.scenario;

/// The numbers of the handshake messages that travel in the clear (RFC 5246 §7.4, RFC 8446 §4).
final class HandshakeTypes {

    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int CERTIFICATE = 11;
    static final int SERVER_KEY_EXCHANGE = 12;
    static final int CERTIFICATE_REQUEST = 13;
    static final int SERVER_HELLO_DONE = 14;
    static final int CERTIFICATE_VERIFY = 15;
    static final int CLIENT_KEY_EXCHANGE = 16;

    private HandshakeTypes() {}
}
