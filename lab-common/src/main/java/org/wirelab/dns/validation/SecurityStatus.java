package org.wirelab.dns.validation;

import java.util.Locale;

/// What DNSSEC says of an answer (RFC 4035 §4.3). The later constant is the worse one.
public enum SecurityStatus {
    /// A chain of signatures leads from a trust anchor to it.
    SECURE,
    /// It is proved that no such chain exists: some zone on the way is not signed.
    INSECURE,
    /// No trust anchor covers it, or what would be needed to tell cannot be had.
    INDETERMINATE,
    /// There should be a chain, and it is broken.
    BOGUS;

    /// The name in the JSON lines: `secure`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
