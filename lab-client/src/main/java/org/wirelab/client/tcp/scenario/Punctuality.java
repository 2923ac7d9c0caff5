package org.wirelab.client.tcp.scenario;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.wirelab.tcp.Segment;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Source;

/// How long segments took from one host's capture to the other's: the emulated link is a program, and a machine that
/// has no time for it makes a path slower than it is set. Then timers expire that would not have.
public final class Punctuality implements Consumer<Entry> {

    /// What a segment may take beyond the link's delay: less than the shortest retransmission timeout of Linux, 200
    /// ms.
    private static final Duration LATE = Duration.ofMillis(100);

    private final Map<Object, Entry> seen = new HashMap<>();
    private long longest;
    private volatile Duration delay = Duration.ZERO;

    /// Takes note of what the captures saw, in whatever order they hand it over.
    @Override
    public synchronized void accept(Entry entry) {
        if (entry.vantage().source() != Source.CAPTURE || !(entry.observation() instanceof Segment segment)) {
            return;
        }
        Entry other = seen.get(segment.identity());
        if (other == null || other.vantage().equals(entry.vantage())) {
            seen.put(segment.identity(), entry);
        } else {
            longest = Math.max(longest, Math.abs(entry.nanos() - other.nanos()));
            seen.remove(segment.identity());
        }
    }

    /// The link is set to take this long, with all that may wait before it.
    public void expect(Duration setDelay) {
        delay = setDelay;
    }

    /// The longest that a segment was under way.
    public synchronized Duration longest() {
        return Duration.ofNanos(longest);
    }

    /// True when that was too long for what happened to be the scenario's doing.
    public boolean late() {
        return longest().compareTo(delay.plus(LATE)) > 0;
    }
}
