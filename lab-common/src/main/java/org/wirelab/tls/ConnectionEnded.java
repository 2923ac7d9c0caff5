package org.wirelab.tls;

import org.wirelab.trace.Kind;

/// How the TLS connection ended, as this side saw it.
///
/// @param how `close_notify` (RFC 5246 §7.2.1), `truncated` (the transport ended without it: somebody may have cut the
///     data short), `alert`, `not_tls`, `deadline` or `refused`
/// @param detail what is known beyond that, or the empty string
@Kind("tls.end")
public record ConnectionEnded(String how, String detail) implements TlsObservation {}
