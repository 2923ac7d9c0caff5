package org.wirelab.tls;

import org.wirelab.trace.Kind;

/// Whether the client went on with this certificate.
///
/// @param accepted whether the handshake goes on
/// @param verified whether every check held; false with `accepted` is what `--insecure` asks for
/// @param serverKey the public key that the client takes from it (SubjectPublicKeyInfo); empty when it is unreadable
/// @param anchors where the trusted authorities came from, such as a file's path
/// @param reason the first check that failed, or the empty string
@Kind("tls.trust")
public record TrustDecision(boolean accepted, boolean verified, Bytes serverKey, String anchors, String reason)
        implements TlsObservation {}
