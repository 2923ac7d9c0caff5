package org.wirelab.tls;

import java.util.List;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// How the TLS connection ended, as this side saw it.
///
/// @param how `close_notify` (RFC 5246 §7.2.1), `truncated` (the transport ended without it: somebody may have cut the
///     data short), `alert`, `not_tls`, `deadline`, `gave_way` or `refused`
/// @param detail what is known beyond that, or the empty string
@Kind("tls.end")
public record ConnectionEnded(String how, String detail) implements TlsObservation, Note {
    @Override
    public String title() {
        return "end: " + how;
    }

    @Override
    public List<String> details() {
        return detail.isEmpty() ? List.of() : List.of(detail);
    }
}
