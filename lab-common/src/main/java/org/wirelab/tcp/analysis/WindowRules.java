package org.wirelab.tcp.analysis;

/// What a segment says of windows and of the way through the sequence space: probes, closed and full windows, gaps.
final class WindowRules {
    private WindowRules() {}

    /// RFC 9293 §3.8.6.1: into a closed window the sender sends one new octet from time to time.
    static boolean isZeroWindowProbe(PacketAnalysis at, HalfConnection sender, HalfConnection receiver) {
        return at.length == 1 && sender.sent && at.sequence == sender.next && receiver.window == 0;
    }

    static void apply(PacketAnalysis at, HalfConnection sender, HalfConnection receiver) {
        boolean plain = at.plain();
        // the window of a segment that opens or closes is no word about room
        if (at.window == 0 && plain) at.add(AnalysisFlag.ZERO_WINDOW);
        if (sender.sent) {
            int ahead = at.sequence - sender.next;
            // a RST may bear a number far ahead
            if (ahead > 0 && !at.rst()) lost(at, sender);
            // RFC 9293 §3.8.4: SEG.SEQ = SND.NXT-1, with or without one octet
            if (ahead == -1 && at.length <= 1 && plain) keepAlive(at, sender);
        }
        if (plain && isWindowUpdate(at, sender)) {
            at.add(AnalysisFlag.WINDOW_UPDATE);
            at.windowBefore = sender.scaledWindow();
        }
        if (plain && at.length > 0 && fillsWindow(at, receiver)) {
            at.add(AnalysisFlag.WINDOW_FULL);
            if (at.refersTo < 0) at.refersTo = receiver.latestFrame;
        }
    }

    private static void lost(PacketAnalysis at, HalfConnection sender) {
        at.add(AnalysisFlag.LOST_SEGMENT);
        at.expected = sender.next;
        at.refersTo = sender.nextFrame;
        // what lies in the gap may be in flight or may have arrived
        sender.flightKnown = false;
    }

    private static void keepAlive(PacketAnalysis at, HalfConnection sender) {
        at.add(AnalysisFlag.KEEP_ALIVE);
        at.expected = sender.next;
        at.quietNanos = at.nanos - sender.nextNanos;
    }

    private static boolean isWindowUpdate(PacketAnalysis at, HalfConnection sender) {
        return at.length == 0
                && at.window != 0
                && at.window != sender.window
                && AckRules.repeatsAcknowledgment(at, sender);
    }

    /// RFC 9293 §3.8.6: the window reaches from the acknowledgment number as far as it allows.
    private static boolean fillsWindow(PacketAnalysis at, HalfConnection receiver) {
        return receiver.windowScale != HalfConnection.SCALE_UNKNOWN
                && receiver.window >= 0
                && at.sequence + at.length == receiver.lastAck + (int) receiver.scaledWindow();
    }
}
