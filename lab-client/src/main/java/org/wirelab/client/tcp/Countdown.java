package org.wirelab.client.tcp;

import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// Turns many looks at a timer into a few lines: says the seconds that are left at the beginning and every so often.
final class Countdown implements Consumer<Double> {

    private final int step;
    private final IntConsumer say;
    private double nextAt = Double.MAX_VALUE;

    /// @param step seconds between two lines
    Countdown(int step, IntConsumer say) {
        this.step = step;
        this.say = say;
    }

    @Override
    public void accept(Double secondsLeft) {
        if (secondsLeft <= nextAt) {
            say.accept((int) Math.ceil(secondsLeft));
            nextAt = Math.floor((secondsLeft - 0.001) / step) * step;
        }
    }
}
