package org.wirelab.net;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;

/// Reads a connection's TCP_INFO at short intervals, and hands what it has read to the trace afterwards, with the times
/// at which it was read.
///
/// A reading takes 2 µs; turning it into an entry, judging and writing it takes many times as long. While data flows as
/// fast as the processors allow, that time would be taken from what is measured. It has a thread of its own: one that
/// sleeps between two looks gets its turn at once, where a task of the event loop waits behind the data.
public final class TcpInfoSampler {

    /// `TCP_CLOSE` (net/tcp_states.h).
    private static final byte CLOSE = 7;

    private final Channel channel;
    private final long period;
    private final List<Reading> readings = new ArrayList<>();
    private final String local;
    private final String remote;
    private volatile @Nullable Reading last;
    private volatile boolean stopped;

    /// @param nanos of the process's clock
    private record Reading(long nanos, ByteBuffer struct) {}

    /// @param channel connected
    public TcpInfoSampler(Channel channel, Duration period) {
        this.channel = channel;
        this.period = period.toNanos();
        this.local = Endpoints.text((InetSocketAddress) channel.localAddress());
        this.remote = Endpoints.text((InetSocketAddress) channel.remoteAddress());
    }

    /// Begins.
    public void start() {
        Thread.ofPlatform().daemon().name("wirelab-tcp-info").start(this::sample);
    }

    /// Ends. A reading under way is not kept.
    public synchronized void stop() {
        stopped = true;
    }

    /// The last reading so far; empty on a transport without TCP_INFO. On any thread.
    public Optional<TcpInfo> latest() {
        Reading reading = last;
        return reading == null ? Optional.empty() : parse(reading);
    }

    /// How many readings there are; once stopped.
    public int count() {
        return readings.size();
    }

    /// The longest time between two readings, in microseconds; once stopped. Null when there are fewer than two.
    public @Nullable Long longestGapMicros() {
        if (readings.size() < 2) {
            return null;
        }
        long longest = 0;
        for (int index = 1; index < readings.size(); index++) {
            longest = Math.max(longest, readings.get(index).nanos - readings.get(index - 1).nanos);
        }
        return longest / 1000;
    }

    /// Puts all readings into the trace; once stopped.
    public void record(Trace trace, Vantage vantage, Conversation conversation) {
        for (Reading reading : readings) {
            parse(reading).ifPresent(info -> trace.recordAt(reading.nanos, vantage, conversation, info));
        }
    }

    private void sample() {
        long due = System.nanoTime();
        while (!over()) {
            long now = System.nanoTime();
            KernelProbe.rawTcpInfo(channel).ifPresent(struct -> keep(now, struct));
            // a turn that was missed is not made up for: two readings at once tell no more than one
            due += Math.max(1, (now - due) / period + 1) * period;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private boolean over() {
        return stopped || !channel.isOpen();
    }

    private synchronized void keep(long now, ByteBuffer struct) {
        // over meanwhile: the descriptor may have been another socket's; or TIME_WAIT has left the socket
        if (over() || struct.get(0) == CLOSE) {
            return;
        }
        byte[] kept = new byte[struct.remaining()];
        struct.get(kept);
        Reading reading = new Reading(now, ByteBuffer.wrap(kept).order(struct.order()));
        readings.add(reading);
        last = reading;
    }

    private Optional<TcpInfo> parse(Reading reading) {
        return TcpInfo.parse(local, remote, reading.struct);
    }
}
