package org.wirelab.congestion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The algorithms that the lab's own senders decide by.
public enum Algorithm {
    /// Slow start, congestion avoidance and fast retransmit; every loss sends it back to one segment (Jacobson
    /// 1988).
    TAHOE(Tahoe::new),
    /// Fast recovery joins them: half the window instead of one segment (RFC 5681).
    RENO(Reno::new),
    /// Stays in fast recovery until everything is acknowledged that was outstanding (RFC 6582).
    NEWRENO(NewReno::new),
    /// Grows with time, by a cubic function, and falls to seven tenths (RFC 9438).
    CUBIC(Cubic::new);

    private final Function<ControlSettings, CongestionControl> maker;

    Algorithm(Function<ControlSettings, CongestionControl> maker) {
        this.maker = maker;
    }

    /// The name on the command line and in the JSON lines: `newreno`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The algorithm of this name, in any case.
    public static Optional<Algorithm> named(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /// A control that has not begun yet.
    public CongestionControl control(ControlSettings settings) {
        return maker.apply(settings);
    }
}
