package org.wirelab.udp;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The payload of a datagram of the lab's: its number, how often it has been sent, and octets that fill it up.
public final class DatagramCodec {

    /// Octets of what is not filling: a mark, a number of 8, a count of 4.
    public static final int SHORTEST = 16;

    /// "wlud": whoever sends something else to the port is not counted.
    private static final int MARK = 0x776c_7564;

    private DatagramCodec() {}

    /// What a payload says of itself.
    ///
    /// @param number 0 for the one that ends the transfer
    public record Content(long number, int attempt) {}

    /// Writes a payload of so many octets.
    ///
    /// @param octets at least [#SHORTEST]
    public static ByteBuffer encode(long number, int attempt, int octets) {
        ByteBuffer payload = ByteBuffer.allocate(octets);
        payload.putInt(MARK).putLong(number).putInt(attempt);
        return payload.clear();
    }

    /// Reads a payload from position to limit; empty where it is none of the lab's.
    public static Optional<Content> decode(ByteBuffer given) {
        ByteBuffer payload = given.duplicate(); // in network order, whatever that of the given one is
        if (payload.remaining() < SHORTEST || payload.getInt(payload.position()) != MARK) {
            return Optional.empty();
        }
        int at = payload.position() + Integer.BYTES;
        return Optional.of(new Content(payload.getLong(at), payload.getInt(at + Long.BYTES)));
    }
}
