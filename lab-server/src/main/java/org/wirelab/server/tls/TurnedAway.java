package org.wirelab.server.tls;

import java.util.Locale;
import org.wirelab.server.SourceNetwork;

/// Connections that the service did not serve, or not to their end, and of which no trace speaks.
///
/// @param reason why
/// @param count how many since this was last said
/// @param source where the last of them came from
public record TurnedAway(Reason reason, long count, SourceNetwork source) {

    /// Why a connection was not served.
    public enum Reason {
        /// It ended before its first message was complete.
        LEFT,
        /// Its first message did not come in time.
        SILENT,
        /// All half-open places were taken, and it held the oldest of the largest holder's.
        GAVE_WAY,
        /// All open places were taken.
        FULL,
        /// Its source began too many handshakes.
        TOO_FAST
    }

    /// The text that says it, with the places {0} for the count and {1} for the source.
    public String textKey() {
        return "tls.turned_away." + reason.name().toLowerCase(Locale.ROOT);
    }
}
