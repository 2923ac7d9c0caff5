package org.wirelab.tcp.analysis;

/// The order of sequence numbers held in `int`s (RFC 9293 §3.4): a number comes after those in the half circle before
/// it.
final class Circle {
    private Circle() {}

    static boolean isAfter(int number, int other) {
        return number - other > 0;
    }

    static boolean isBefore(int number, int other) {
        return number - other < 0;
    }
}
