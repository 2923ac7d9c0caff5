package org.wirelab.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.function.IntPredicate;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Recorder;

/// The server's choices in a handshake: its policy of versions, suites and groups, its identities, and whether it
/// believes the client.
final class LabTlsServer extends DefaultTlsServer {

    private static final int SESSION_ID_LENGTH = 32;

    private final RecordingTlsCrypto recording;
    private final ServerSettings settings;
    private final HandshakeWitness witness;
    private final TrustAlerts trust;
    private List<TlsIdentity> identities = List.of();
    private Optional<String> identitiesFor = Optional.empty();
    private final WhatWasBefore before;

    LabTlsServer(RecordingTlsCrypto crypto, ServerSettings settings, Recorder recorder) {
        super(crypto);
        this.recording = crypto;
        this.settings = settings;
        this.witness = crypto.witness();
        this.trust = new TrustAlerts(recorder);
        this.before = new WhatWasBefore(settings);
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
    public ProtocolVersion getServerVersion() throws IOException {
        ProtocolVersion chosen = super.getServerVersion();
        witness.secrets().versionSettled(TlsUtils.isTLSv13(chosen));
        return chosen;
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Suites.ids(settings.suites());
    }

    /// RFC 8446 §4.2.11: a pre-shared key goes with suites of its hash only.
    @Override
    public int[] getCipherSuites() {
        return before.fitting(super.getCipherSuites());
    }

    @Override
    protected boolean isSelectableCipherSuite(
            int cipherSuite, int availCurveBits, int availFiniteFieldBits, Vector sigAlgs) {
        return super.isSelectableCipherSuite(cipherSuite, availCurveBits, availFiniteFieldBits, sigAlgs)
                && identity(CipherSuite.of(cipherSuite).certificateKey()).isPresent();
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public boolean preferLocalSupportedGroups() {
        return true;
    }

    @Override
    public int[] getSupportedGroups() throws IOException {
        return settings.groups().isEmpty() ? super.getSupportedGroups() : Groups.numbers(settings.groups());
    }

    /// The curve of ECDHE in TLS 1.2: the first of the server's that the client offers too.
    @Override
    protected int selectECDH(int minimumCurveBits) {
        return preferred(NamedGroup::refersToAnECDHCurve).orElseGet(() -> super.selectECDH(minimumCurveBits));
    }

    private Optional<Integer> preferred(IntPredicate kind) {
        int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
        return offered == null ? Optional.empty() : Groups.first(settings.groups(), kind, offered);
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
    protected boolean allowEncryptThenMAC() {
        return settings.encryptThenMac();
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

    // --- identity ---

    @Override
    public @Nullable TlsCredentials getCredentials() throws IOException {
        int exchange = context.getSecurityParametersHandshake().getKeyExchangeAlgorithm();
        if (exchange != KeyExchangeAlgorithm.NULL) {
            return super.getCredentials();
        }
        // RFC 8446 §4.4.2.2: any identity will do whose key signs by an algorithm that the client accepts
        for (TlsIdentity identity : byName()) {
            Credentials credentials = new Credentials(recording, identity);
            if (credentials.algorithm13(clientSignatureAlgorithms()).isPresent()) {
                return credentials.signer13(context, clientSignatureAlgorithms(), new byte[0]);
            }
        }
        throw new TlsFatalAlert(
                AlertDescription.handshake_failure, "no certificate for the client's signature algorithms");
    }

    @Override
    protected TlsCredentialedDecryptor getRSAEncryptionCredentials() throws IOException {
        return new RecordingDecryptor(recording, required("RSA"));
    }

    @Override
    protected TlsCredentialedSigner getRSASignerCredentials() throws IOException {
        return new Credentials(recording, required("RSA")).signer12(context, clientSignatureAlgorithms());
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return new Credentials(recording, required("EC")).signer12(context, clientSignatureAlgorithms());
    }

    private TlsIdentity required(String keyAlgorithm) throws TlsFatalAlert {
        return identity(keyAlgorithm)
                .orElseThrow(() -> new TlsFatalAlert(
                        AlertDescription.internal_error, "no certificate with a key of kind " + keyAlgorithm));
    }

    private Optional<TlsIdentity> identity(String keyAlgorithm) {
        for (TlsIdentity identity : byName()) {
            if (identity.keyAlgorithm().equals(keyAlgorithm)) {
                return Optional.of(identity);
            }
        }
        return Optional.empty();
    }

    /// The choice is asked for once for each suite, and reads certificates.
    private List<TlsIdentity> byName() {
        Optional<String> name = calledName();
        if (identities.isEmpty() || !name.equals(identitiesFor)) {
            identitiesFor = name;
            identities = settings.identitiesFor(name);
        }
        return identities;
    }

    private Optional<String> calledName() {
        Vector<?> names = context.getSecurityParametersHandshake().getClientServerNames();
        return names == null || names.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(((ServerName) names.getFirst()).getNameData(), StandardCharsets.US_ASCII));
    }

    @SuppressWarnings("unchecked") // Bouncy Castle's list is raw.
    private Vector<SignatureAndHashAlgorithm> clientSignatureAlgorithms() {
        Vector<SignatureAndHashAlgorithm> accepted =
                context.getSecurityParametersHandshake().getClientSigAlgs();
        return accepted == null ? new Vector<>() : accepted;
    }

    // --- the client's certificate ---

    @Override
    public @Nullable CertificateRequest getCertificateRequest() throws IOException {
        if (!settings.clientAuthentication().asks()) {
            return null;
        }
        Vector<?> algorithms = TlsUtils.getDefaultSupportedSignatureAlgorithms(context);
        return TlsUtils.isTLSv13(context)
                ? new CertificateRequest(new byte[0], algorithms, null, null)
                : new CertificateRequest(
                        new short[] {ClientCertificateType.rsa_sign, ClientCertificateType.ecdsa_sign},
                        algorithms,
                        null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        if (!certificate.isEmpty()) {
            trust.assess(settings.clientAuthentication().trust(), certificate);
        } else if (settings.clientAuthentication().demand() == ClientAuthentication.Demand.REQUIRE) {
            // RFC 5246 §7.4.6, RFC 8446 §4.4.2.4
            throw new TlsFatalAlert(
                    TlsUtils.isTLSv13(context)
                            ? AlertDescription.certificate_required
                            : AlertDescription.handshake_failure,
                    "the client showed no certificate");
        }
    }

    // --- what was before ---

    @Override
    public @Nullable TlsPSKExternal getExternalPSK(Vector identities) {
        return before.key(identities).map(recording::preShared).orElse(null);
    }

    @Override
    public @Nullable TlsSession getSessionToResume(byte[] sessionId) {
        return before.session(Bytes.of(sessionId)).orElse(null);
    }

    @Override
    public byte @Nullable [] getNewSessionID() {
        return settings.sessions().isEmpty()
                ? null
                : context.getNonceGenerator().generateNonce(SESSION_ID_LENGTH);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        TlsSession session = context.getSession();
        if (session != null && session.isResumable() && !TlsUtils.isTLSv13(context)) {
            before.keep(session);
        }
    }

    /// Longer than any client's chain of certificates, and no invitation to fill memory.
    @Override
    public int getMaxHandshakeMessageSize() {
        return 1 << 14;
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
