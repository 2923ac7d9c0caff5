package org.wirelab.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Recorder;

/// The client's choices in a handshake: what it offers, and whether it believes the server.
final class LabTlsClient extends DefaultTlsClient {

    private final ClientSettings settings;
    private final HandshakeWitness witness;
    private final Recorder recorder;
    private @Nullable TrustDecision refusal;

    LabTlsClient(RecordingTlsCrypto crypto, ClientSettings settings, Recorder recorder) {
        super(crypto);
        this.settings = settings;
        this.witness = crypto.witness();
        this.recorder = recorder;
    }

    /// The decision that ended the handshake, or null.
    @Nullable
    TrustDecision refusal() {
        return refusal;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.TLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Suites.ids(settings.suites());
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
        return settings.extendedMasterSecret();
    }

    @Override
    @SuppressWarnings("unchecked") // Bouncy Castle's table is raw: Integer to byte[].
    public Hashtable<Integer, byte[]> getClientExtensions() throws IOException {
        Hashtable<Integer, byte[]> extensions = super.getClientExtensions();
        if (!settings.encryptThenMac()) {
            extensions.remove(TlsExtensionsUtils.EXT_encrypt_then_mac);
        }
        return extensions;
    }

    @Override
    protected @Nullable Vector<ServerName> getSNIServerNames() {
        return settings.serverName()
                .map(name -> new Vector<>(
                        List.of(new ServerName(NameType.host_name, name.getBytes(StandardCharsets.US_ASCII)))))
                .orElse(null);
    }

    /// OCSP stapling has no place in the documented flow, and nothing here looks at what it would bring.
    @Override
    protected @Nullable CertificateStatusRequest getCertificateStatusRequest() {
        return null;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate serverCertificate) throws IOException {
                assess(serverCertificate.getCertificate());
            }

            @Override
            public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
                return null;
            }
        };
    }

    private void assess(Certificate certificate) throws IOException {
        ServerTrust.Assessment assessment = settings.trust().assess(readable(certificate));
        assessment.checks().forEach(recorder::record);
        recorder.record(assessment.decision());
        if (!assessment.decision().accepted()) {
            refusal = assessment.decision();
            throw new TlsFatalAlert(
                    alertFor(assessment.checks()), assessment.decision().reason());
        }
    }

    private static List<X509Certificate> readable(Certificate certificate) throws IOException {
        List<X509Certificate> chain = new ArrayList<>();
        for (TlsCertificate link : certificate.getCertificateList()) {
            try {
                chain.add(Certificates.parse(link.getEncoded()));
            } catch (CertificateException e) {
                return List.of();
            }
        }
        return chain;
    }

    /// RFC 5246 §7.2.2 has an alert for each way in which a certificate is unacceptable.
    private static short alertFor(List<TrustCheck> checks) {
        String failed = checks.stream()
                .filter(check -> !check.passed())
                .map(TrustCheck::check)
                .findFirst()
                .orElse("");
        return switch (failed) {
            case "dates" -> AlertDescription.certificate_expired;
            case "signature", "authority" -> AlertDescription.unknown_ca;
            case "usage" -> AlertDescription.unsupported_certificate;
            default -> AlertDescription.bad_certificate;
        };
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
