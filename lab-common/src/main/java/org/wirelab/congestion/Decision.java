package org.wirelab.congestion;

/// What a congestion control has decided: its window says how much may be under way, this says what else is to be done
/// and by which rule.
///
/// @param cause as [CongestionObservation.Window] has it: `ack`, `third_duplicate_ack`
/// @param rule the RFC's rule with this case's numbers
/// @param resend what is sent again at once
/// @param restartTimer whether an acknowledgment of new data restarts the retransmission timer, as RFC 6298 §5.3 has it
public record Decision(String cause, String rule, Resend resend, boolean restartTimer) {

    /// What is to be sent again.
    public enum Resend {
        NOTHING,
        /// The first segment that is not acknowledged.
        FIRST,
        /// That one, and in its turn everything behind it.
        FROM_FIRST
    }

    static Decision of(String cause, String rule) {
        return new Decision(cause, rule, Resend.NOTHING, true);
    }

    Decision resending(Resend what) {
        return new Decision(cause, rule, what, restartTimer);
    }

    Decision leavingTimer() {
        return new Decision(cause, rule, resend, false);
    }
}
