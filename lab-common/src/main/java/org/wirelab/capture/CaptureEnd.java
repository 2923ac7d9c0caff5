package org.wirelab.capture;

import org.jspecify.annotations.Nullable;

/// How a capture ended.
///
/// @param received how many frames the kernel had for it, those dropped included
/// @param dropped how many frames it knows to have missed
/// @param failure one line: what ended it before it was stopped; then it missed whatever came later. Null if
///     nothing did
public record CaptureEnd(
        long received, long dropped, @Nullable String failure) {
    /// Whether it saw every frame between its start and its stop.
    public boolean complete() {
        return dropped == 0 && failure == null;
    }
}
