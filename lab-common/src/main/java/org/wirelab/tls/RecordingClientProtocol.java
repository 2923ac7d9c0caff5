package org.wirelab.tls;

import java.io.IOException;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.TlsClientProtocol;

/// Bouncy Castle's client engine with a [ProtocolTap] on what it receives and sends.
final class RecordingClientProtocol extends TlsClientProtocol {

    private final ProtocolTap tap;

    RecordingClientProtocol(HandshakeWitness witness) {
        this.tap = new ProtocolTap(witness);
    }

    @Override
    protected void handleHandshakeMessage(short type, HandshakeMessageInput message) throws IOException {
        tap.handshakeMessage(message, getContext(), () -> super.handleHandshakeMessage(type, message));
    }

    @Override
    protected void processRecord(short type, byte[] buffer, int offset, int length) throws IOException {
        tap.receivedRecord(type, buffer, offset, length, () -> super.processRecord(type, buffer, offset, length));
    }

    @Override
    protected void writeRecord(short type, byte[] buffer, int offset, int length) throws IOException {
        tap.sentRecord(
                type,
                buffer,
                offset,
                length,
                getContext(),
                this::getAvailableOutputBytes,
                () -> super.writeRecord(type, buffer, offset, length));
    }
}
