package org.wirelab.tls;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;

/// One side's decision on the other's certificate: each check is told, and a refusal becomes an alert.
final class TrustAlerts {

    private final Recorder recorder;
    private @Nullable TrustDecision refusal;

    TrustAlerts(Recorder recorder) {
        this.recorder = recorder;
    }

    /// The decision that ended the handshake, or null.
    @Nullable
    TrustDecision refusal() {
        return refusal;
    }

    /// Decides.
    ///
    /// @throws TlsFatalAlert when the handshake may not go on
    void assess(ServerTrust trust, Certificate certificate) throws IOException {
        ServerTrust.Assessment assessment = trust.assess(readable(certificate));
        recorder.recordLater(() -> told(assessment));
        if (!assessment.decision().accepted()) {
            refusal = assessment.decision();
            throw new TlsFatalAlert(
                    alertFor(assessment.checks()), assessment.decision().reason());
        }
    }

    private static List<Observation> told(ServerTrust.Assessment assessment) {
        List<Observation> told = new ArrayList<>(assessment.checks());
        told.add(assessment.decision());
        return told;
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
        List<String> failed = checks.stream()
                .filter(check -> !check.passed())
                .map(TrustCheck::check)
                .toList();
        return switch (failed.isEmpty() ? "" : failed.getFirst()) {
            case "dates" -> AlertDescription.certificate_expired;
            case "authority" -> AlertDescription.unknown_ca;
            // a trusted authority is there, and its signature does not verify: the certificate is corrupt
            case "signature" ->
                failed.contains("authority") ? AlertDescription.unknown_ca : AlertDescription.bad_certificate;
            case "usage" -> AlertDescription.unsupported_certificate;
            default -> AlertDescription.bad_certificate;
        };
    }
}
