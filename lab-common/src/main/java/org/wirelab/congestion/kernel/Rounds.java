package org.wirelab.congestion.kernel;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.congestion.CongestionObservation.Round;
import org.wirelab.congestion.CongestionObservation.RoundTripTime;
import org.wirelab.trace.Source;

/// The round trips of a transfer, as samples of TCP_INFO show them: each ends with the sample in which everything is
/// acknowledged that was sent at its beginning. Window and octets acknowledged are of the same instant there.
///
/// A round is told only where samples came often enough to see its end: of one that a late sample overshoots by more
/// than a tenth of the window nobody knows how large the window was at its end. It has its number all the same.
final class Rounds {

    private static final double TENTH = 0.1;

    /// In so many of a round's samples the window must have been full, or nearly, for it to be called the limit: a
    /// kernel lets a window grow only then.
    private static final double MOSTLY = 0.9;

    private final List<Reading> readings;
    private final Phases phases;
    private final List<Long> duplicates;

    /// @param wire says when duplicate acknowledgments came, where somebody saw it
    Rounds(List<Reading> readings, Phases phases, WireReading wire) {
        this.readings = readings;
        this.phases = phases;
        this.duplicates = wire.said().stream().map(Said::nanos).toList();
    }

    List<Said> said() {
        List<Said> said = new ArrayList<>();
        int number = 0;
        int from = firstInFlight();
        while (from < readings.size()) {
            Reading begin = readings.get(from);
            int end = from;
            while (end < readings.size() && acked(readings.get(end)) < begin.sent()) {
                end++;
            }
            if (begin.sent() <= 0 || end == readings.size()) {
                break;
            }
            number++;
            boolean limited = limited(readings.subList(from, end)) && !disturbed(readings.subList(from, end + 1));
            tell(said, number, begin, readings.get(end), limited);
            // the kernel says that nothing is under way: the next round begins with the next segment
            from = end;
            while (from < readings.size() && readings.get(from).info().unacked() == 0) {
                from++;
            }
        }
        return said;
    }

    private void tell(List<Said> said, int number, Reading begin, Reading end, boolean limited) {
        long overshot = acked(end) - begin.sent();
        if (overshot > TENTH * begin.window()) {
            return;
        }
        long rtt = end.info().rttMicros() * 1000;
        said.add(new Said(
                end.nanos(),
                Source.TCP_INFO,
                new Round(number, phases.of(end), end.segmentOctets(), begin.window(), end.window(), limited, rtt)));
        said.add(new Said(
                end.nanos(),
                Source.TCP_INFO,
                new RoundTripTime(
                        null, rtt, end.info().rttVarMicros() * 1000, end.info().rtoMicros() * 1000)));
    }

    /// Whether slow start or congestion avoidance met with duplicate acknowledgments.
    private boolean disturbed(List<Reading> round) {
        long begin = round.getFirst().nanos();
        long end = round.getLast().nanos();
        boolean recovering = round.stream().anyMatch(each -> each.recovering() || each.lost());
        return !recovering
                && (round.stream().anyMatch(Reading::disordered)
                        || duplicates.stream().anyMatch(nanos -> nanos > begin && nanos <= end));
    }

    private static boolean limited(List<Reading> round) {
        long full = round.stream().filter(Reading::filled).count();
        return full >= MOSTLY * round.size();
    }

    private int firstInFlight() {
        int index = 0;
        while (index < readings.size() && readings.get(index).info().unacked() == 0) {
            index++;
        }
        return index;
    }

    private static long acked(Reading reading) {
        Long acked = reading.info().bytesAcked();
        return acked == null ? -1 : acked;
    }
}
