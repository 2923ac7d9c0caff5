package org.wirelab.tcp.analysis;

/// What a segment's acknowledgment says: the answer to a probe, the same once more, more than was seen.
final class AckRules {
    private AckRules() {}

    /// Answers to probes come before duplicates: they repeat an acknowledgment because they were asked to.
    static void apply(PacketAnalysis at, HalfConnection sender, HalfConnection receiver) {
        if (at.length > 0 || !at.plain() || at.window != sender.window || !repeatsAcknowledgment(at, sender)) return;
        if (at.window == 0) {
            if (AnalysisFlag.ZERO_WINDOW_PROBE.in(receiver.lastFlags)) {
                at.add(AnalysisFlag.ZERO_WINDOW_PROBE_ACK);
                at.refersTo = receiver.latestFrame;
            }
        } else if (AnalysisFlag.KEEP_ALIVE.in(receiver.lastFlags)) {
            at.add(AnalysisFlag.KEEP_ALIVE_ACK);
            at.refersTo = receiver.latestFrame;
        } else {
            duplicate(at, sender);
        }
    }

    /// RFC 5681 §2: without data, SYN, FIN; acknowledgment number and window as before. That there is
    /// unacknowledged data is not asked for.
    private static void duplicate(PacketAnalysis at, HalfConnection sender) {
        sender.duplicateAcks = Math.max(sender.duplicateAcks, 0) + 1;
        at.add(AnalysisFlag.DUPLICATE_ACK);
        at.duplicateNumber = sender.duplicateAcks;
        at.refersTo = sender.ackFrame;
    }

    /// Whether it bears the numbers that its sender's latest segment made be expected.
    static boolean repeatsAcknowledgment(PacketAnalysis at, HalfConnection sender) {
        return sender.sent && at.sequence == sender.next && sameAcknowledgment(at, sender);
    }

    private static boolean sameAcknowledgment(PacketAnalysis at, HalfConnection sender) {
        return at.acks == sender.acks && at.acknowledgment == sender.lastAck;
    }

    static void acknowledge(PacketAnalysis at, HalfConnection sender, HalfConnection receiver) {
        if (!sameAcknowledgment(at, sender)) {
            sender.ackFrame = at.frame;
            sender.duplicateAcks = 0;
        }
        if (at.acks && receiver.contiguousKnown && Circle.isAfter(at.acknowledgment, receiver.contiguousEnd)) {
            unseen(at, receiver);
        }
    }

    /// More is acknowledged than was seen without a gap. It is said once for each gap: then what was seen beyond
    /// the gap counts, and where there is nothing beyond, the receiver remembers that it was said.
    private static void unseen(PacketAnalysis at, HalfConnection receiver) {
        at.unseenFrom = receiver.contiguousEnd;
        if (Circle.isBefore(receiver.contiguousEnd, receiver.next)) {
            receiver.contiguousEnd = receiver.next;
            at.add(AnalysisFlag.ACK_LOST_SEGMENT);
            return;
        }
        if (receiver.duplicateAcks == 0) at.add(AnalysisFlag.ACK_LOST_SEGMENT);
        receiver.duplicateAcks = HalfConnection.UNSEEN_WAS_SAID;
    }
}
