package org.wirelab.server.tls;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.wirelab.server.SourceNetwork;
import org.wirelab.server.tls.TurnedAway.Reason;

/// Counts those who were turned away, so that a flood of them does not become a flood of lines.
///
/// The first of a kind is told at once, those that follow together, a while later. Pure: time is an argument.
final class Tally {

    private static final long NANOS_BETWEEN_WORDS = 10_000_000_000L;

    private final Map<Reason, Count> counts = new EnumMap<>(Reason.class);

    private static final class Count {
        private long untold;
        private long toldAt;
        private boolean told;
    }

    /// Counts one more.
    ///
    /// @param now nanoseconds on any one clock
    /// @return what is to be said now, if anything
    Optional<TurnedAway> add(Reason reason, SourceNetwork source, long now) {
        Count count = counts.computeIfAbsent(reason, _ -> new Count());
        count.untold++;
        if (count.told && now - count.toldAt < NANOS_BETWEEN_WORDS) {
            return Optional.empty();
        }
        TurnedAway word = new TurnedAway(reason, count.untold, source);
        count.told = true;
        count.toldAt = now;
        count.untold = 0;
        return Optional.of(word);
    }
}
