package org.wirelab.trace;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The ordered list of everything that was seen in one run, handed to its listeners entry by entry.
///
/// Recording must not distort what it records: a recording thread only takes a time and queues the entry, which has
/// its number from its place in the queue. Listeners run one entry at a time and in order, on the thread that calls
/// [#pump()]; the run owns that thread. The trace itself keeps nothing, so that a long run needs no memory.
public final class Trace {

    private final LongSupplier nanoClock;
    private final long startNanos;
    private final long startEpochNanos;
    private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
    private final List<Concluding> concluding = new CopyOnWriteArrayList<>();
    private final ArrayDeque<Recorded> queue = new ArrayDeque<>();
    private long lastNumber;
    private boolean closed;

    /// What was recorded and has no number yet.
    private record Recorded(
            long nanos, TimeSource clock, Vantage vantage, Conversation conversation, Observation observation) {}

    /// Begins a trace now.
    ///
    /// @param nanoClock the process's monotonic clock in nanoseconds, [System#nanoTime()] outside tests
    /// @param startEpochNanos the same instant in nanoseconds since 1970 UTC, which ties the capture's clock to it
    public Trace(LongSupplier nanoClock, long startEpochNanos) {
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
        this.startEpochNanos = startEpochNanos;
    }

    /// Adds a listener, which sees every entry recorded from here on.
    public void listen(Consumer<Entry> listener) {
        listeners.add(listener);
    }

    /// Adds somebody who draws conclusions: they stand in the trace right behind the entry that allows them.
    public void conclude(Concluding somebody) {
        concluding.add(somebody);
    }

    /// The output for protocol code at this vantage, in this conversation.
    public Recorder recorder(Vantage vantage, Conversation conversation) {
        return observation -> record(vantage, conversation, observation);
    }

    /// Records what was seen just now, on the process's clock.
    public void record(Vantage vantage, Conversation conversation, Observation observation) {
        append(nanoClock.getAsLong() - startNanos, TimeSource.PROCESS, vantage, conversation, observation);
    }

    /// Records what was seen at a time that the process's own clock gave before, such as a receive that was stamped
    /// ahead of its decoding.
    ///
    /// @param processNanos a reading of the clock that this trace was made with
    public void recordAt(long processNanos, Vantage vantage, Conversation conversation, Observation observation) {
        append(processNanos - startNanos, TimeSource.PROCESS, vantage, conversation, observation);
    }

    /// Records what a capture saw.
    ///
    /// @param epochNanos the capture's time stamp in nanoseconds since 1970 UTC
    public void recordCaptured(long epochNanos, Vantage vantage, Conversation conversation, Observation observation) {
        append(epochNanos - startEpochNanos, TimeSource.CAPTURE, vantage, conversation, observation);
    }

    /// The time now in nanoseconds since the start, on the process's clock.
    public long now() {
        return nanoClock.getAsLong() - startNanos;
    }

    /// Hands queued entries to the listeners until the trace is closed and empty. One thread calls this, once.
    public void pump() {
        for (Recorded next = take(); next != null; next = take()) {
            Entry entry = numbered(next);
            hand(entry);
            for (Concluding somebody : concluding) {
                for (Concluding.Conclusion conclusion : somebody.from(entry)) {
                    Entry about = conclusion.about();
                    hand(numbered(new Recorded(
                            about.nanos(),
                            about.clock(),
                            about.vantage(),
                            about.conversation(),
                            conclusion.observation())));
                }
            }
        }
    }

    private Entry numbered(Recorded one) {
        lastNumber++;
        return new Entry(lastNumber, one.nanos, one.clock, one.vantage, one.conversation, one.observation);
    }

    private void hand(Entry entry) {
        listeners.forEach(listener -> listener.accept(entry));
    }

    /// How many entries have not been handed on yet.
    public int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    /// Ends the trace: what is queued is still handed on, what is recorded later is not.
    public void close() {
        synchronized (queue) {
            closed = true;
            queue.notifyAll();
        }
    }

    private void append(
            long nanos, TimeSource clock, Vantage vantage, Conversation conversation, Observation observation) {
        synchronized (queue) {
            if (closed) {
                return;
            }
            queue.addLast(new Recorded(nanos, clock, vantage, conversation, observation));
            queue.notifyAll();
        }
    }

    private @Nullable Recorded take() {
        synchronized (queue) {
            while (queue.isEmpty()) {
                if (closed) {
                    return null;
                }
                try {
                    queue.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
            return queue.removeFirst();
        }
    }
}
