package org.wirelab.dns;

import java.util.Locale;

/// Why a lookup ended without an answer.
public enum FailureReason {
    /// Nothing could be sent to any server: this host has no way to them.
    UNREACHABLE,
    /// No server of the zone answered in time.
    TIMEOUT,
    /// The zone's servers failed (SERVFAIL, FORMERR, unreadable replies).
    SERVFAIL,
    /// The zone's servers answer, but do not serve it.
    LAME,
    /// Whoever answers at the addresses of the root servers has no authority for the root: it is somebody on the
    /// way.
    INTERCEPTED,
    /// No address of any server of the zone could be found.
    NO_ADDRESS,
    /// An alias led back to a name that had been looked up before.
    ALIAS_LOOP,
    /// More aliases than anybody needs.
    TOO_MANY_ALIASES,
    /// A DNAME record made the name longer than a name may be (RFC 6672 §2.2).
    NAME_TOO_LONG,
    /// More queries than a lookup should need.
    TOO_MANY_EXCHANGES,
    /// The whole lookup took too long.
    TOO_LONG;

    /// The name in the JSON lines and the last part of text keys: `alias_loop`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// True when what servers responded is the reason, so that a response code stands behind it.
    public boolean ofResponses() {
        return switch (this) {
            case SERVFAIL, LAME, INTERCEPTED -> true;
            case UNREACHABLE,
                    TIMEOUT,
                    NO_ADDRESS,
                    ALIAS_LOOP,
                    TOO_MANY_ALIASES,
                    NAME_TOO_LONG,
                    TOO_MANY_EXCHANGES,
                    TOO_LONG -> false;
        };
    }

    /// The status of a result, as scripts read it.
    public String status() {
        return switch (this) {
            case UNREACHABLE, TIMEOUT, TOO_LONG -> "timeout";
            case LAME, INTERCEPTED -> "lame";
            case SERVFAIL, NO_ADDRESS, ALIAS_LOOP, TOO_MANY_ALIASES, NAME_TOO_LONG, TOO_MANY_EXCHANGES -> "servfail";
        };
    }
}
