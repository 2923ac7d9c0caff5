package org.wirelab.tls.offline;

import org.wirelab.tls.record.RecordHeader;

/// Whose turn it is in a captured handshake: a record waits for the other side's that it answers, whatever the order of
/// the capture.
final class HandshakeTurn {

    private final CapturedSide client;
    private final CapturedSide server;
    private boolean clientHello;
    private boolean retry;
    private boolean serverHello;
    private boolean serverHelloDone;

    HandshakeTurn(CapturedSide client, CapturedSide server) {
        this.client = client;
        this.server = server;
    }

    void clientHello() {
        clientHello = true;
        retry = false;
    }

    /// The server wants another ClientHello (RFC 8446 §4.1.4).
    void retry() {
        retry = true;
    }

    void serverHello() {
        serverHello = true;
    }

    void serverHelloDone() {
        serverHelloDone = true;
    }

    boolean hasClientHello() {
        return clientHello;
    }

    boolean hasServerHello() {
        return serverHello;
    }

    /// @param type of the record that comes next of this side
    boolean mustWait(boolean ofClient, int type, boolean tls13) {
        return ofClient ? clientMustWait(tls13) : serverMustWait(type, tls13);
    }

    private boolean clientMustWait(boolean tls13) {
        if (!clientHello || (retry && !serverHello)) {
            return false;
        }
        if (!serverHello) {
            return true;
        }
        // RFC 8446 §2: the client's second flight answers the server's; RFC 5246 §7.3: ServerHelloDone, or when a
        // session is resumed Finished, ends what the client answers
        return !client.finished && !server.finished && !(serverHelloDone && !tls13);
    }

    private boolean serverMustWait(int type, boolean tls13) {
        if (!clientHello || (retry && type == RecordHeader.HANDSHAKE)) {
            return true;
        }
        return serverHelloDone && !tls13 && !server.finished && !client.finished;
    }
}
