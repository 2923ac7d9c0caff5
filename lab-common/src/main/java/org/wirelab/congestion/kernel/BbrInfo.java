package org.wirelab.congestion.kernel;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.wirelab.congestion.KernelObservation.Model;

/// BBR's account of its model (`struct tcp_bbr_info` of linux/inet_diag.h).
public final class BbrInfo {

    private static final int LENGTH = 20;
    private static final double GAIN_UNIT = 256;
    private static final int BITS = 8;

    private BbrInfo() {}

    /// Reads the structure.
    ///
    /// @param struct in native byte order, from position to limit
    /// @return empty when it is too short, or BBR has not measured anything yet
    public static Optional<Model> parse(ByteBuffer struct) {
        ByteBuffer in = struct.slice().order(struct.order());
        if (in.limit() < LENGTH) {
            return Optional.empty();
        }
        long octetsPerSecond = unsigned(in, 0) | unsigned(in, 4) << 32;
        long minRttMicros = unsigned(in, 8);
        boolean measured = octetsPerSecond > 0 && minRttMicros < 0xffff_ffffL;
        return measured
                ? Optional.of(new Model(
                        octetsPerSecond * BITS,
                        minRttMicros * 1000,
                        unsigned(in, 12) / GAIN_UNIT,
                        unsigned(in, 16) / GAIN_UNIT))
                : Optional.empty();
    }

    private static long unsigned(ByteBuffer in, int at) {
        return Integer.toUnsignedLong(in.getInt(at));
    }
}
