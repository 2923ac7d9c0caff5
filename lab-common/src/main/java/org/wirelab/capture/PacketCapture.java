package org.wirelab.capture;

import java.util.Optional;
import java.util.function.Consumer;
import org.wirelab.wire.CapturedFrame;

/// A live capture of the frames of one interface.
public interface PacketCapture extends AutoCloseable {
    /// The interface watched, such as `lo`.
    String interfaceName();

    /// Begins to capture, once. When this returns the capture is live: it sees every frame from here on.
    ///
    /// @param frames takes the frames one by one in their order, on a thread of the capture, and must not wait
    ///     for long
    /// @throws CaptureException if this process may not capture here, or cannot
    void start(Consumer<CapturedFrame> frames) throws CaptureException;

    /// Whether frames are still coming: what captures may break off by itself.
    boolean isLive();

    /// Waits until the frames that are on the wire now have been handed over, a second or two at most.
    void settle();

    /// What it has counted so far; empty where that is known only at its end (dumpcap).
    Optional<CaptureCounters> counters();

    /// Ends the capture: what was on the wire before is handed over, then the thread ends. Later calls give the
    /// same answer.
    CaptureEnd stop();

    @Override
    default void close() {
        stop();
    }
}
