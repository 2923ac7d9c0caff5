package org.wirelab.trace;

import java.util.Locale;

/// Where an observer stands in a conversation.
public enum Side {
    /// At the initiator of the conversation.
    CLIENT,
    /// At the one who was called.
    SERVER,
    /// At the DNS resolver that walks on a client's behalf.
    RESOLVER,
    /// Between the two: an interface that both ends share, or the emulated link.
    LINK,
    /// At a party that is not ours and says this of itself.
    PEER;

    /// The name in the JSON lines, such as `client`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The side with this [#label()].
    ///
    /// @throws IllegalArgumentException when there is none
    public static Side ofLabel(String label) {
        for (Side each : values()) {
            if (each.label().equals(label)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no side is called " + label);
    }
}
