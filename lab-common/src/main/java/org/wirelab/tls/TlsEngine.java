package org.wirelab.tls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsNoCloseNotifyException;
import org.bouncycastle.tls.TlsProtocol;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Recorder;

/// One side of a TLS connection without its socket: bytes go in, bytes come out, and everything that happens is told.
///
/// After each call, and also after one that throws, [#output()] is to be sent: a fatal alert may wait there. Not safe
/// for several threads.
public final class TlsEngine {

    private static final int RECORD_HEADER = 5;

    /// How an engine begins: the client sends, the server waits.
    @FunctionalInterface
    private interface Start {
        void run() throws IOException;
    }

    /// How an engine moves on to its next key.
    @FunctionalInterface
    private interface KeyUpdate {
        void send(boolean askForPeers) throws IOException;
    }

    private final TlsProtocol protocol;
    private final Tapped tapped;
    private final HandshakeWitness witness;
    private final Start start;
    private final Supplier<@Nullable TrustDecision> refusal;
    private final Supplier<Optional<EarlierSession>> session;
    private final Supplier<Optional<String>> applicationProtocol;
    private final KeyUpdate keyUpdate;
    private Bytes firstBytes = Bytes.EMPTY;
    private boolean open;
    private boolean ended;

    private <P extends TlsProtocol & Tapped> TlsEngine(
            P protocol,
            HandshakeWitness witness,
            Start start,
            Supplier<@Nullable TrustDecision> refusal,
            Supplier<Optional<EarlierSession>> session,
            Supplier<Optional<String>> applicationProtocol,
            KeyUpdate keyUpdate) {
        this.protocol = protocol;
        this.tapped = protocol;
        this.witness = witness;
        this.start = start;
        this.refusal = refusal;
        this.session = session;
        this.applicationProtocol = applicationProtocol;
        this.keyUpdate = keyUpdate;
    }

    /// The client's side.
    ///
    /// @param random gives nonces and secrets; a fixed one makes two runs equal
    public static TlsEngine client(ClientSettings settings, Parties parties, Recorder recorder, SecureRandom random) {
        return client(settings, parties, recorder, random, Misbehaviour.HONEST);
    }

    /// The client's side, which may misbehave.
    public static TlsEngine client(
            ClientSettings settings, Parties parties, Recorder recorder, SecureRandom random, Misbehaviour how) {
        HandshakeWitness witness = new HandshakeWitness(recorder, parties);
        RecordingTlsCrypto crypto = new RecordingTlsCrypto(random, witness, how);
        RecordingClientProtocol protocol = new RecordingClientProtocol(crypto);
        LabTlsClient client = new LabTlsClient(crypto, settings, recorder);
        return new TlsEngine(
                protocol,
                witness,
                () -> protocol.connect(client),
                client::refusal,
                () -> protocol.session().or(client::session),
                client::applicationProtocol,
                protocol::updateKeys);
    }

    /// The server's side.
    public static TlsEngine server(ServerSettings settings, Parties parties, Recorder recorder, SecureRandom random) {
        return server(settings, parties, recorder, random, Misbehaviour.HONEST);
    }

    /// The server's side, which may misbehave.
    public static TlsEngine server(
            ServerSettings settings, Parties parties, Recorder recorder, SecureRandom random, Misbehaviour how) {
        HandshakeWitness witness = new HandshakeWitness(recorder, parties);
        RecordingTlsCrypto crypto = new RecordingTlsCrypto(random, witness, how);
        RecordingServerProtocol protocol = new RecordingServerProtocol(crypto, settings.sessions());
        LabTlsServer server = new LabTlsServer(crypto, settings, recorder);
        return new TlsEngine(
                protocol,
                witness,
                () -> protocol.accept(server),
                server::refusal,
                Optional::empty,
                server::applicationProtocol,
                protocol::updateKeys);
    }

    /// Begins: for a client, [#output()] holds ClientHello afterwards.
    public void start() throws TlsFailure {
        guarded(start);
    }

    /// Takes what the socket received.
    ///
    /// @throws TlsFailure when this ends the connection; the last output still has to be sent
    public void receive(byte[] bytes) throws TlsFailure {
        if (ended || protocol.isClosed()) {
            return;
        }
        refuseForeignBytes(bytes);
        witness.places().arrived(bytes);
        guarded(() -> protocol.offerInput(bytes));
        open |= protocol.isConnected();
        if (protocol.isClosed()) {
            end("close_notify", "");
        }
    }

    /// The socket will receive nothing more.
    ///
    /// @throws TlsFailure when the peer did not say close_notify first
    public void endOfInput() throws TlsFailure {
        if (ended || protocol.isClosed()) {
            return;
        }
        try {
            protocol.closeInput();
        } catch (IOException e) {
            String when = open ? "without close_notify: data may be missing" : "in the middle of the handshake";
            end("truncated", when);
            throw new TlsFailure(TlsFailure.Reason.TRUNCATED, "the peer closed the connection " + when);
        }
    }

    /// Encrypts application data. Only when [#isOpen()].
    public void send(byte[] plaintext) throws TlsFailure {
        guarded(() -> protocol.writeApplicationData(plaintext, 0, plaintext.length));
    }

