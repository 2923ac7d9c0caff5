package org.wirelab.capture;

import java.util.concurrent.TimeUnit;
import org.wirelab.wire.CapturedFrame;

/// Silence of many times a capture's usual delay (0.6 ms for tcpdump in immediate mode): whatever was on its way
/// has come.
final class QuietPeriod implements Settling {
    private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(60);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private volatile long lastFrame = System.nanoTime();

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
            for (long now = begin; now - lastFrame < QUIET && now - begin < PATIENCE; now = System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(QUIET - (now - lastFrame));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {}
}
