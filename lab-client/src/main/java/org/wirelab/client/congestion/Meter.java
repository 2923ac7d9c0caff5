package org.wirelab.client.congestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.wirelab.congestion.CongestionObservation.RoundTripTime;
import org.wirelab.congestion.CongestionObservation.Timeout;
import org.wirelab.link.Direction;
import org.wirelab.link.LinkObservation.Dropped;
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
    private final List<Long> drops = new ArrayList<>();

    private record Said<T>(long nanos, T what) {}

    @Override
    public synchronized void accept(Entry entry) {
        boolean sender = entry.vantage().side() == Side.CLIENT;
        switch (entry.observation()) {
            case Dropped drop when drop.direction() == Direction.TO_SERVER -> drops.add(entry.nanos());
            case TcpInfo info when sender && info.bytesAcked() != null -> accounts.add(new Said<>(entry.nanos(), info));
            case RoundTripTime time
            when sender && time.sampleNanos() != null -> roundTrips.add(new Said<>(entry.nanos(), time));
            case Timeout _ when sender -> timeouts.add(entry.nanos());
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
        return Optional.of(measured(
                first.nanos(),
                last.nanos(),
                acknowledged(last) - acknowledged(first),
                Math.round(micros * NANOS_IN_MICRO),
                meanWindow(between),
                (int) last.what().sendMss()));
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
                : Optional.of(measured(
                        begin - startNanos,
                        end - startNanos,
                        meter.between(begin, end),
                        Math.round(rtt),
                        window,
                        segment));
    }

    /// @param from in the trace's time, as `to`
    /// @param octets acknowledged between the two
    private Measured measured(long from, long to, long octets, long rttNanos, long window, int segment) {
        int lost = between(drops, from, to);
        return new Measured(
                octets * BITS * NANOS / (to - from),
                rttNanos,
                window,
                segment,
                between(timeouts, from, to),
                lost,
                (double) lost * segment / octets);
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

    private static int between(List<Long> times, long from, long to) {
        return (int)
                times.stream().filter(nanos -> nanos >= from && nanos <= to).count();
    }

    private static long acknowledged(Said<TcpInfo> each) {
        Long acked = each.what().bytesAcked();
        return acked == null ? 0 : acked;
    }
}
