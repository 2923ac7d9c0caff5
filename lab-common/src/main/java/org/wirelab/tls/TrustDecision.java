package org.wirelab.tls;

import java.util.List;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// Whether the client went on with this certificate.
///
/// @param accepted whether the handshake goes on
/// @param verified whether every check held; false with `accepted` is what `--insecure` asks for
/// @param serverKey the public key that the client takes from it (SubjectPublicKeyInfo); empty when it is unreadable
/// @param anchors where the trusted authorities came from, such as a file's path
/// @param reason the first check that failed, or the empty string
@Kind("tls.trust")
public record TrustDecision(boolean accepted, boolean verified, Bytes serverKey, String anchors, String reason)
        implements TlsObservation, Note {
    @Override
    public String title() {
        return verified ? "✓ trusted" : accepted ? "✗ not trusted, and used all the same" : "✗ not trusted";
    }

    @Override
    public List<String> details() {
        return reason.isEmpty() ? List.of() : List.of(reason);
    }
}
