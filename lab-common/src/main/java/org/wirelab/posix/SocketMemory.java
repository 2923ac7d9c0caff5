package org.wirelab.posix;

import java.nio.ByteBuffer;

/// What Linux says of a socket's memory (`SK_MEMINFO_…`, linux/sock_diag.h), whether it is asked by socket(7) or by
/// sock_diag(7): nine 32-bit numbers in native order, the last of which counts the packets that found no room.
public final class SocketMemory {

    /// The option of `SOL_SOCKET` that asks for it (Linux 4.12).
    public static final int SO_MEMINFO = 55;

    /// In octets, up to the drops and with them.
    public static final int SIZE = 9 * Integer.BYTES;

    private static final int DROPS = 8 * Integer.BYTES;

    private SocketMemory() {}

    /// `SK_MEMINFO_DROPS`.
    ///
    /// @param memory in native order, with the numbers at its beginning
    /// @throws IndexOutOfBoundsException where it is shorter than [#SIZE]
    public static long drops(ByteBuffer memory) {
        return Integer.toUnsignedLong(memory.getInt(DROPS));
    }
}
