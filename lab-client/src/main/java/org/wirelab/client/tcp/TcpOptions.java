package org.wirelab.client.tcp;

import java.time.Duration;
import org.wirelab.tcp.ClosingStyle;

/// What one TCP experiment is to do.
///
/// @param closing how the server is asked to answer the FIN
/// @param bytes how much is sent and echoed; 0 opens and closes without a word
/// @param seed of the bytes
/// @param timeout how long to wait for the other end at any point
public record TcpOptions(ClosingStyle closing, long bytes, long seed, Duration timeout) {

    /// The most that one exchange sends.
    public static final long MOST_BYTES = 1L << 30;

    /// The documented flow: a little data, and a server that goes on sending after the client's FIN.
    public static TcpOptions documented(long seed, Duration timeout) {
        return new TcpOptions(ClosingStyle.HALF, 1000, seed, timeout);
    }

    public TcpOptions {
        if (bytes < 0 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("bytes: 0 to " + MOST_BYTES);
        }
    }
}
