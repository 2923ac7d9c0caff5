package org.wirelab.flow;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;

/// One thing that happened, with all its sightings: a segment that two captures and the saved SYN saw is one event.
public final class Event {

    private final List<Entry> sightings = new ArrayList<>();

    Event(Entry first) {
        sightings.add(first);
    }

    void seenAgain(Entry entry) {
        sightings.add(entry);
    }

    /// True until a second vantage has seen it too.
    boolean seenOnce() {
        return sightings.size() == 1;
    }

    /// What was seen, in the words of its first sighting.
    public Observation observation() {
        return sightings.getFirst().observation();
    }

    /// The numbers of its sightings' entries.
    public List<Long> numbers() {
        return sightings.stream().map(Entry::number).toList();
    }

    /// True when some vantage saw both, and this one first. Between vantages the order of arrival says nothing.
    boolean precedes(Event other) {
        for (Entry mine : sightings) {
            for (Entry theirs : other.sightings) {
                if (mine.vantage().equals(theirs.vantage()) && mine.number() < theirs.number()) {
                    return true;
                }
            }
        }
        return false;
    }
}
