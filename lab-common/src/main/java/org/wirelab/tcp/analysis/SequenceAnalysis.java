package org.wirelab.tcp.analysis;

import org.wirelab.wire.TcpOptionScan;

/// The way of one segment through the rules, in the order in which they are asked, and what is remembered of it.
///
/// The order matters: a zero window probe is nothing else, an answer to a probe is no duplicate ACK, what an
/// acknowledgment says comes before what the data says. docs/reference/tcp-analysis.md tells the rules in prose.
final class SequenceAnalysis {
    /// More in flight than any window allows (RFC 7323 §2.3: 2^30): something is not in the capture.
    private static final int MOST_IN_FLIGHT = 1 << 30;

    private SequenceAnalysis() {}

    static void analyse(PacketAnalysis at, TcpOptionScan options) {
        HalfConnection sender = at.sender();
        HalfConnection receiver = at.receiver();
        begin(at, sender, receiver);
        if (WindowRules.isZeroWindowProbe(at, sender, receiver)) {
            at.add(AnalysisFlag.ZERO_WINDOW_PROBE);
            at.refersTo = receiver.latestFrame;
        } else {
            WindowRules.apply(at, sender, receiver);
            AckRules.apply(at, sender, receiver);
        }
        AckRules.acknowledge(at, sender, receiver);
        RepetitionRules.apply(at, sender, receiver);
        remember(at, sender);
        acknowledge(at, sender, receiver);
        measureFlight(at, sender, receiver);
        end(at, sender, receiver, options);
    }

    /// A SYN is sent again after the connection was reset: RFC 9293 §3.5.2 lets a RST bear a number that its sender
    /// had not come to, so what is next to come is what came before without a gap.
    static void restoreAfterReset(HalfConnection sender) {
        sender.sent = sender.contiguousKnown;
        sender.next = sender.contiguousEnd;
    }

    private static void begin(PacketAnalysis at, HalfConnection sender, HalfConnection receiver) {
        if (!sender.initialKnown) {
            sender.initialKnown = true;
            sender.initial = at.syn() ? at.sequence : at.sequence - 1;
        }
        if (!at.acks) return;
        receiver.flightKnown = true;
        if (!receiver.initialKnown) {
            receiver.initialKnown = true;
            receiver.initial = at.acknowledgment - 1;
        }
    }

    private static void remember(PacketAnalysis at, HalfConnection sender) {
        int phantom = at.phantom();
        int next = at.sequence + at.length + phantom;
        if (at.length > 0 || phantom > 0) {
            boolean room = sender.unacked.add(at.sequence, next, at.frame, at.nanos);
            if (!room) {
                at.connection().bounded = true;
                sender.flightKnown = false;
            }
        }
        // a zero window probe is an octet that the receiver has not room for: it will be sent again
        if (!at.has(AnalysisFlag.ZERO_WINDOW_PROBE)) advance(at, sender, next);
    }

    private static void advance(PacketAnalysis at, HalfConnection sender, int next) {
        if (!sender.sent || Circle.isAfter(next, sender.next)) {
            sender.sent = true;
            sender.next = next;
            sender.nextFrame = at.frame;
            sender.nextNanos = at.nanos;
        }
        if (!sender.contiguousKnown || at.sequence == sender.contiguousEnd) {
            sender.contiguousKnown = true;
            sender.contiguousEnd = sender.next;
        }
    }

    private static void acknowledge(PacketAnalysis at, HalfConnection sender, HalfConnection receiver) {
        sender.window = at.window;
        sender.acks = at.acks;
        sender.lastAck = at.acknowledgment;
        sender.lastAckNanos = at.nanos;
        sender.lastFlags = at.flags;
        sender.latestFrame = at.frame;
        UnackedSegments unacked = receiver.unacked;
        if (at.acks && unacked.acknowledge(at.acknowledgment)) {
            at.ackedFrame = unacked.ackedFrame;
            at.rttNanos = at.nanos - unacked.ackedNanos;
            at.rttAmbiguous = unacked.ackedRepeated;
        }
    }

    private static void measureFlight(PacketAnalysis at, HalfConnection sender, HalfConnection receiver) {
        if (at.length == 0 || !sender.flightKnown) return;
        // RFC 2018 §3: what SACK blocks report has arrived
        int inFlight = sender.unacked.span() - receiver.sackedOctets;
        if (inFlight > 0 && inFlight <= MOST_IN_FLIGHT) at.bytesInFlight = (long) inFlight - at.phantom();
    }

    private static void end(PacketAnalysis at, HalfConnection sender, HalfConnection receiver, TcpOptionScan options) {
        sender.sackedOctets = options.sackBlocks() == 0 ? 0 : sacked(at, options);
        if (!at.syn()) {
            if (at.acks) sender.lastWindowUnscaled = false;
            return;
        }
        sender.lastWindowUnscaled = true;
        negotiateScale(at, sender, receiver, options.windowScale());
    }

    /// RFC 2883 §4: a first block that lies below the acknowledgment number, or within the second, reports octets
    /// that came twice; they are not in flight anyway.
    private static int sacked(PacketAnalysis at, TcpOptionScan options) {
        int sum = 0;
        for (int block = 0; block < options.sackBlocks(); block++) {
            int left = options.sackLeft(block);
            int right = options.sackRight(block);
            boolean duplicate = Circle.isBefore(left, at.acknowledgment)
                    || (block == 0
                            && options.sackBlocks() > 1
                            && !Circle.isBefore(left, options.sackLeft(1))
                            && !Circle.isAfter(right, options.sackRight(1)));
            if (!duplicate && Circle.isAfter(right, left)) sum += right - left;
        }
        return sum;
    }

    /// RFC 7323 §2.2: windows are scaled only where both SYNs bear the option.
    ///
    /// @param shift the SYN's option, -1 without
    private static void negotiateScale(PacketAnalysis at, HalfConnection sender, HalfConnection receiver, int shift) {
        if (shift < 0) {
            // a SYN sent again without its options takes nothing back
            if (sender.windowScale != HalfConnection.SCALE_UNKNOWN) return;
            sender.windowScale = HalfConnection.SCALE_NONE;
            receiver.windowScale = HalfConnection.SCALE_NONE;
            return;
        }
        // RFC 7323 §2.3: a shift above 14 counts as 14
        boolean refused = at.acks && receiver.windowScale == HalfConnection.SCALE_NONE;
        sender.windowScale = refused ? HalfConnection.SCALE_NONE : Math.min(shift, 14);
    }
}
