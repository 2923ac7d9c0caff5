package org.wirelab.testing;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// A trace written by hand: entries in the order in which the test states them, a microsecond apart.
public final class WrittenTrace {

    private static final long MICROSECOND = 1_000;

    private final List<Entry> entries = new ArrayList<>();

    /// The next entry: what this vantage saw of this conversation.
    public Entry seen(Vantage vantage, Conversation conversation, Observation observation) {
        return seenAt((entries.size() + 1) * MICROSECOND, vantage, conversation, observation);
    }

    /// The next entry, of a time that is not that of its arrival.
    public Entry seenAt(long nanos, Vantage vantage, Conversation conversation, Observation observation) {
        Entry entry = new Entry(entries.size() + 1, nanos, TimeSource.PROCESS, vantage, conversation, observation);
        entries.add(entry);
        return entry;
    }

    /// The vantage opens for the whole run.
    public Entry opened(Vantage vantage) {
        return seen(vantage, Conversation.RUN, new VantageObservation.Opened("lo"));
    }

    /// The vantage closes and knows to have missed so many.
    public Entry closed(Vantage vantage, long dropped) {
        return seen(vantage, Conversation.RUN, new VantageObservation.Closed("lo", dropped));
    }

    /// All entries so far.
    public List<Entry> entries() {
        return List.copyOf(entries);
    }
}
