package org.wirelab.congestion;

import java.util.Locale;

/// CUBIC (RFC 9438): the window grows by the time since the last loss instead of by round trips, and falls to seven
/// tenths. Fast retransmit and fast recovery are NewReno's (§4.2). Slow start is that of RFC 5681, which §4.10 allows:
/// HyStart++ is not done, and a recovery that was in vain is not taken back (§4.9).
final class Cubic extends NewReno {

    private static final double NANOS = 1e9;

    private double cwnd;
    private double wMax;
    private double prior;
    private double estimate;
    private CubicFunction function = CubicFunction.from(0);
    private boolean staged;
    private boolean flat = true;
    private long began;
    private long lastAck;

    Cubic(ControlSettings settings) {
        super(settings);
    }

    /// RFC 9438 §4.6, §4.7; what a timeout does to ssthresh is the same (§4.8).
    @Override
    String decrease(Flight flight) {
        double before = uninflated() / (double) smss();
        boolean converging = settings().fastConvergence() && before < wMax;
        wMax = converging ? before * (1 + CubicFunction.BETA) / 2 : before;
        prior = before;
        String by = reducedName(flight);
        threshold(Math.max((long) (reduced(flight) * CubicFunction.BETA), 2L * smss()));
        staged = false;
        flat = false;
        return "W_max = " + number(wMax)
                + (converging ? " by fast convergence (RFC 9438 §4.7)" : "")
                + "; ssthresh = max(0.7 " + by + ", 2 SMSS) = " + threshold() + " (RFC 9438 §4.6)";
    }

    @Override
    public Decision timedOut(boolean again, Flight flight) {
        Decision decision = super.timedOut(again, flight);
        staged = false;
        // RFC 9438 §4.8: the first stage after a timeout begins where the function is flat.
        flat = true;
        return decision;
    }

    @Override
    public Decision idle() {
        staged = false;
        flat = true;
        return super.idle();
    }

    @Override
    void avoidanceBegins(Flight flight) {
        cwnd = window() / (double) smss();
        // RFC 9438 §4.10 means HyStart++: out of slow start without a loss, cwnd_prior is cwnd.
        if (flat) {
            wMax = cwnd;
            prior = cwnd;
            function = CubicFunction.from(cwnd);
        } else {
            function = CubicFunction.towards(wMax, cwnd);
        }
        estimate = cwnd;
        began = flight.nanos();
        lastAck = began;
        flat = false;
        staged = true;
    }

    @Override
    String avoid(long octets, Flight flight) {
        if (!staged) {
            avoidanceBegins(flight);
        }
        long since = flight.nanos() - lastAck;
        lastAck = flight.nanos();
        if (!flight.windowFull()) {
            // RFC 9438 §5.8, §4.2: no growth where something else limits the flow, and t leaves that time out.
            began += since;
            return "the window was not full: cwnd stays (RFC 9438 §5.8)";
        }
        double t = (flight.nanos() - began) / NANOS;
        // RFC 9438 §4.3: what Reno would have reached; its pace once the window before the loss is regained
        double alpha = estimate >= prior ? 1 : CubicFunction.ALPHA;
        estimate += alpha * (octets / (double) smss()) / cwnd;
        String region;
        if (function.at(t) < estimate) {
            cwnd = Math.max(cwnd, estimate);
            region = "Reno-friendly: cwnd = W_est = " + number(cwnd) + " (RFC 9438 §4.3)";
        } else {
            boolean concave = cwnd < wMax;
            double target = function.target(t, flight.smoothedRttNanos() / NANOS, cwnd);
            double more = (target - cwnd) / cwnd;
            cwnd += more;
            region = (concave ? "concave" : "convex") + ": cwnd += (target - cwnd)/cwnd = " + number(more)
                    + ", target = " + number(target) + (concave ? " (RFC 9438 §4.4)" : " (RFC 9438 §4.5)");
        }
        window((long) (cwnd * smss()));
        return region + "; t = " + number(t) + " s, K = " + number(function.k()) + " s, W_max = " + number(wMax);
    }

    private static String number(double segments) {
        return String.format(Locale.ROOT, "%.3f", segments);
    }
}
