package org.wirelab.dns;

import org.wirelab.trace.Conversation;

/// The names of those who take part in a lookup, besides the servers' own.
public final class DnsParties {
    private DnsParties() {}

    /// The one who looks up.
    public static final String LAB = "lab";

    /// The conversation of one lookup.
    public static Conversation lookup(Question question) {
        return Conversation.between(LAB, question.toString());
    }
}
