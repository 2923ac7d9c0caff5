package org.wirelab.tls;

import java.util.List;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// One thing that the client verified before it believed the server's certificate (RFC 5280 §6, RFC 9525).
///
/// @param check what was verified: `signature`, `dates`, `authority`, `name`, `usage`, `key` or `path`
/// @param subject the certificate it was verified on
/// @param passed whether it held
/// @param detail what was compared with what
@Kind("tls.trust_check")
public record TrustCheck(String check, String subject, boolean passed, String detail) implements TlsObservation, Note {
    @Override
    public String title() {
        return (passed ? "✓ " : "✗ ") + check + " · " + subject;
    }

    @Override
    public List<String> details() {
        return List.of(detail);
    }
}
