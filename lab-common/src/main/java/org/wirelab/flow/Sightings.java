package org.wirelab.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Vantage;

/// Puts the sightings of one conversation together into events.
///
/// The n-th sighting of an identity at one vantage belongs to the n-th event of that identity, so a retransmission
/// seen twice by one capture is two events, and the same segment seen by two captures is one.
///
/// The sightings of one event come close together: only the latest identities are remembered, so that a huge capture is
/// judged without being held.
public final class Sightings {

    /// How many identities are remembered: more than any two vantages of one conversation are apart.
    static final int REMEMBERED = 1 << 16;

    private final Map<Object, Timeline> timelines = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Timeline> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// The event that this entry is a sighting of; a new one when nobody had seen it yet.
    public Event add(Entry entry) {
        Object identity = entry.observation().identity();
        return identity == null
                ? new Event(entry)
                : timelines.computeIfAbsent(identity, _ -> new Timeline()).add(entry);
    }

    /// The events of one identity, in order, and how many of them each vantage has seen.
    private static final class Timeline {
        private final List<Event> events = new ArrayList<>(1);
        private final Map<Vantage, Integer> seen = new HashMap<>(2);

        Event add(Entry entry) {
            int ordinal = seen.merge(entry.vantage(), 1, Integer::sum) - 1;
            if (ordinal < events.size()) {
                Event event = events.get(ordinal);
                event.seenAgain(entry);
                return event;
            }
            Event event = new Event(entry);
            events.add(event);
            return event;
        }
    }
}
