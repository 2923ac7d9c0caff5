package org.wirelab.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Envelope;
import org.wirelab.trace.Observation;

/// One thing that happened, with all its sightings: a segment that two captures and the saved SYN saw is one event.
public final class Event {

    private final List<Entry> sightings = new ArrayList<>(1);
    private final List<Entry> envelopes = new ArrayList<>(0);

    Event(Entry first) {
        seenAgain(first);
    }

    void seenAgain(Entry entry) {
        (entry.observation() instanceof Envelope ? envelopes : sightings).add(entry);
    }

    /// True until a second vantage has seen it too; its packets do not count.
    boolean seenOnce() {
        return sightings.size() == 1;
    }

    /// What was seen, in the words of its first sighting, and in a packet's only while there are no others.
    public Observation observation() {
        return all().findFirst().orElseThrow().observation();
    }

    /// The numbers of its sightings' entries, those of its packets last.
    public List<Long> numbers() {
        return all().map(Entry::number).toList();
    }

    /// True when some vantage saw both, and this one first. Between vantages the order of arrival says nothing.
    boolean precedes(Event other) {
        return all().anyMatch(mine -> other.all()
                .anyMatch(theirs -> mine.vantage().equals(theirs.vantage()) && mine.number() < theirs.number()));
    }

    private Stream<Entry> all() {
        return Stream.concat(sightings.stream(), envelopes.stream());
    }
}
