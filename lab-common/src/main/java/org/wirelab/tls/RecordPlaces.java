package org.wirelab.tls;

import org.jspecify.annotations.Nullable;
import org.wirelab.trace.StreamRange;

/// Where in the two byte streams of a connection the record lies that the engine is dealing with.
final class RecordPlaces {

    private final boolean known;
    private final RecordCounter received = new RecordCounter();
    private @Nullable StreamRange lastReceived;
    private @Nullable StreamRange lastSent;
    private long sent;

    /// @param known whether the streams are those that are to be told of
    RecordPlaces(boolean known) {
        this.known = known;
    }

    /// What the socket received, before the engine sees it.
    void arrived(byte[] bytes) {
        received.octets(bytes);
    }

    /// The engine has opened the next record of those that arrived.
    void recordReceived() {
        lastReceived = received.next();
    }

    /// The engine has put a record of so many octets, its header included, behind those that it sent before.
    void recordSent(int octets) {
        lastSent = new StreamRange(sent + 1, sent + octets);
        sent += octets;
    }

    /// Somebody else knows where the record lies that is being told of.
    void at(Direction direction, StreamRange place) {
        if (direction == Direction.SENT) {
            lastSent = place;
        } else {
            lastReceived = place;
        }
    }

    /// The last record of this direction; null before the first, and where the streams are others.
    @Nullable
    StreamRange last(Direction direction) {
        return !known ? null : direction == Direction.SENT ? lastSent : lastReceived;
    }
}
