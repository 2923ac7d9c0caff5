package org.wirelab.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Envelope;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Vantage;

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

    /// True when this entry is the first sighting of it that one of these vantages had; its packets do not count.
    boolean isFirstSighting(Entry entry, Predicate<Vantage> among) {
        return sightings.stream()
                .filter(sighting -> among.test(sighting.vantage()))
                .findFirst()
                .filter(entry::equals)
                .isPresent();
    }

    /// What was seen, in the words of its first sighting, and in a packet's only while there are no others.
    public Observation observation() {
        return first().observation();
    }

    /// The numbers of its sightings' entries, those of its packets last.
    public List<Long> numbers() {
        return all().map(Entry::number).toList();
    }

    /// True when one of these vantages saw both, and this one first. Between vantages the order of arrival says
    /// nothing.
    boolean precedes(Event other, Predicate<Vantage> among) {
        return all().filter(mine -> among.test(mine.vantage()))
                .anyMatch(mine -> other.all()
                        .anyMatch(
                                theirs -> mine.vantage().equals(theirs.vantage()) && mine.number() < theirs.number()));
    }

    /// Whether this came before what the entry says: by a vantage that saw both, or else by a clock that timed
    /// both; empty where neither can tell.
    Optional<Boolean> precedes(Entry entry) {
        return all().filter(mine -> mine.vantage().equals(entry.vantage()))
                .findFirst()
                .map(mine -> mine.number() < entry.number())
                .or(() -> all().filter(mine -> mine.clock() == entry.clock())
                        .findFirst()
                        .map(mine -> mine.nanos() < entry.nanos()));
    }

    /// Its first sighting.
    Entry first() {
        return all().findFirst().orElseThrow();
    }

    private Stream<Entry> all() {
        return Stream.concat(sightings.stream(), envelopes.stream());
    }
}