    /// TLS 1.3: this side goes on under its next key (RFC 8446 §4.6.3). Only when [#isOpen()].
    ///
    /// @param askForPeers whether the other side is to do the same
    /// @throws TlsFailure also in TLS 1.2, which knows no such thing
    public void updateKeys(boolean askForPeers) throws TlsFailure {
        guarded(() -> keyUpdate.send(askForPeers));
    }

    /// What a later connection can resume of this one; empty on a server, and where the server offered nothing.
    public Optional<EarlierSession> session() {
        return session.get();
    }

    /// Says close_notify. What the peer had not sent yet is lost.
    public void close() throws TlsFailure {
        if (!ended && !protocol.isClosed()) {
            guarded(protocol::close);
            end("close_notify", "");
        }
    }

    /// Gives up since the handshake took too long.
    public TlsFailure deadlineMissed(long millis) {
        String detail = "the handshake was not done after " + millis + " ms";
        end("deadline", detail);
        return new TlsFailure(TlsFailure.Reason.DEADLINE, detail);
    }

    /// Gives up since somebody else needs the place of this connection.
    public TlsFailure gaveWay() {
        String detail = "too many connections: this one gave way to a newer one";
        end("gave_way", detail);
        return new TlsFailure(TlsFailure.Reason.GAVE_WAY, detail);
    }

    /// What waits to be sent, taken out.
    public byte[] output() {
        byte[] early = tapped.earlyAlert();
        byte[] output = new byte[early.length + protocol.getAvailableOutputBytes()];
        System.arraycopy(early, 0, output, 0, early.length);
        protocol.readOutput(output, early.length, output.length - early.length);
        return output;
    }

    /// What was received and decrypted, taken out.
    public byte[] applicationData() {
        byte[] plaintext = new byte[protocol.getAvailableInputBytes()];
        protocol.readInput(plaintext, 0, plaintext.length);
        return plaintext;
    }

    /// Version and suite that were settled, such as `TLS 1.2, TLS_RSA_WITH_AES_128_CBC_SHA256`; empty before
    /// ServerHello.
    public Optional<String> negotiated() {
        return witness.negotiated();
    }

    /// The application protocol that both sides agreed on (RFC 7301), such as `h2`; empty without one, and before
    /// the handshake has settled it.
    public Optional<String> applicationProtocol() {
        return applicationProtocol.get();
    }

    /// True when the server took up the earlier session, or the pre-shared key, that was offered.
    public boolean isResumed() {
        return witness.resumed();
    }

    /// True once the handshake is complete, also after the connection has ended.
    public boolean isOpen() {
        return open;
    }

    /// True when nothing more can be sent.
    public boolean isClosed() {
        return ended || protocol.isClosed();
    }

    private void guarded(Start action) throws TlsFailure {
        try {
            action.run();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private TlsFailure failure(IOException e) {
        TrustDecision refused = refusal.get();
        if (refused != null) {
            end("refused", refused.reason());
            return new TlsFailure(TlsFailure.Reason.TRUST_REFUSED, refused.reason());
        }
        return switch (e) {
            case TlsFatalAlertReceived received -> {
                String name = AlertDescription.getName(received.getAlertDescription());
                end("alert", name);
                yield new TlsFailure(
                        TlsFailure.Reason.ALERT_RECEIVED, "the peer ended the connection with the alert " + name);
            }
            case TlsFatalAlert raised -> alertSent(raised.getAlertDescription(), raised, raised.getCause());
            case TlsNoCloseNotifyException _ -> {
                end("truncated", "");
                yield new TlsFailure(TlsFailure.Reason.TRUNCATED, "the peer closed without close_notify");
            }
            default -> alertSent(AlertDescription.internal_error, e, e);
        };
    }

    private TlsFailure alertSent(short description, IOException raised, @Nullable Throwable why) {
        String name = AlertDescription.getName(RightAlert.forInput(description, raised));
        end("alert", name);
        String cause = Causes.of(null, why);
        return new TlsFailure(
                TlsFailure.Reason.ALERT_SENT, "ended with the alert " + name + (cause.isEmpty() ? "" : ": " + cause));
    }

    /// RFC 5246 §6.2.1: every record begins with its type, 20 to 23 here (RFC 8446 §5: another is answered with
    /// unexpected_message), and a version whose first byte is 3 (RFC 5246 §E.1).
    private void refuseForeignBytes(byte[] bytes) throws TlsFailure {
        if (firstBytes.length() >= RECORD_HEADER) {
            return;
        }
        firstBytes = firstBytes.length() == 0 ? Bytes.of(bytes) : firstBytes.plus(Bytes.of(bytes));
        boolean otherType = firstBytes.length() > 0 && (firstBytes.at(0) < 20 || firstBytes.at(0) > 23);
        boolean otherVersion = firstBytes.length() > 1 && firstBytes.at(1) != 3;
        if (otherType || otherVersion) {
            String shown = Shown.foreign(firstBytes);
            refuse(otherType ? AlertDescription.unexpected_message : AlertDescription.protocol_version, shown);
            throw new TlsFailure(TlsFailure.Reason.NOT_TLS, "the peer does not speak TLS, it sent " + shown);
        }
    }

    private void refuse(short alert, String shown) {
        try {
            tapped.refuse(alert, "no TLS record");
        } catch (IOException _) {
            // the connection has failed already, and says why below
        }
        end("not_tls", shown);
    }

    private void end(String how, String detail) {
        if (!ended) {
            ended = true;
            witness.ended(how, detail);
        }
    }
}
