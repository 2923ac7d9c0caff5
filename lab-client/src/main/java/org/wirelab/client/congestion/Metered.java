package org.wirelab.client.congestion;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wirelab.arq.Action;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Input;
import org.wirelab.arq.Machine;
import org.wirelab.arq.Transfer;

/// A sender's machine with a meter before it: when how many octets had been acknowledged.
///
/// The machine is driven by one thread; the meter is read by any.
final class Metered implements Machine {

    /// A reading in each so many nanoseconds is fine enough for a share of seconds.
    private static final long EVERY = 1_000_000;

    private final Machine machine;
    private final Transfer transfer;
    private final NavigableMap<Long, Long> readings = new TreeMap<>();
    private long acknowledged;
    private long heard;

    Metered(Machine machine, Transfer transfer) {
        this.machine = machine;
        this.transfer = transfer;
    }

    @Override
    public List<Action> on(Input input, long nanos) {
        switch (input) {
            case Input.Begun() -> read(nanos);
            case Input.Arrived(Frame frame) -> arrived(frame, nanos);
            case Input.Expired _, Input.Taken _ -> {}
        }
        return machine.on(input, nanos);
    }

    /// How many frames have come back.
    synchronized long heard() {
        return heard;
    }

    /// How many octets have been acknowledged by now.
    synchronized long acknowledged() {
        return acknowledged;
    }

    /// When it began, on the clock that drives it; null when it has not.
    synchronized @Nullable Long began() {
        return readings.isEmpty() ? null : readings.firstKey();
    }

    /// When the last octet was acknowledged so far.
    synchronized @Nullable Long latest() {
        return readings.isEmpty() ? null : readings.lastKey();
    }

    /// How many octets were acknowledged between two times.
    synchronized long between(long from, long to) {
        return at(to) - at(from);
    }

    /// When so many octets had been acknowledged; null where they have not.
    synchronized @Nullable Long when(long octets) {
        return readings.entrySet().stream()
                .filter(reading -> reading.getValue() >= octets)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private long at(long nanos) {
        Map.Entry<Long, Long> reading = readings.floorEntry(nanos);
        return reading == null ? 0 : reading.getValue();
    }

    private synchronized void arrived(Frame frame, long nanos) {
        heard++;
        if (frame instanceof Frame.Ack ack) {
            // the numbers return after 2^32 octets: what lies less than half of that ahead is new
            long ahead = ack.next().minus(transfer.first().plus(acknowledged));
            if (ahead > 0 && acknowledged + ahead <= transfer.octets()) {
                acknowledged += ahead;
                read(nanos);
            }
        }
    }

    /// A reading moves on until it is far enough from the one before it.
    private synchronized void read(long nanos) {
        if (readings.size() >= 2) {
            Long before = readings.lowerKey(readings.lastKey());
            if (before != null && nanos - before < EVERY) {
                readings.pollLastEntry();
            }
        }
        readings.put(nanos, acknowledged);
    }
}
