package org.wirelab.bench.sampling;

/// One transfer.
///
/// @param octets that arrived
/// @param nanos that it took
/// @param cpuNanos of all threads of the process meanwhile
/// @param samples of TCP_INFO that were read
/// @param samplerNanos of processor time that the sampling thread itself took
record Outcome(long octets, long nanos, long cpuNanos, int samples, long samplerNanos) {

    double gigabits() {
        return octets * 8.0 / nanos;
    }

    double microsPerSample() {
        return samples == 0 ? 0 : samplerNanos / 1e3 / samples;
    }

    double cpuSecondsPerGigabyte() {
        return cpuNanos / (double) octets;
    }
}
