package org.wirelab.server.tls;

import java.time.Duration;
import org.wirelab.server.Limits;

/// What the TLS service gives to strangers before and after their handshake.
///
/// @param halfOpen connections whose handshake is not complete; one more takes the place of the oldest
/// @param open connections whose handshake is complete
/// @param hello how long the first message may take to arrive
/// @param handshake how long the rest of the handshake may take
/// @param idle an open connection without traffic for so long is ended
/// @param life how long a connection may last at all
/// @param handshakeBytes how much may be received before the handshake is complete
/// @param bytes how much may be received in all
/// @param handshakesPerSecond how many handshakes one source may begin per second, in the long run
/// @param handshakesAtOnce how many of them at once after a rest
public record TlsLimits(
        int halfOpen,
        int open,
        Duration hello,
        Duration handshake,
        Duration idle,
        Duration life,
        long handshakeBytes,
        long bytes,
        int handshakesPerSecond,
        int handshakesAtOnce) {

    /// Descriptors that the process itself needs: jars, selectors, a terminal, a capture.
    private static final int OWN_DESCRIPTORS = 128;

    /// The socket, and the files of its run.
    private static final int DESCRIPTORS_OF_A_RECORDED = 5;

    /// Enough for a classroom.
    public static final TlsLimits DEFAULT = new TlsLimits(
            1024,
            Limits.DEFAULT.connections(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Limits.DEFAULT.idle(),
            Duration.ofMinutes(10),
            64 << 10,
            256 << 10,
            20,
            100);

    public TlsLimits {
        if (halfOpen < 1 || open < 1 || handshakeBytes < 1 || bytes < 1 || handshakesPerSecond < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /// These limits for a process that may hold so many descriptors: half of them for half-open connections.
    public TlsLimits within(long descriptors) {
        int half = (int) Math.clamp((descriptors - OWN_DESCRIPTORS) / 2, DESCRIPTORS_OF_A_RECORDED, Integer.MAX_VALUE);
        return new TlsLimits(
                Math.min(halfOpen, half),
                Math.min(open, half / DESCRIPTORS_OF_A_RECORDED),
                hello,
                handshake,
                idle,
                life,
                handshakeBytes,
                bytes,
                handshakesPerSecond,
                handshakesAtOnce);
    }
}
