package org.wirelab.congestion;

import org.jspecify.annotations.Nullable;

/// Counts round trips: one is over when everything is acknowledged that was outstanding at its beginning. A loss ends
/// one that is told to nobody, for it was none like the others.
final class Rounds {

    private final int smss;
    private int number;
    private boolean under;
    private long end;
    private long windowBefore;
    private long began;
    private boolean limited;
    private boolean disordered;

    Rounds(int smss) {
        this.smss = smss;
    }

    /// Everything that could be sent has been.
    ///
    /// @param next the octet to send next
    /// @param full whether the congestion window kept more from being sent
    void sent(long next, long window, boolean full, long nanos) {
        if (!under) {
            under = true;
            end = next;
            windowBefore = window;
            began = nanos;
            limited = false;
            disordered = false;
        }
        limited |= full;
    }

    /// Data was acknowledged.
    ///
    /// @return the round that is over with it
    CongestionObservation.@Nullable Round acknowledged(long unacknowledged, long window, Phase phase, long nanos) {
        if (!under || unacknowledged < end) {
            return null;
        }
        under = false;
        number++;
        return new CongestionObservation.Round(
                number, phase, smss, windowBefore, window, limited && !disordered, nanos - began);
    }

    /// A duplicate acknowledgment came: how much the window grows in this round is no longer a matter of slow start
    /// alone.
    void disordered() {
        disordered = true;
    }

    /// A loss was found.
    void disturbed() {
        under = false;
    }
}
