package org.wirelab.client.tcp;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.wirelab.tcp.Tally;

/// The bytes that an exchange sends: as many as wanted, no two runs the same, never all in memory.
///
/// The same seed gives the same bytes, so the digest is known before the first one is sent.
final class Payload {

    private static final int CHUNK = 16 * 1024;

    private final long bytes;
    private final SplittableRandom random;
    private long given;

    /// @param bytes how many, at least 0
    Payload(long bytes, long seed) {
        this.bytes = bytes;
        this.random = new SplittableRandom(seed);
    }

    /// SHA-256 of all that a payload of this size and seed gives.
    static String digest(long bytes, long seed) {
        Payload payload = new Payload(bytes, seed);
        Tally tally = new Tally();
        while (payload.hasNext()) {
            tally.add(payload.next());
        }
        return tally.digest();
    }

    boolean hasNext() {
        return given < bytes;
    }

    /// The next few kilobytes.
    ByteBuffer next() {
        // always drawn whole, so that where a chunk ends does not change what follows
        byte[] chunk = new byte[CHUNK];
        random.nextBytes(chunk);
        int length = (int) Math.min(CHUNK, bytes - given);
        given += length;
        return ByteBuffer.wrap(chunk, 0, length);
    }
}
