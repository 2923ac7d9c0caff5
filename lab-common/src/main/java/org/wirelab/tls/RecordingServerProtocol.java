package org.wirelab.tls;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.TlsUtils;

/// Bouncy Castle's server engine with a [ProtocolTap] on what it receives and sends.
final class RecordingServerProtocol extends TlsServerProtocol implements Tapped {

    private final ProtocolTap tap;
    private final Tickets tickets;
    private final Optional<SessionStore> sessions;

    RecordingServerProtocol(RecordingTlsCrypto crypto, Optional<SessionStore> sessions) {
        this.tap = new ProtocolTap(crypto);
        this.tickets = new Tickets(crypto);
        this.sessions = sessions;
    }

    /// RFC 8446 §4.6.3: this side's next records are under the next key.
    void updateKeys(boolean askForPeers) throws IOException {
        send13KeyUpdate(askForPeers);
    }

    /// RFC 8446 §4.6.1: a ticket may be given as soon as the client's Finished is there.
    @Override
    protected void completeHandshake() throws IOException {
        boolean modern = TlsUtils.isTLSv13(getContext());
        super.completeHandshake();
        if (modern && sessions.isPresent()) {
            byte[] ticket = tickets.issue(sessions.get());
            safeWriteRecord(ContentType.handshake, ticket, 0, ticket.length);
        }
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
