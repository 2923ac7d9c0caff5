package org.wirelab.server.tls;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import org.wirelab.server.SourceNetwork;

/// A number of places that no source can have all to itself.
///
/// Whoever comes while all are taken gets the oldest place of the source that holds most of them. So a source that
/// takes every place loses its own first, and somebody else's single connection is safe from it. Pure; not safe for
/// many threads.
///
/// @param <H> who holds a place
final class Places<H> {

    private final int places;
    private final Map<SourceNetwork, LinkedHashSet<H>> held = new HashMap<>();
    /// In the order of their entrance.
    private final Map<H, SourceNetwork> sources = new LinkedHashMap<>();

    /// Who is let in, and at whose cost.
    sealed interface Entrance<H> {
        /// There was a place.
        record Free<H>() implements Entrance<H> {}

        /// There was none: this one has given up its own.
        record Replacing<H>(H oldest) implements Entrance<H> {}

        /// There was none, and no source holds more than the newcomer's.
        record Refused<H>() implements Entrance<H> {}
    }

    Places(int places) {
        this.places = places;
    }

    /// Gives the newcomer a place in any case: whoever is new may be the one who means it.
    ///
    /// @return who has lost its place, if anybody has
    Optional<H> enter(SourceNetwork source, H newcomer) {
        Optional<H> oldest = isFull() ? Optional.of(oldestOf(largest())) : Optional.empty();
        oldest.ifPresent(this::leave);
        take(source, newcomer);
        return oldest;
    }

    /// Gives the newcomer a place unless that would take one from a source that holds no more than its own.
    Entrance<H> request(SourceNetwork source, H newcomer) {
        if (!isFull()) {
            take(source, newcomer);
            return new Entrance.Free<>();
        }
        SourceNetwork largest = largest();
        if (count(largest) <= count(source) + 1) {
            return new Entrance.Refused<>();
        }
        H oldest = oldestOf(largest);
        leave(oldest);
        take(source, newcomer);
        return new Entrance.Replacing<>(oldest);
    }

    /// Gives a place back. Who holds none may say so too.
    ///
    /// @return whether there was one
    boolean leave(H holder) {
        SourceNetwork source = sources.remove(holder);
        if (source == null) {
            return false;
        }
        LinkedHashSet<H> holders = of(source);
        holders.remove(holder);
        if (holders.isEmpty()) {
            held.remove(source);
        }
        return true;
    }

    /// How many places are taken.
    int taken() {
        return sources.size();
    }

    private boolean isFull() {
        return sources.size() >= places;
    }

    private void take(SourceNetwork source, H newcomer) {
        held.computeIfAbsent(source, _ -> new LinkedHashSet<>()).add(newcomer);
        sources.put(newcomer, source);
    }

    private int count(SourceNetwork source) {
        return of(source).size();
    }

    private LinkedHashSet<H> of(SourceNetwork source) {
        return held.getOrDefault(source, new LinkedHashSet<>());
    }

    private H oldestOf(SourceNetwork source) {
        return of(source).getFirst();
    }

    /// Among sources that hold equally many, the one whose oldest place is the oldest of all.
    private SourceNetwork largest() {
        SourceNetwork largest = null;
        int most = 0;
        for (SourceNetwork source : sources.values()) {
            int count = count(source);
            if (count > most) {
                most = count;
                largest = source;
            }
        }
        if (largest == null) {
            throw new IllegalStateException("nobody holds a place");
        }
        return largest;
    }
}
