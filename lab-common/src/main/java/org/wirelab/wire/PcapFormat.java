package org.wirelab.wire;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// One of the four forms of a pcap file: byte order, and the unit of its time stamps.
///
/// @param nanosecond whether time stamps count nanoseconds; else microseconds
public record PcapFormat(ByteOrder order, boolean nanosecond) {
    static final int MICRO = 0xa1b2c3d4;
    static final int NANO = 0xa1b23c4d;
    static final int HEADER = 24;
    static final int RECORD_HEADER = 16;

    int magic() {
        return nanosecond ? NANO : MICRO;
    }

    /// Nanoseconds in one unit of the time stamp's fraction.
    int unit() {
        return nanosecond ? 1 : 1000;
    }

    /// @param number the first four bytes, read as big-endian
    static @Nullable PcapFormat ofMagic(int number) {
        return switch (number) {
            case MICRO -> new PcapFormat(ByteOrder.BIG_ENDIAN, false);
            case NANO -> new PcapFormat(ByteOrder.BIG_ENDIAN, true);
            case 0xd4c3b2a1 -> new PcapFormat(ByteOrder.LITTLE_ENDIAN, false);
            case 0x4d3cb2a1 -> new PcapFormat(ByteOrder.LITTLE_ENDIAN, true);
            default -> null;
        };
    }
}
