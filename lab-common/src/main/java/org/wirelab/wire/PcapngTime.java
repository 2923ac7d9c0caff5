package org.wirelab.wire;

import java.nio.ByteBuffer;

/// How an interface of a pcapng file counts time: the options `if_tsresol` and `if_tsoffset`.
///
/// @param resolution a negative power of ten, or of two if the highest bit is set, as it stands in the file
/// @param offsetSeconds to be added to each time stamp
record PcapngTime(int resolution, long offsetSeconds) {
    static final int MICROSECONDS = 6;
    static final int NANOSECONDS = 9;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    static PcapngTime of(PcapngOptions options) {
        byte[] resolution = options.first(PcapngOptions.IF_TIME_RESOLUTION);
        byte[] offset = options.first(PcapngOptions.IF_TIME_OFFSET);
        return new PcapngTime(
                resolution.length == 1 ? resolution[0] & 0xff : MICROSECONDS,
                offset.length == 8
                        ? ByteBuffer.wrap(offset).order(options.order()).getLong()
                        : 0);
    }

    /// @param high the upper, `low` the lower half of the time stamp
    long epochNanos(int high, int low) {
        long units = (long) high << 32 | Integer.toUnsignedLong(low);
        return nanos(units) + offsetSeconds * NANOS_PER_SECOND;
    }

    private long nanos(long units) {
        int exponent = resolution & 0x7f;
        if ((resolution & 0x80) != 0) return binaryNanos(units, exponent);
        if (exponent > NANOSECONDS + 19) return 0;
        for (int i = exponent; i < NANOSECONDS; i++) units *= 10;
        for (int i = exponent; i > NANOSECONDS; i--) units = Long.divideUnsigned(units, 10);
        return units;
    }

    private static long binaryNanos(long units, int exponent) {
        long seconds = exponent > 63 ? 0 : units >>> exponent;
        long fraction = exponent > 63 ? units : units & ((1L << exponent) - 1);
        // a fraction of 32 bits is finer than a nanosecond, and times 10^9 it still fits
        int surplus = exponent - 32;
        if (surplus > 63) return 0;
        if (surplus > 0) fraction >>>= surplus;
        return seconds * NANOS_PER_SECOND + ((fraction * NANOS_PER_SECOND) >>> Math.min(exponent, 32));
    }
}
