package org.wirelab.client.flow.slow;

/// How a program reads that has something else to do: not at all at first, then at most so fast.
///
/// What it did not read while nothing had come it does not make up for.
///
/// @param afterNanos how long it reads nothing
/// @param bitsPerSecond of data then; 0 for as fast as it comes
record ReadingPace(long afterNanos, long bitsPerSecond) {

    static final ReadingPace AS_IT_COMES = new ReadingPace(0, 0);

    private static final double BITS_NANOS = 8e9;

    /// Whether it reads whatever has come.
    boolean asItComes() {
        return equals(AS_IT_COMES);
    }

    /// When the first reading is due.
    ///
    /// @param begun when the program began, in nanoseconds of any clock
    long first(long begun) {
        return begun + afterNanos;
    }

    /// When the next reading is due after one of so many octets.
    long next(long now, int octets) {
        return bitsPerSecond == 0 ? now : now + Math.round(octets * BITS_NANOS / bitsPerSecond);
    }
}
