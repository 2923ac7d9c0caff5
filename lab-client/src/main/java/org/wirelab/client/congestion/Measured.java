package org.wirelab.client.congestion;

/// What was measured of a transfer between two of its octets.
///
/// @param bitsPerSecond of data acknowledged
/// @param rttNanos mean of the round trips measured meanwhile
/// @param window what the receiver had room for meanwhile, in octets, on average; 0 where nobody said
/// @param segmentOctets of a full segment
/// @param timeouts how often the retransmission timer expired meanwhile
/// @param lost how many segments the link has lost meanwhile
/// @param loss which part of all segments that was, as a fraction
record Measured(
        double bitsPerSecond, long rttNanos, long window, int segmentOctets, int timeouts, int lost, double loss) {}
