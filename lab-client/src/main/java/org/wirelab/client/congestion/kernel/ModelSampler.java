package org.wirelab.client.congestion.kernel;

import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.KernelObservation.Model;
import org.wirelab.congestion.kernel.BbrInfo;
import org.wirelab.congestion.kernel.KernelWitness;
import org.wirelab.net.KernelProbe;

/// Asks BBR for its model at short intervals, and hands what was news to the witness afterwards.
final class ModelSampler {

    private static final long PERIOD = Duration.ofMillis(5).toNanos();

    private final Channel channel;
    private final List<Reading> readings = new ArrayList<>();
    private @Nullable Model latest;
    private volatile boolean stopped;

    private record Reading(long nanos, Model model) {}

    ModelSampler(Channel channel) {
        this.channel = channel;
    }

    void start() {
        Thread.ofPlatform().daemon().name("wirelab-bbr").start(this::sample);
    }

    /// Ends. A reading under way is not kept.
    synchronized void stop() {
        stopped = true;
    }

    /// Hands over what was news; once stopped.
    ///
    /// @param startNanos when the trace began, on the process's clock
    synchronized void tell(KernelWitness witness, long startNanos) {
        readings.forEach(reading -> witness.model(reading.nanos - startNanos, reading.model));
    }

    private void sample() {
        while (!stopped && channel.isOpen()) {
            long now = System.nanoTime();
            Optional<ByteBuffer> struct = KernelProbe.congestionControlInfo(channel);
            struct.flatMap(BbrInfo::parse).ifPresent(model -> keep(now, model));
            LockSupport.parkNanos(PERIOD);
        }
    }

    private synchronized void keep(long now, Model model) {
        if (!stopped && !model.equals(latest)) {
            latest = model;
            readings.add(new Reading(now, model));
        }
    }
}
