package org.wirelab.tls;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;

/// Bouncy Castle's client engine with a [ProtocolTap] on what it receives and sends.
final class RecordingClientProtocol extends TlsClientProtocol implements Tapped {

    private final ProtocolTap tap;
    private final Tickets tickets;
    private Optional<EarlierSession> session = Optional.empty();

    RecordingClientProtocol(RecordingTlsCrypto crypto) {
        this.tap = new ProtocolTap(crypto);
        this.tickets = new Tickets(crypto);
    }

    /// What the last ticket of TLS 1.3 stands for.
    Optional<EarlierSession> session() {
        return session;
    }

    /// RFC 8446 §4.6.3: this side's next records are under the next key.
    void updateKeys(boolean askForPeers) throws IOException {
        send13KeyUpdate(askForPeers);
    }

    @Override
    protected void handleHandshakeMessage(short type, HandshakeMessageInput message) throws IOException {
        Bytes whole = tap.handshakeMessage(message, getContext(), () -> super.handleHandshakeMessage(type, message));
        session = tickets.received(whole).or(() -> session);
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
                (sent, at) -> super.writeRecord(type, sent, at, length));
    }

    @Override
    protected void handleException(short alert, String message, Throwable cause) throws IOException {
        super.handleException(RightAlert.forInput(alert, cause), message, cause);
    }

    @Override
    public void refuse(short alert, String why) throws IOException {
        handleException(alert, why, new TlsFatalAlert(alert));
    }

    @Override
    public byte[] earlyAlert() {
        return tap.earlyAlert();
    }
}
