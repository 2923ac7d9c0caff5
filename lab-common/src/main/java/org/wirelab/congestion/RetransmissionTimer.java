package org.wirelab.congestion;

import org.wirelab.arq.Action;
import org.wirelab.arq.SmoothedRoundTrip;

/// A sender's one retransmission timer, and how long it runs (RFC 6298): the timeout that follows from the round-trip
/// times measured, its bounds, and its backing off. Times in nanoseconds.
final class RetransmissionTimer {

    /// The timer's number in the actions.
    static final long NUMBER = 1;

    private final TimerSettings settings;
    private final SmoothedRoundTrip roundTrip = new SmoothedRoundTrip();
    private long timeout;
    private int backoff;
    private boolean running;

    RetransmissionTimer(TimerSettings settings) {
        this.settings = settings;
        // RFC 6298 §2.1: until a round-trip time is measured, a second
        timeout = settings.initial();
    }

    /// A round-trip time was measured.
    void measured(long rtt) {
        roundTrip.measured(rtt);
        timeout = bounded(roundTrip.timeout(settings.granularity()));
        // §5, the note at its end: a new measurement collapses what was backed off
        backoff = 0;
    }

    /// §5.1: data is sent: the timer runs from now on, unless it does already.
    ///
    /// @return whether it has to be started
    boolean starts() {
        boolean starts = !running;
        running = true;
        return starts;
    }

    /// §5.3, §5.6: from now on for a whole timeout.
    Action restart() {
        running = true;
        return new Action.StartTimer(NUMBER, timeout);
    }

    /// §5.2: nothing is outstanding any more.
    Action stop() {
        running = false;
        return new Action.StopTimer(NUMBER);
    }

    /// §5.5: it has expired: the timeout is doubled, up to its maximum.
    void backOff() {
        timeout = Math.min(2 * timeout, settings.maximum());
        backoff++;
        running = false;
    }

    /// §5.7: the opening of the transfer had to be sent again: data begins with three seconds.
    void openingLost() {
        timeout = Math.max(timeout, Math.min(3_000_000_000L, settings.maximum()));
        backoff = 0;
    }

    /// Whether it runs.
    boolean running() {
        return running;
    }

    /// RTO.
    long timeout() {
        return timeout;
    }

    /// How often the timeout has been doubled since the last measurement.
    int backoff() {
        return backoff;
    }

    /// SRTT; 0 before the first measurement.
    long smoothed() {
        return roundTrip.smoothed();
    }

    CongestionObservation.RoundTripTime told(long sample) {
        return new CongestionObservation.RoundTripTime(sample, roundTrip.smoothed(), roundTrip.variation(), timeout);
    }

    private long bounded(long nanos) {
        // §2.4: rounded up to the minimum; §2.5: a maximum may be placed
        return Math.clamp(nanos, settings.minimum(), settings.maximum());
    }
}
