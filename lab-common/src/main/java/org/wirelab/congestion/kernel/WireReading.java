package org.wirelab.congestion.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.CongestionObservation.DuplicateAck;
import org.wirelab.tcp.Segment;
import org.wirelab.trace.Source;
import org.wirelab.wire.SequenceNumber;

/// What the wire at the sender shows one segment after the other: duplicate acknowledgments, and what is sent again.
final class WireReading {

    /// A segment that was sent before.
    ///
    /// @param duplicates how many duplicate acknowledgments had arrived for it
    record Again(long nanos, SequenceNumber number, int duplicates, boolean last) {}

    private final String sender;
    private final boolean sack;
    private final List<Said> said = new ArrayList<>();
    private final List<Again> again = new ArrayList<>();
    private final List<Seen<SequenceNumber>> highest = new ArrayList<>();
    private final List<Seen<SequenceNumber>> acknowledgments = new ArrayList<>();
    private @Nullable SequenceNumber next;
    private @Nullable SequenceNumber acknowledged;
    private int window;
    private int duplicates;
    private long dataSegments;

    /// @param sender its endpoint
    /// @param segments in the order in which they passed
    /// @param sack whether the receiver acknowledges selectively
    WireReading(String sender, List<Seen<Segment>> segments, boolean sack) {
        this.sender = sender;
        this.sack = sack;
        segments.forEach(segment -> read(segment.nanos(), segment.what()));
    }

    /// The duplicate acknowledgments.
    List<Said> said() {
        return said;
    }

    /// What was sent again, in its order.
    List<Again> again() {
        return again;
    }

    /// How many segments with data left, each time counted.
    long dataSegments() {
        return dataSegments;
    }

    /// The first number that was sent again after one time and up to another.
    OptionalLong sentAgainSince(long after, long upTo) {
        return again.stream()
                .filter(each -> each.nanos() > after && each.nanos() <= upTo)
                .mapToLong(each -> each.number().value())
                .findFirst();
    }

    /// The number behind everything that had been sent by this time; empty where no segment was seen.
    OptionalLong highestSent(long nanos) {
        OptionalLong found = OptionalLong.empty();
        for (Seen<SequenceNumber> each : highest) {
            if (each.nanos() > nanos) {
                break;
            }
            found = OptionalLong.of(each.what().value());
        }
        return found;
    }

    /// The number that the receiver waited for at this time (SND.UNA); empty where no acknowledgment was seen.
    OptionalLong unacknowledged(long nanos) {
        return acknowledgments.stream()
                .filter(each -> each.nanos() <= nanos)
                .mapToLong(each -> each.what().value())
                .reduce((_, later) -> later);
    }

    private void read(long nanos, Segment segment) {
        if (segment.src().equals(sender)) {
            sent(nanos, segment);
        } else if (segment.ack() && !segment.rst()) {
            arrived(nanos, segment);
        }
    }

    private void sent(long nanos, Segment segment) {
        if (segment.length() > 0) {
            dataSegments++;
        }
        SequenceNumber behind = segment.nextSequenceNumber();
        SequenceNumber before = next;
        if (before == null || behind.isAfter(before)) {
            next = behind;
            highest.add(new Seen<>(nanos, behind));
        }
        if (before != null && segment.length() > 0 && segment.sequenceNumber().isBefore(before)) {
            again.add(new Again(
                    nanos, segment.sequenceNumber(), duplicatesOf(segment.sequenceNumber()), behind.equals(before)));
        }
    }

    private int duplicatesOf(SequenceNumber number) {
        return number.equals(acknowledged) ? duplicates : 0;
    }

    /// RFC 5681 §2: no data, no SYN or FIN, the same number and the same window, while something is
    /// outstanding. RFC 6675 §2: with selective acknowledgments the window does not matter.
    private void arrived(long nanos, Segment segment) {
        SequenceNumber number = segment.acknowledgmentNumber();
        SequenceNumber before = acknowledged;
        boolean outstanding = next != null && next.isAfter(number);
        if (before == null || number.isAfter(before)) {
            acknowledged = number;
            acknowledgments.add(new Seen<>(nanos, number));
            duplicates = 0;
        } else if (number.equals(before)
                && outstanding
                && segment.length() == 0
                && !segment.syn()
                && !segment.fin()
                && (sack || segment.window() == window)) {
            duplicates++;
            said.add(new Said(nanos, Source.CAPTURE, new DuplicateAck(number.value(), duplicates)));
        }
        window = segment.window();
    }
}
