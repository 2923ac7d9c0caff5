package org.wirelab.flow;

import java.util.Optional;
import org.wirelab.trace.Entry;

/// The time that a conversation took, as far as anybody saw it.
final class Span {

    private Optional<Entry> first = Optional.empty();
    private Optional<Entry> latest = Optional.empty();
    private long lastNumber;

    /// Takes one more entry of the conversation, in order of arrival.
    void add(Entry entry) {
        if (first.isEmpty()) {
            first = Optional.of(entry);
        }
        if (latest.filter(other -> other.nanos() >= entry.nanos()).isEmpty()) {
            latest = Optional.of(entry);
        }
        lastNumber = Math.max(lastNumber, entry.number());
    }

    /// The part of it between two entries; without the first from its beginning, without the second to its end.
    Span between(Optional<Entry> from, Optional<Entry> to) {
        Span part = new Span();
        from.or(() -> first).ifPresent(part::add);
        to.or(() -> latest).ifPresent(part::add);
        if (to.isEmpty()) {
            part.lastNumber = lastNumber;
        }
        return part;
    }

    /// True when something of the conversation had arrived before this entry.
    boolean beganBefore(Entry entry) {
        return first.filter(begin -> begin.number() < entry.number()).isPresent();
    }

    /// True when nothing of the conversation happened after this entry. What a capture saw arrives late: then its
    /// time says that it happened before.
    boolean endedBy(Entry entry) {
        return lastNumber < entry.number()
                || latest.filter(end -> end.nanos() > entry.nanos()).isEmpty();
    }

    /// True when all of the conversation came after this entry.
    boolean beganAfter(Entry entry) {
        return first.filter(begin -> begin.number() > entry.number() && begin.nanos() > entry.nanos())
                .isPresent();
    }
}
