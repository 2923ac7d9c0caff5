package org.wirelab.capture;

import java.io.IOException;
import java.net.NetworkInterface;
import java.time.Duration;
import org.wirelab.wire.CapturedFrame;

/// A way to know that what was on the wire so far has come through a capture.
interface Settling extends AutoCloseable {
    /// The capture's filter, such that it also lets through what this needs to see.
    String widen(String filter);

    /// Looks at a frame of the capture; true if it is this one's own and nobody else's concern.
    boolean takes(CapturedFrame frame);

    /// Waits until the frames that were on the wire when this was called have come through, or patience ends.
    void await();

    @Override
    void close();

    /// Where loopback is among what is watched, a marker that is sent and waited for; elsewhere silence.
    ///
    /// @param quiet how long a silence shows that nothing is on its way
    static Settling on(String interfaceName, Duration quiet) throws IOException {
        if (interfaceName.equals(CaptureProgram.ANY)) return new LoopbackMarker();
        NetworkInterface watched = NetworkInterface.getByName(interfaceName);
        return watched != null && watched.isLoopback() ? new LoopbackMarker() : new QuietPeriod(quiet);
    }
}
