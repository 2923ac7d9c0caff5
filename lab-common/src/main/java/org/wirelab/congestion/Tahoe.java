package org.wirelab.congestion;

import org.wirelab.congestion.Decision.Resend;

/// Tahoe (Jacobson 1988): slow start, congestion avoidance, fast retransmit; after every loss it begins with
/// one segment again.
///
/// What later algorithms have in common with it stands here: they replace one step each.
class Tahoe implements CongestionControl {

    private final ControlSettings settings;
    private int smss;
    private long initialWindow;
    private long cwnd;
    private long ssthresh = NO_THRESHOLD;
    private Phase phase = Phase.SLOW_START;
    private long counted;
    private long repaired;

    Tahoe(ControlSettings settings) {
        this.settings = settings;
    }

    @Override
    public final long window() {
        return cwnd;
    }

    @Override
    public final long threshold() {
        return ssthresh;
    }

    @Override
    public final Phase phase() {
        return phase;
    }

    @Override
    public final Decision begin(int segmentOctets, boolean openingLost) {
        smss = segmentOctets;
        if (settings.initialThreshold() != null) {
            ssthresh = (long) settings.initialThreshold() * smss;
        }
        // RFC 5681 §3.1: if the SYN or its answer was lost, the initial window is one segment at most.
        InitialWindow initial = openingLost ? new InitialWindow.Segments(1) : settings.initialWindow();
        initialWindow = initial.octets(smss);
        cwnd = initialWindow;
        settle();
        return Decision.of("begin", openingLost ? "IW = SMSS: the opening was lost (RFC 5681 §3.1)" : initial.rule());
    }

    @Override
    public Decision acknowledged(long octets, Flight flight) {
        if (phase == Phase.LOSS_RECOVERY && flight.unacknowledged() >= repaired) {
            leave(flight);
        }
        return Decision.of("ack", cwnd < ssthresh ? slowStart(octets, flight) : avoid(octets, flight));
    }

    @Override
    public Decision duplicate(int count, Flight flight) {
        if (count != 3 || repairing(flight)) {
            return Decision.of("duplicate_ack", counting(count));
        }
        String rule = halve(flight);
        cwnd = smss;
        counted = 0;
        repaired = flight.highest();
        phase = Phase.SLOW_START;
        return Decision.of("third_duplicate_ack", rule + "; cwnd = SMSS (Tahoe)")
                .resending(Resend.FROM_FIRST);
    }

    @Override
    public Decision timedOut(boolean again, Flight flight) {
        // RFC 5681 §3.1: while the same segment is lost again, ssthresh stays as it is.
        String rule = again ? "ssthresh stays: sent again by the timer before (RFC 5681 §3.1)" : decrease(flight);
        // RFC 5681 §3.1: the loss window is one segment, whatever the initial window was.
        cwnd = smss;
        counted = 0;
        repaired = flight.highest();
        phase = Phase.LOSS_RECOVERY;
        return Decision.of("timeout", rule + "; cwnd = LW = SMSS (RFC 5681 §3.1)")
                .resending(Resend.FROM_FIRST);
    }

    @Override
    public Decision idle() {
        // RFC 5681 §4.1: after an idle time the path is unknown again.
        cwnd = Math.min(cwnd, initialWindow);
        counted = 0;
        settle();
        return Decision.of("idle", "cwnd = RW = min(IW, cwnd) = " + cwnd + " (RFC 5681 §4.1)");
    }

    /// RFC 5681 §3.1 (2): a segment at most for each acknowledgment, so that who acknowledges in small pieces gains
    /// nothing.
    private String slowStart(long octets, Flight flight) {
        long more = Math.min(octets, smss);
        cwnd += more;
        if (cwnd >= ssthresh && phase == Phase.SLOW_START) {
            leave(flight);
        }
        return "cwnd += min(N, SMSS) = " + more + " (RFC 5681 §3.1 (2))";
    }

