package org.wirelab.wire;

/// A TCP sequence or acknowledgment number: a point on a circle of 2^32 (RFC 9293 §3.4).
///
/// @param value 0 to 2^32 - 1
public record SequenceNumber(long value) implements Comparable<SequenceNumber> {
    private static final long CIRCLE = 1L << 32;

    public SequenceNumber {
        if (value < 0 || value >= CIRCLE) throw new IllegalArgumentException("not a sequence number: " + value);
    }

    /// The point that a number of any size comes to lie on.
    public static SequenceNumber of(long number) {
        return new SequenceNumber(number & (CIRCLE - 1));
    }

    /// RFC 9293 §3.4: all arithmetic is modulo 2^32.
    public SequenceNumber plus(long octets) {
        return of(value + octets);
    }

    public SequenceNumber minus(long octets) {
        return of(value - octets);
    }

    /// How many octets this lies after the other, the short way round the circle: -2^31 to 2^31 - 1.
    public int minus(SequenceNumber other) {
        return (int) (value - other.value);
    }

    /// RFC 9293 §3.4: one number is less than another if it lies in the half circle before it. An order only
    /// among numbers that lie within half a circle of each other, as those of one window do.
    @Override
    public int compareTo(SequenceNumber other) {
        return Integer.compare(minus(other), 0);
    }

    public boolean isBefore(SequenceNumber other) {
        return minus(other) < 0;
    }

    public boolean isAfter(SequenceNumber other) {
        return minus(other) > 0;
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
