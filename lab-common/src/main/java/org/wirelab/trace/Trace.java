package org.wirelab.trace;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The ordered list of everything that was seen in one run, handed to its listeners entry by entry.
///
/// Recording must not distort what it records: a recording thread only takes a time and queues the entry, which has
/// its number from its place in the queue. Listeners run one entry at a time and in order, on the thread that calls
/// [#pump()]; the run owns that thread. It takes all that is queued at once, and while there is traffic it looks again
/// by itself: waking a thread costs the one that wakes it more than everything else here. The trace itself keeps
/// nothing, so that a long run needs no memory.
public final class Trace {

    /// The pump looks again after so many milliseconds, and so many times, before it goes to sleep.
    private static final int MILLIS_BETWEEN_LOOKS = 1;

    private static final int LOOKS = 20;

    private final LongSupplier nanoClock;
    private final long startNanos;
    private final long startEpochNanos;
    private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
    private final List<Concluding> concluding = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private ArrayDeque<Recorded> queue = new ArrayDeque<>();
    private ArrayDeque<Recorded> spare = new ArrayDeque<>();
    private volatile int inHand;
    private long recorded;
    private int settling;
    private long lastNumber;
    private boolean asleep;
    private boolean closed;
    private boolean ended;

    /// What was recorded and has no number yet.
    ///
    /// @param seen what it says; it is asked once, when it is handed on
    private record Recorded(
            long nanos,
            TimeSource clock,
            Vantage vantage,
            Conversation conversation,
            Supplier<? extends List<? extends Observation>> seen) {}

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
        return new Recorder() {
            @Override
            public void record(Observation observation) {
                Trace.this.record(vantage, conversation, observation);
            }

            @Override
            public void recordLater(Supplier<? extends List<? extends Observation>> seen) {
                append(nanoClock.getAsLong() - startNanos, TimeSource.PROCESS, vantage, conversation, seen);
            }
        };
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
        try {
            for (ArrayDeque<Recorded> batch = take(); batch != null; batch = take()) {
                while (!batch.isEmpty()) {
                    hand(batch.removeFirst());
                    inHand = batch.size();
                }
            }
        } finally {
            synchronized (lock) {
                ended = true;
                lock.notifyAll();
            }
        }
    }

    /// Waits until everything that was recorded before this call has been handed on, or nothing is any more.
    /// Not for listeners: they would wait for themselves.
    public void settle() throws InterruptedException {
        synchronized (lock) {
            long before = recorded;
            settling++;
            try {
                while (recorded - queue.size() - inHand < before && !ended) {
                    lock.wait();
                }
            } finally {
                settling--;
            }
        }
    }

    private void hand(Recorded seen) {
        for (Observation observation : seen.seen.get()) {
            Entry entry = numbered(seen.nanos, seen.clock, seen.vantage, seen.conversation, observation);
            tell(entry);
            for (Concluding somebody : concluding) {
                for (Concluding.Conclusion conclusion : somebody.from(entry)) {
                    Entry about = conclusion.about();
                    tell(numbered(
                            about.nanos(),
                            about.clock(),
                            about.vantage(),
                            about.conversation(),
                            conclusion.observation()));
                }
            }
        }
    }

    private Entry numbered(
            long nanos, TimeSource clock, Vantage vantage, Conversation conversation, Observation observation) {
        lastNumber++;
        return new Entry(lastNumber, nanos, clock, vantage, conversation, observation);
    }

    private void tell(Entry entry) {
        listeners.forEach(listener -> listener.accept(entry));
    }

    /// How many records have not been handed on yet.
    public int waiting() {
        synchronized (lock) {
            return queue.size() + inHand;
        }
    }

    /// Ends the trace: what is queued is still handed on, what is recorded later is not.
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    private void append(
            long nanos, TimeSource clock, Vantage vantage, Conversation conversation, Observation observation) {
        append(nanos, clock, vantage, conversation, () -> List.of(observation));
    }

    private void append(
            long nanos,
            TimeSource clock,
            Vantage vantage,
            Conversation conversation,
            Supplier<? extends List<? extends Observation>> seen) {
        Recorded entry = new Recorded(nanos, clock, vantage, conversation, seen);
        synchronized (lock) {
            if (closed) {
                return;
            }
            queue.addLast(entry);
            recorded++;
            if (asleep) {
                asleep = false;
                lock.notifyAll();
            }
        }
    }

    /// All that is queued, as soon as there is anything; null when the trace is closed and empty.
    private @Nullable ArrayDeque<Recorded> take() {
        synchronized (lock) {
            if (settling > 0) {
                lock.notifyAll();
            }
            for (int looks = 0; queue.isEmpty(); looks++) {
                if (closed) {
                    return null;
                }
                try {
                    await(looks);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
            ArrayDeque<Recorded> batch = queue;
            queue = spare;
            spare = batch;
            inHand = batch.size();
            return batch;
        }
    }

    private void await(int looks) throws InterruptedException {
        asleep = looks >= LOOKS;
        if (asleep) {
            lock.wait();
        } else {
            lock.wait(MILLIS_BETWEEN_LOOKS);
        }
    }
}
