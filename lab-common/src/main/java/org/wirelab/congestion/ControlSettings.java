package org.wirelab.congestion;

import org.jspecify.annotations.Nullable;

/// What can be chosen about a congestion control.
///
/// @param initialWindow how it begins
/// @param initialThreshold the first slow-start threshold in segments, at least 2; null for "arbitrarily high", as
///     RFC 5681 §3.1 wants it
/// @param byteCounting how the window grows in congestion avoidance: true when acknowledged octets are counted until
///     they fill a window, which RFC 5681 §3.1 recommends; false for its formula (3) on each acknowledgment
/// @param impatient what a partial acknowledgment does to the retransmission timer in NewReno: true when only the first
///     restarts it (RFC 6582 §3.2), false for the Slow-but-Steady variant of its §4
/// @param fastConvergence whether CUBIC makes room for newcomers (RFC 9438 §4.7); with one flow alone it should be off
public record ControlSettings(
        InitialWindow initialWindow,
        @Nullable Integer initialThreshold,
        boolean byteCounting,
        boolean impatient,
        boolean fastConvergence) {

    /// What the RFCs recommend.
    public static final ControlSettings RECOMMENDED =
            new ControlSettings(new InitialWindow.Rfc6928(), null, true, true, true);

    public ControlSettings {
        if (initialThreshold != null && initialThreshold < 2) {
            throw new IllegalArgumentException(
                    "a slow-start threshold has at least 2 segments, not " + initialThreshold);
        }
    }

    public ControlSettings withInitialWindow(InitialWindow window) {
        return new ControlSettings(window, initialThreshold, byteCounting, impatient, fastConvergence);
    }

    public ControlSettings withInitialThreshold(@Nullable Integer segments) {
        return new ControlSettings(initialWindow, segments, byteCounting, impatient, fastConvergence);
    }

    public ControlSettings withFastConvergence(boolean convergence) {
        return new ControlSettings(initialWindow, initialThreshold, byteCounting, impatient, convergence);
    }
}
