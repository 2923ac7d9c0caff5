package org.wirelab.congestion;

/// The window that CUBIC aims at, as a function of time (RFC 9438 §4.2): in segments, and in seconds since
/// this stage of congestion avoidance began.
///
/// @param origin W_max, where it is flat
/// @param k how long it takes to get there, in seconds
record CubicFunction(double origin, double k) {

    /// RFC 9438 §5.1: C SHOULD be 0.4 segments per second cubed.
    static final double C = 0.4;

    /// RFC 9438 §4.6: to what part the window falls.
    static final double BETA = 0.7;

    /// RFC 9438 §4.3: by how many segments the window of a Reno with this beta would have to grow in a round trip.
    static final double ALPHA = 3 * (1 - BETA) / (1 + BETA);

    /// RFC 9438 §4.2, figure 2: K = ((W_max - cwnd_epoch) / C)^(1/3); never before the beginning.
    static CubicFunction towards(double wMax, double cwndEpoch) {
        return new CubicFunction(wMax, Math.cbrt(Math.max(0, wMax - cwndEpoch) / C));
    }

    /// RFC 9438 §4.8, §4.10: after a timeout, or where nothing was lost yet, it begins where it is flat.
    static CubicFunction from(double cwnd) {
        return new CubicFunction(cwnd, 0);
    }

    /// RFC 9438 §4.2, figure 1: W_cubic(t) = C (t - K)^3 + W_max.
    double at(double seconds) {
        double distance = seconds - k;
        return C * distance * distance * distance + origin;
    }

    /// RFC 9438 §4.2: where the window should be a round trip later; not below where it is, and not above
    /// half as much again.
    double target(double seconds, double rtt, double cwnd) {
        return Math.clamp(at(seconds + rtt), cwnd, 1.5 * cwnd);
    }
}
