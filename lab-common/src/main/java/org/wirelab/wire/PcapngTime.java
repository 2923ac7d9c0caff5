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

    /// Rounded down to a nanosecond. A time that nanoseconds since 1970 cannot hold (the years 1677 to 2262 can be
    /// held) is the nearest one that they can.
    ///
    /// @param high the upper, `low` the lower half of the time stamp
    long epochNanos(int high, int low) {
        long units = (long) high << 32 | Integer.toUnsignedLong(low);
        int exponent = resolution & 0x7f;
        long nanos = (resolution & 0x80) != 0 ? binaryNanos(units, exponent) : decimalNanos(units, exponent);
        return offsetSeconds == 0 ? nanos : saturatedSum(nanos, saturatedProduct(offsetSeconds, NANOS_PER_SECOND));
    }

    private static long decimalNanos(long units, int exponent) {
        if (exponent > NANOSECONDS + 19) return 0;
        long nanos = units;
        for (int i = exponent; i > NANOSECONDS; i--) nanos = Long.divideUnsigned(nanos, 10);
        if (nanos < 0) return Long.MAX_VALUE;
        for (int i = exponent; i < NANOSECONDS; i++) nanos = saturatedProduct(nanos, 10);
        return nanos;
    }

    private static long binaryNanos(long units, int exponent) {
        long seconds = exponent > 63 ? 0 : units >>> exponent;
        long fraction = exponent > 63 ? units : units & ((1L << exponent) - 1);
        // a fraction of 32 bits is finer than a nanosecond, and times 10^9 it still fits
        int surplus = exponent - 32;
        if (surplus > 63) return 0;
        if (surplus > 0) fraction >>>= surplus;
        long part = (fraction * NANOS_PER_SECOND) >>> Math.min(exponent, 32);
        return seconds < 0 ? Long.MAX_VALUE : saturatedSum(saturatedProduct(seconds, NANOS_PER_SECOND), part);
    }

    private static long saturatedProduct(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (high == low >> 63) return low;
        return (a ^ b) < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) >= 0) return sum;
        return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
