package org.wirelab.client.congestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.wirelab.congestion.CongestionObservation.RoundTripTime;
import org.wirelab.congestion.CongestionObservation.Timeout;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Side;

/// The rate, the round trips and the timeouts of the one transfer of a run, from what its sender says of itself.
final class Meter implements Consumer<Entry> {

    private static final double BITS = 8;
    private static final double NANOS = 1e9;
    private static final long NANOS_IN_MICRO = 1_000;

    private final List<Said<TcpInfo>> accounts = new ArrayList<>();
    private final List<Said<RoundTripTime>> roundTrips = new ArrayList<>();
    private final List<Long> timeouts = new ArrayList<>();

    private record Said<T>(long nanos, T what) {}

    @Override
    public synchronized void accept(Entry entry) {
        if (entry.vantage().side() != Side.CLIENT) {
            return;
        }
        switch (entry.observation()) {
            case TcpInfo info when info.bytesAcked() != null -> accounts.add(new Said<>(entry.nanos(), info));
            case RoundTripTime time when time.sampleNanos() != null -> roundTrips.add(new Said<>(entry.nanos(), time));
            case Timeout _ -> timeouts.add(entry.nanos());
            default -> {}
        }
    }

    /// Of the kernel's sender, from its account; empty where it says too little.
    ///
    /// @param from the octet with which the measurement begins
    /// @param to the octet with which it ends
    synchronized Optional<Measured> kernel(long from, long to) {
        List<Said<TcpInfo>> between = accounts.stream()
                .filter(each -> acknowledged(each) >= from && acknowledged(each) <= to)
                .toList();
        if (between.size() < 2
                || between.getFirst().nanos() == between.getLast().nanos()) {
            return Optional.empty();
        }
        Said<TcpInfo> first = between.getFirst();
        Said<TcpInfo> last = between.getLast();
        double micros = between.stream()
                .mapToLong(each -> each.what().rttMicros())
                .average()
                .orElseThrow();
        return Optional.of(new Measured(
                (acknowledged(last) - acknowledged(first)) * BITS * NANOS / (last.nanos() - first.nanos()),
                Math.round(micros * NANOS_IN_MICRO),
                meanWindow(between),
                (int) last.what().sendMss(),
                timeoutsBetween(first.nanos(), last.nanos())));
    }

    /// Of the lab's sender.
    ///
    /// @param startNanos when the trace began, on the clock of the meter before the machine
    /// @param window that was agreed on, in octets
    synchronized Optional<Measured> lab(Metered meter, long from, long to, long startNanos, long window, int segment) {
        Long begin = meter.when(from);
        Long end = meter.when(to);
        if (begin == null || end == null || end <= begin) {
            return Optional.empty();
        }
        double rtt = roundTrips.stream()
                .filter(each -> each.nanos() >= begin - startNanos && each.nanos() <= end - startNanos)
                .mapToLong(each ->
                        each.what().sampleNanos() == null ? 0 : each.what().sampleNanos())
                .average()
                .orElse(0);
        return rtt == 0
                ? Optional.empty()
                : Optional.of(new Measured(
                        meter.between(begin, end) * BITS * NANOS / (end - begin),
                        Math.round(rtt),
                        window,
                        segment,
                        timeoutsBetween(begin - startNanos, end - startNanos)));
    }

    /// The mean, as of the round trips: a receiver that has not read yet grants less for that moment, and the last
    /// account may have been taken in such a moment.
    private static long meanWindow(List<Said<TcpInfo>> accounts) {
        return Math.round(accounts.stream()
                .map(each -> each.what().sendWindow())
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .average()
                .orElse(0));
    }

    private int timeoutsBetween(long from, long to) {
        return (int)
                timeouts.stream().filter(nanos -> nanos >= from && nanos <= to).count();
    }

    private static long acknowledged(Said<TcpInfo> each) {
        Long acked = each.what().bytesAcked();
        return acked == null ? 0 : acked;
    }
}
