package org.wirelab.congestion;

import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.Decision.Resend;

/// Reno (RFC 5681 §3.2): after a fast retransmit it goes on with half the window instead of one segment.
///
/// It leaves fast recovery with the first acknowledgment of new data, so that several losses of one window cost it
/// several halvings or the timer; RFC 6582 mends that.
class Reno extends Tahoe {

    /// Behind the last octet that was outstanding when fast recovery began.
    private long recover;

    Reno(ControlSettings settings) {
        super(settings);
    }

    @Override
    public final Decision duplicate(int count, Flight flight) {
        if (phase() == Phase.FAST_RECOVERY) {
            // RFC 5681 §3.2 step 4: each one says that a segment has left the network.
            window(window() + smss());
            return Decision.of("duplicate_ack", "cwnd += SMSS = " + smss() + " (RFC 5681 §3.2 step 4)");
        }
        if (count != 3) {
            return Decision.of("duplicate_ack", counting(count));
        }
        String refused = refusal(flight);
        if (refused != null) {
            return Decision.of("duplicate_ack", refused);
        }
        // RFC 5681 §3.2 step 2
        String rule = decrease(flight);
        // step 3: the three segments that have left the network are added ("inflating")
        window(threshold() + 3L * smss());
        recover = flight.highest();
        recover(repairedUpTo(flight));
        return Decision.of(
                        "third_duplicate_ack",
                        rule + "; cwnd = ssthresh + 3 SMSS = " + window() + " (RFC 5681 §3.2 steps 2 and 3)")
                .resending(Resend.FIRST);
    }

    @Override
    public final Decision acknowledged(long octets, Flight flight) {
        return phase() == Phase.FAST_RECOVERY ? recovering(octets, flight) : super.acknowledged(octets, flight);
    }

    /// Why the third duplicate is no sign of a loss, or null if it is one.
    @Nullable
    String refusal(Flight flight) {
        return repairing(flight) ? counting(3) : null;
    }

    /// Up to where fast recovery repairs, as far as it is remembered: Reno takes any new data for the end.
    long repairedUpTo(Flight flight) {
        return 0;
    }

    /// New data is acknowledged in fast recovery.
    Decision recovering(long octets, Flight flight) {
        // RFC 5681 §3.2 step 6: what was added is taken away again ("deflating").
        window(threshold());
        leave(flight);
        String cause = flight.unacknowledged() >= recover ? "full_ack" : "partial_ack";
        return Decision.of(cause, "cwnd = ssthresh = " + window() + " (RFC 5681 §3.2 step 6)");
    }
}
