package org.wirelab.wire;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// One of the forms of a pcap file: byte order, and the unit of its time stamps.
///
/// @param nanosecond whether time stamps count nanoseconds; else microseconds
/// @param modified whether the file says that its record headers are longer than usual, as those of Alexey
///     Kuznetsov's tcpdump were
public record PcapFormat(ByteOrder order, boolean nanosecond, boolean modified) {
    static final int MICRO = 0xa1b2c3d4;
    static final int NANO = 0xa1b23c4d;
    static final int MODIFIED = 0xa1b2cd34;
    static final int HEADER = 24;
    static final int RECORD_HEADER = 16;

    public PcapFormat(ByteOrder order, boolean nanosecond) {
        this(order, nanosecond, false);
    }

    int magic() {
        if (modified) return MODIFIED;
        return nanosecond ? NANO : MICRO;
    }

    /// Nanoseconds in one unit of the time stamp's fraction.
    int unit() {
        return nanosecond ? 1 : 1000;
    }

    CaptureForm.Container container() {
        if (modified) return CaptureForm.Container.PCAP_MODIFIED;
        return nanosecond ? CaptureForm.Container.PCAP_NANOSECONDS : CaptureForm.Container.PCAP_MICROSECONDS;
    }

    /// @param number the first four bytes, read as big-endian
    static @Nullable PcapFormat ofMagic(int number) {
        PcapFormat big = ofMagic(number, ByteOrder.BIG_ENDIAN);
        return big != null ? big : ofMagic(Integer.reverseBytes(number), ByteOrder.LITTLE_ENDIAN);
    }

    private static @Nullable PcapFormat ofMagic(int number, ByteOrder order) {
        return switch (number) {
            case MICRO -> new PcapFormat(order, false);
            case NANO -> new PcapFormat(order, true);
            case MODIFIED -> new PcapFormat(order, false, true);
            default -> null;
        };
    }
}
