package org.wirelab.bench.tls;

import java.io.IOException;

/// One side of a handshake without a socket: octets in, octets out.
interface Peer {

    /// Begins: a client has something to say afterwards.
    void start() throws IOException;

    /// Takes what the other side sent.
    void receive(byte[] octets) throws IOException;

    /// What is to be sent, taken out.
    byte[] output() throws IOException;

    /// True when the handshake is complete.
    boolean isOpen();

    /// Lets go of what it holds.
    default void close() {}

    /// Runs a handshake between two peers to its end.
    ///
    /// @throws IOException when it does not come to one
    static void shakeHands(Peer client, Peer server) throws IOException {
        server.start();
        client.start();
        boolean moved = true;
        while (moved) {
            byte[] up = client.output();
            if (up.length > 0) {
                server.receive(up);
            }
            byte[] down = server.output();
            if (down.length > 0) {
                client.receive(down);
            }
            moved = up.length + down.length > 0;
        }
        boolean open = client.isOpen() && server.isOpen();
        client.close();
        server.close();
        if (!open) {
            throw new IOException("the handshake did not come to its end");
        }
    }
}