    /// Congestion avoidance: what an acknowledgment of new data does to the window.
    ///
    /// @return the rule with its numbers
    String avoid(long octets, Flight flight) {
        if (!settings.byteCounting()) {
            // RFC 5681 §3.1 (3), at least one octet
            long more = Math.max(1, (long) smss * smss / cwnd);
            cwnd += more;
            return "cwnd += SMSS·SMSS/cwnd = " + more + " (RFC 5681 §3.1 (3))";
        }
        // RFC 5681 §3.1: the recommended way; a segment at most in a round trip
        counted += octets;
        if (counted < cwnd) {
            return counted + " of cwnd = " + cwnd + " acknowledged (RFC 5681 §3.1)";
        }
        counted = Math.min(counted - cwnd, cwnd);
        cwnd += smss;
        return "a window is acknowledged: cwnd += SMSS = " + smss + " (RFC 5681 §3.1)";
    }

    /// Congestion: sets the threshold by the flight.
    ///
    /// @return the rule with its numbers
    String decrease(Flight flight) {
        return halve(flight);
    }

    private String halve(Flight flight) {
        long size = reduced(flight);
        ssthresh = Math.max(size / 2, 2L * smss);
        String rule =
                "ssthresh = max(" + reducedName(flight) + "/2, 2 SMSS) = max(" + size / 2 + ", " + 2L * smss + ")";
        return rule + (beyondWindow(flight) ? " (RFC 5681 §3.1 (4), §4.3)" : " (RFC 5681 §3.1 (4))");
    }

    /// What a reduction goes by, in octets.
    final long reduced(Flight flight) {
        return Math.min(size(flight), uninflated());
    }

    /// What [#reduced] is called in a rule.
    final String reducedName(Flight flight) {
        return beyondWindow(flight) ? "min(FlightSize, cwnd)" : "FlightSize";
    }

    /// RFC 3042, RFC 5681 §3.2 step 2: what limited transmit sent is no part of FlightSize.
    private static long size(Flight flight) {
        return flight.size() - flight.limitedTransmit();
    }

    /// RFC 5681 §4.3: losses in two successive windows lower cwnd twice. FlightSize alone would raise it: SND.NXT -
    /// SND.UNA also counts what has arrived out of order, for which fast recovery let as much new data out.
    private boolean beyondWindow(Flight flight) {
        return size(flight) > uninflated();
    }

    /// The window without what fast recovery has added for segments that have left the network.
    final long uninflated() {
        return phase == Phase.FAST_RECOVERY ? Math.min(cwnd, ssthresh) : cwnd;
    }

    /// Congestion avoidance begins.
    void avoidanceBegins(Flight flight) {
        counted = 0;
    }

    /// Whether what was outstanding at the last timeout (with Tahoe, also the last fast retransmit) is not
    /// all acknowledged yet: duplicates then come from what is sent again, and tell of no new loss. RFC 5681
    /// §3.1 leaves that to who implements it.
    final boolean repairing(Flight flight) {
        return flight.unacknowledged() < repaired;
    }

    final long repaired() {
        return repaired;
    }

    /// The rule for a duplicate that decides nothing.
    final String counting(int count) {
        return count < 3
                ? "duplicate ACK " + count + " of 3: cwnd stays (RFC 5681 §3.2 step 1)"
                : "no new loss while octets before " + repaired + " are sent again: cwnd stays";
    }

    final int smss() {
        return smss;
    }

    final ControlSettings settings() {
        return settings;
    }

    final void window(long octets) {
        cwnd = octets;
    }

    final void threshold(long octets) {
        ssthresh = octets;
    }

    /// Fast recovery begins.
    ///
    /// @param upTo behind the last octet that it is to repair; 0 where that is of no interest afterwards
    final void recover(long upTo) {
        repaired = upTo;
        counted = 0;
        phase = Phase.FAST_RECOVERY;
    }

    /// Recovery or slow start is over.
    final void leave(Flight flight) {
        settle();
        if (phase == Phase.CONGESTION_AVOIDANCE) {
            avoidanceBegins(flight);
        }
    }

    private void settle() {
        phase = cwnd < ssthresh ? Phase.SLOW_START : Phase.CONGESTION_AVOIDANCE;
    }
}
