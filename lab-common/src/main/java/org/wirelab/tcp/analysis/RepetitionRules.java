package org.wirelab.tcp.analysis;

/// Whether a segment repeats what its sender has sent before, and which kind of repetition it is.
final class RepetitionRules {
    /// RFC 5681 §3.2 asks for the third duplicate; one may be missing from the capture.
    private static final int DUPLICATES_OF_FAST_RETRANSMIT = 2;

    /// A fast retransmission answers the duplicate ACK at once: within 20 ms.
    private static final long AT_ONCE = 20_000_000;

    /// Before a round trip is measured: no retransmission comes within 3 ms.
    private static final long SHORTEST_ROUND_TRIP = 3_000_000;

    private RepetitionRules() {}

    static void apply(PacketAnalysis at, HalfConnection sender, HalfConnection receiver) {
        if (at.length == 0 && at.phantom() == 0) return;
        // the octet of a keep-alive is not meant to arrive
        if (at.has(AnalysisFlag.KEEP_ALIVE)) {
            recall(at, sender);
            return;
        }
        boolean repeats = sender.sent && Circle.isBefore(at.sequence, sender.next) && !goesOnAfterProbe(at, sender);
        if (isSpurious(at, receiver)) {
            repeated(at, sender, AnalysisFlag.SPURIOUS_RETRANSMISSION);
            at.expected = receiver.lastAck;
            at.refersTo = receiver.ackFrame;
        } else if (repeats) {
            apart(at, sender, receiver);
        }
    }

    private static void apart(PacketAnalysis at, HalfConnection sender, HalfConnection receiver) {
        at.expected = sender.next;
        if (isFast(at, receiver)) {
            repeated(at, sender, AnalysisFlag.FAST_RETRANSMISSION);
            at.refersTo = receiver.latestFrame;
            at.quietNanos = at.nanos - receiver.lastAckNanos;
            return;
        }
        at.quietNanos = at.nanos - sender.nextNanos;
        if (isOutOfOrder(at, sender)) {
            at.add(AnalysisFlag.OUT_OF_ORDER);
            at.refersTo = sender.nextFrame;
        } else {
            repeated(at, sender, AnalysisFlag.RETRANSMISSION);
        }
    }

    /// More than one octet, the first of which was a zero window probe: the rest is new.
    private static boolean goesOnAfterProbe(PacketAnalysis at, HalfConnection sender) {
        return at.length > 1 && at.sequence == sender.next - 1;
    }

    private static boolean isSpurious(PacketAnalysis at, HalfConnection receiver) {
        return at.length > 0 && receiver.acks && !Circle.isAfter(at.sequence + at.length, receiver.lastAck);
    }

    private static boolean isFast(PacketAnalysis at, HalfConnection receiver) {
        return receiver.duplicateAcks >= DUPLICATES_OF_FAST_RETRANSMIT
                && receiver.acks
                && receiver.lastAck == at.sequence
                && isWithin(AT_ONCE, at.nanos - receiver.lastAckNanos);
    }

    /// It came sooner after the sender's latest new octets than a round trip takes, so nobody can have asked for
    /// it. And it does not end where those end: that would be a repetition of the latest segment itself, unless
    /// that had no data.
    private static boolean isOutOfOrder(PacketAnalysis at, HalfConnection sender) {
        long roundTrip = at.connection().initialRttNanos;
        return isWithin(roundTrip > 0 ? roundTrip : SHORTEST_ROUND_TRIP, at.quietNanos)
                && at.sequence + at.length + at.phantom() != sender.next;
    }

    /// A capture's time may go backwards: then nothing is known.
    private static boolean isWithin(long limit, long nanos) {
        return nanos >= 0 && nanos < limit;
    }

    private static void repeated(PacketAnalysis at, HalfConnection sender, AnalysisFlag kind) {
        at.add(kind);
        at.add(AnalysisFlag.RETRANSMISSION);
        sender.repeatedOctets += at.length;
        recall(at, sender);
    }

    private static void recall(PacketAnalysis at, HalfConnection sender) {
        if (sender.unacked.find(at.sequence)) {
            at.repeatsFrame = sender.unacked.foundFrame;
            at.repeatsAfterNanos = at.nanos - sender.unacked.foundNanos;
        }
    }
}
