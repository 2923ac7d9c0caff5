package org.wirelab.capture;

import java.io.IOException;
import java.net.NetworkInterface;
import org.wirelab.wire.CapturedFrame;

/// A way to know, before a capture is ended, that what was on the wire so far has come through it.
interface Settling extends AutoCloseable {
    /// The capture's filter, such that it also lets through what this needs to see.
    String widen(String filter);

    /// Looks at a frame of the capture; true if it is this one's own and nobody else's concern.
    boolean takes(CapturedFrame frame);

    /// Waits until the frames that were on the wire when this was called have come through, or patience ends.
    void await();

    @Override
    void close();

    /// On loopback a marker that is sent and waited for; elsewhere silence.
    static Settling on(String interfaceName) throws IOException {
        NetworkInterface watched = NetworkInterface.getByName(interfaceName);
        return watched != null && watched.isLoopback() ? new LoopbackMarker() : new QuietPeriod();
    }
}
