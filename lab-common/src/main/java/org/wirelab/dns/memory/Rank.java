package org.wirelab.dns.memory;

import java.util.Locale;

/// How far records are to be trusted by where they stood, the least first (RFC 2181 §5.4.1).
public enum Rank {
    /// Additional data of a referral: good for reaching a server, never an answer.
    GLUE,
    /// The authority section of a referral: what the parent says of its child.
    REFERRAL,
    /// The authority section of an authoritative answer.
    AUTHORITY,
    /// The answer section of an authoritative answer.
    ANSWER;

    /// True when records of this rank may take the place of those of the other.
    public boolean atLeast(Rank other) {
        return compareTo(other) >= 0;
    }

    /// The name in the JSON lines and in text keys: `answer`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
