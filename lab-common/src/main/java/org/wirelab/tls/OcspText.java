package org.wirelab.tls;

import java.io.IOException;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;

/// What a stapled OCSP response says (RFC 6960 §4.2.1), in one line. It is read, not verified.
final class OcspText {

    private OcspText() {}

    static String of(Bytes response) {
        try {
            OCSPResp read = new OCSPResp(response.toArray());
            if (read.getStatus() != OCSPResp.SUCCESSFUL) {
                return "no answer: status " + read.getStatus();
            }
            return read.getResponseObject() instanceof BasicOCSPResp basic && basic.getResponses().length > 0
                    ? of(basic.getResponses()[0])
                    : "of a kind that is not known here";
        } catch (IOException | OCSPException | RuntimeException e) {
            // Bouncy Castle throws exceptions of many kinds for DER that it cannot take
            return "cannot be read (" + response.length() + " bytes)";
        }
    }

    private static String of(SingleResp single) {
        CertificateStatus status = single.getCertStatus();
        String said = status == CertificateStatus.GOOD
                ? "good"
                : status instanceof RevokedStatus revoked
                        ? "revoked at " + revoked.getRevocationTime().toInstant()
                        : "unknown";
        return said + ", said at " + single.getThisUpdate().toInstant()
                + (single.getNextUpdate() == null
                        ? ""
                        : ", until " + single.getNextUpdate().toInstant());
    }
}
