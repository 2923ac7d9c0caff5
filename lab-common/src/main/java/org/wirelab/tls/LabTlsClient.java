package org.wirelab.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NewSessionTicket;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskKeyExchangeMode;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Recorder;

/// The client's choices in a handshake: what it offers, and whether it believes the server.
final class LabTlsClient extends DefaultTlsClient {

    private final RecordingTlsCrypto recording;
    private final ClientSettings settings;
    private final HandshakeWitness witness;
    private final TrustAlerts trust;
    private Bytes ticket = Bytes.EMPTY;
    private @Nullable TlsSession session;

    LabTlsClient(RecordingTlsCrypto crypto, ClientSettings settings, Recorder recorder) {
        super(crypto);
        this.recording = crypto;
        this.settings = settings;
        this.witness = crypto.witness();
        this.trust = new TrustAlerts(recorder);
    }

    /// The decision that ended the handshake, or null.
    @Nullable
    TrustDecision refusal() {
        return trust.refusal();
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return TlsVersion.engines(settings.versions());
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Suites.ids(settings.suites());
    }

    @Override
    protected Vector<Integer> getSupportedGroups(Vector namedGroupRoles) {
        return settings.groups().isEmpty() ? super.getSupportedGroups(namedGroupRoles) : Groups.ids(settings.groups());
    }

    @Override
    public @Nullable Vector<Integer> getEarlyKeyShareGroups() {
        return settings.keyShares().map(Groups::ids).orElseGet(super::getEarlyKeyShareGroups);
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
        return settings.extendedMasterSecret();
    }

    @Override
    public boolean allowLegacyResumption() {
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // Bouncy Castle's table is raw: Integer to byte[].
    public Hashtable<Integer, byte[]> getClientExtensions() throws IOException {
        Hashtable<Integer, byte[]> extensions = super.getClientExtensions();
        if (!settings.encryptThenMac()) {
            extensions.remove(TlsExtensionsUtils.EXT_encrypt_then_mac);
        }
        if (settings.versions().contains(TlsVersion.TLS13)) {
            // RFC 8446 §4.2.9: without it no server may send a ticket that this client could use
            TlsExtensionsUtils.addPSKKeyExchangeModesExtension(extensions, getPskKeyExchangeModes());
        }
        if (settings.earlier().isPresent() && settings.earlier().get() instanceof EarlierSession.Tls12 kept) {
            // RFC 5077 §3.2: the ticket, or nothing to say that one would be welcome
            extensions.put(ExtensionType.session_ticket, kept.ticket().toArray());
        } else if (settings.sessionTicket() && settings.versions().contains(TlsVersion.TLS12)) {
            extensions.put(ExtensionType.session_ticket, new byte[0]);
        }
        return settings.earlier().isPresent() && settings.earlier().get() instanceof EarlierSession.Tls13 kept
                ? new TicketAge(extensions, kept)
                : extensions;
    }

    @Override
    public short[] getPskKeyExchangeModes() {
        return new short[] {PskKeyExchangeMode.psk_dhe_ke};
    }

    @Override
    protected @Nullable Vector<ServerName> getSNIServerNames() {
        return settings.serverName()
                .map(name -> new Vector<>(
                        List.of(new ServerName(NameType.host_name, name.getBytes(StandardCharsets.US_ASCII)))))
                .orElse(null);
    }

    /// The application protocol that ALPN settled.
    Optional<String> applicationProtocol() {
        return Optional.ofNullable(context)
                .map(connection -> connection.getSecurityParametersConnection())
                .map(settled -> settled.getApplicationProtocol())
                .map(ProtocolName::getUtf8Decoding);
    }

    @Override
    protected @Nullable Vector<ProtocolName> getProtocolNames() {
        return settings.protocols().isEmpty()
                ? null
                : new Vector<>(settings.protocols().stream()
                        .map(ProtocolName::asUtf8Encoding)
                        .toList());
    }

    @Override
    protected @Nullable CertificateStatusRequest getCertificateStatusRequest() {
        return settings.statusRequest() ? super.getCertificateStatusRequest() : null;
    }

    /// RFC 8446 §4.2.11: keys that both sides have already, one of an earlier session first.
    @Override
    public @Nullable Vector<TlsPSKExternal> getExternalPSKs() {
        List<PreSharedKey> keys = new ArrayList<>();
        if (settings.earlier().isPresent() && settings.earlier().get() instanceof EarlierSession.Tls13 kept) {
            keys.add(kept.key());
        }
        keys.addAll(settings.preSharedKeys());
        return keys.isEmpty()
                ? null
                : new Vector<>(keys.stream().map(recording::preShared).toList());
    }

    @Override
    public @Nullable TlsSession getSessionToResume() {
        return settings.earlier().isPresent() && settings.earlier().get() instanceof EarlierSession.Tls12 kept
                ? TlsUtils.importSession(kept.id().toArray(), kept.parameters())
                : null;
    }

    @Override
    public void notifyServerVersion(ProtocolVersion serverVersion) throws IOException {
        super.notifyServerVersion(serverVersion);
        witness.secrets().versionSettled(TlsUtils.isTLSv13(serverVersion));
    }

    @Override
    public void notifyNewSessionTicket(NewSessionTicket newSessionTicket) throws IOException {
        super.notifyNewSessionTicket(newSessionTicket);
        ticket = Bytes.of(newSessionTicket.getTicket());
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        session = context.getSession();
    }

    /// What a later connection can resume of this one, as TLS 1.2 does it.
    Optional<EarlierSession> session() {
        TlsSession ended = session;
        if (ended == null || (!ended.isResumable() && ticket.length() == 0)) {
            return Optional.empty();
        }
        byte[] id = ticket.length() == 0
                ? ended.getSessionID()
                : recording.createNonceGenerator(new byte[0]).generateNonce(32);
        return Optional.ofNullable(ended.exportSessionParameters())
                .map(parameters -> new EarlierSession.Tls12(
                        CipherSuite.of(parameters.getCipherSuite()), Bytes.of(id), ticket, parameters));
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate serverCertificate) throws IOException {
                trust.assess(settings.trust(), serverCertificate.getCertificate());
            }

            @Override
            public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                return settings.identity().isEmpty()
                        ? null
                        : credentials(settings.identity().get(), request);
            }
        };
    }

    @SuppressWarnings("unchecked") // Bouncy Castle's list is raw.
    private TlsCredentials credentials(TlsIdentity identity, CertificateRequest request) throws IOException {
        Credentials own = new Credentials(recording, identity);
        Vector<SignatureAndHashAlgorithm> accepted = request.getSupportedSignatureAlgorithms();
        return TlsUtils.isTLSv13(context)
                ? own.signer13(context, accepted, request.getCertificateRequestContext())
                : own.signer12(context, accepted);
    }

    @Override
    public void notifyAlertRaised(short level, short description, @Nullable String message, @Nullable Throwable cause) {
        witness.alertRaised(message, cause);
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        witness.alertReceived(level, description);
    }
}
