package org.wirelab.client.flow.slow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Recorder;
import org.wirelab.udp.DatagramCodec;
import org.wirelab.udp.UdpObservation;

/// The receiver's program: a thread that reads datagrams at its own pace and says which it has read.
final class DatagramReader implements AutoCloseable {

    /// How long it waits for a datagram before it looks whether it is to end.
    private static final long LOOK_NANOS = 5_000_000;

    private final DatagramSource source;
    private final ReadingPace pace;
    private final Recorder recorder;
    private final String from;
    private final String to;
    private final Set<Long> numbers = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile long read;
    private volatile long octets;
    private volatile long lastNanos;
    private volatile long overflow = -1;
    private volatile boolean over;
    private volatile @Nullable IOException failure;

    /// Begins.
    ///
    /// @param source which stays open
    /// @param from the sender, as it stands in the conversation
    /// @param to the receiver
    DatagramReader(DatagramSource source, ReadingPace pace, Recorder recorder, String from, String to) {
        this.source = source;
        this.pace = pace;
        this.recorder = recorder;
        this.from = from;
        this.to = to;
        this.thread = Thread.ofPlatform().daemon().name("reads datagrams").start(this::run);
    }

    /// How many datagrams it has read.
    long read() {
        return read;
    }

    /// How many octets of data it has read, those read twice included; the last datagram carries none.
    long octets() {
        return octets;
    }

    /// Whether it has read the one with this number.
    boolean has(long number) {
        return numbers.contains(number);
    }

    /// When it read the last one, by [System#nanoTime()].
    long lastNanos() {
        return lastNanos;
    }

    /// What the socket said with the last datagram that it has dropped before (`SO_RXQ_OVFL`).
    OptionalLong overflow() {
        return overflow < 0 ? OptionalLong.empty() : OptionalLong.of(overflow);
    }

    /// Why it reads no more, if it broke off.
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    private void run() {
        long due = pace.first(System.nanoTime());
        try {
            while (!over) {
                long left = due - System.nanoTime();
                if (left > 0) {
                    LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
                    continue;
                }
                ByteBuffer payload = source.receive(LOOK_NANOS);
                if (payload != null) {
                    int octets = payload.remaining();
                    took(payload, octets);
                    due = pace.next(System.nanoTime(), octets);
                }
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void took(ByteBuffer payload, int data) {
        Optional<DatagramCodec.Content> content = DatagramCodec.decode(payload);
        if (content.isEmpty()) {
            return; // a stranger's
        }
        long number = content.get().number();
        recorder.record(
                new UdpObservation.Datagram(from, to, number, content.get().attempt(), data, 0));
        source.droppedBefore().ifPresent(this::dropped);
        lastNanos = System.nanoTime();
        numbers.add(number);
        count(number == 0 ? 0 : data);
    }

    private void dropped(long count) {
        if (count > Math.max(0, overflow)) {
            recorder.record(new UdpObservation.DropCounter(to, "SO_RXQ_OVFL", count));
        }
        overflow = count;
    }

    // Only this thread writes it.
    @SuppressWarnings({"NonAtomicVolatileUpdate", "NonAtomicOperationOnVolatileField"})
    private void count(int data) {
        octets += data;
        read++;
    }

    /// Ends, and waits for the thread; the socket stays open.
    @Override
    public void close() {
        over = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
