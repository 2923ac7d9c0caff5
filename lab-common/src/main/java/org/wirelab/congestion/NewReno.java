package org.wirelab.congestion;

import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.Decision.Resend;

/// NewReno (RFC 6582): stays in fast recovery until everything is acknowledged that was outstanding when it began, and
/// sends the next hole again with each partial acknowledgment.
class NewReno extends Reno {

    private boolean partialBefore;

    NewReno(ControlSettings settings) {
        super(settings);
    }

    /// RFC 6582 §3.2 step 2: a loss only where the acknowledgment covers more than `recover`. [#repaired] lies one
    /// behind the RFC's `recover`; before anything was lost there is nothing to cover, as in BSD.
    @Override
    @Nullable
    String refusal(Flight flight) {
        partialBefore = false;
        if (repaired() == 0 || flight.unacknowledged() > repaired()) {
            return null;
        }
        // RFC 6582 §4.1: a jump of the acknowledgment shows that the receiver had what was sent again.
        long jump = flight.unacknowledged() - flight.previous();
        boolean lost = window() > smss() && jump <= 4L * smss();
        return lost
                ? null
                : "ACK covers no more than recover = " + (repaired() - 1) + " and moved by " + jump + ", cwnd = "
                        + window() + ": sent again in vain, no loss (RFC 6582 §4.1)";
    }

    /// RFC 6582 §3.2 step 2: `recover` is the highest number sent so far.
    @Override
    long repairedUpTo(Flight flight) {
        return flight.highest();
    }

    @Override
    Decision recovering(long octets, Flight flight) {
        return flight.unacknowledged() >= repaired() ? full(flight) : partial(octets);
    }

    private Decision full(Flight flight) {
        // RFC 6582 §3.2 step 3, (1): no burst, however little is outstanding
        long outstanding = Math.max(flight.size(), smss()) + smss();
        window(Math.min(threshold(), outstanding));
        leave(flight);
        return Decision.of(
                "full_ack",
                "cwnd = min(ssthresh, max(FlightSize, SMSS) + SMSS) = min(" + threshold() + ", " + outstanding
                        + ") (RFC 6582 §3.2 step 3)");
    }

    private Decision partial(long octets) {
        // RFC 6582 §3.2 step 3: "deflate" by what is acknowledged, add a segment back if at least one is
        long back = octets >= smss() ? smss() : 0;
        window(Math.max(smss(), window() - octets + back));
        Decision decision = Decision.of(
                        "partial_ack",
                        "cwnd -= " + octets + ", += " + back + ": " + window() + " (RFC 6582 §3.2 step 3)")
                .resending(Resend.FIRST);
        // the first partial acknowledgment restarts the timer; each one in the Slow-but-Steady variant of §4
        boolean restart = !partialBefore || !settings().impatient();
        partialBefore = true;
        return restart ? decision : decision.leavingTimer();
    }
}
