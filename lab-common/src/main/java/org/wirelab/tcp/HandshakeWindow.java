package org.wirelab.tcp;

import org.jspecify.annotations.Nullable;

/// The window that one end announced in its SYN, and the scale that it offered for all windows after it.
///
/// @param octets the window itself: RFC 7323 §2.2, the window field of a SYN is never scaled
/// @param shift the offered scale, null when none was
record HandshakeWindow(int octets, @Nullable Integer shift) {

    /// RFC 7323 §2.3: a shift above 14 counts as 14.
    private static final int LARGEST_SHIFT = 14;

    static HandshakeWindow of(Segment syn) {
        return new HandshakeWindow(syn.window(), syn.options().windowScale());
    }

    /// The window in octets that a later segment of this end announces.
    ///
    /// @param others what the other end's SYN said: RFC 7323 §2.2, scaling takes the option from both
    long announcedIn(Segment segment, HandshakeWindow others) {
        return shift == null || others.shift == null
                ? segment.window()
                : (long) segment.window() << Math.min(shift, LARGEST_SHIFT);
    }

    @Override
    public String toString() {
        return shift == null ? octets + ", no scale" : octets + ", scale " + shift;
    }
}
