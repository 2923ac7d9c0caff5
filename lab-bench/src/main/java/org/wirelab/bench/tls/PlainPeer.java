package org.wirelab.bench.tls;

import java.io.IOException;
import org.bouncycastle.tls.TlsClient;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServer;
import org.bouncycastle.tls.TlsServerProtocol;

/// A side that is Bouncy Castle as it comes, told of by nobody.
final class PlainPeer implements Peer {

    private final TlsProtocol protocol;
    private final Start start;

    private interface Start {
        void run() throws IOException;
    }

    private PlainPeer(TlsProtocol protocol, Start start) {
        this.protocol = protocol;
        this.start = start;
    }

    static PlainPeer client(TlsClient client) {
        TlsClientProtocol protocol = new TlsClientProtocol();
        return new PlainPeer(protocol, () -> protocol.connect(client));
    }

    static PlainPeer server(TlsServer server) {
        TlsServerProtocol protocol = new TlsServerProtocol();
        return new PlainPeer(protocol, () -> protocol.accept(server));
    }

    @Override
    public void start() throws IOException {
        start.run();
    }

    @Override
    public void receive(byte[] octets) throws IOException {
        protocol.offerInput(octets);
    }

    @Override
    public byte[] output() {
        byte[] output = new byte[protocol.getAvailableOutputBytes()];
        protocol.readOutput(output, 0, output.length);
        return output;
    }

    @Override
    public boolean isOpen() {
        return protocol.isConnected();
    }
}
