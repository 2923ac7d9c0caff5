package org.wirelab.capture;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.wirelab.wire.CapturedFrame;

/// Silence of many times a capture's usual delay: whatever was on its way has come.
final class QuietPeriod implements Settling {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final long quiet;
    private volatile long lastFrame = System.nanoTime();

    /// @param quiet how long nothing has to come
    QuietPeriod(Duration quiet) {
        this.quiet = quiet.toNanos();
    }

    @Override
    public String widen(String filter) {
        return filter;
    }

    @Override
    public boolean takes(CapturedFrame frame) {
        lastFrame = System.nanoTime();
        return false;
    }

    @Override
    public void await() {
        long begin = System.nanoTime();
        lastFrame = begin;
        try {
            for (long now = begin; now - lastFrame < quiet && now - begin < PATIENCE; now = System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(quiet - (now - lastFrame));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {}
}
