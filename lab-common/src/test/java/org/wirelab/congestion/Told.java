package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.wirelab.trace.Observation;

/// What a machine has told so far, by the names that scripts use: the last values, and how often things happened.
final class Told {

    private final Map<String, String> values = new TreeMap<>();

    void on(Observation observation) {
        switch ((CongestionObservation) observation) {
            case CongestionObservation.Window window -> {
                put("cwnd", window.cwnd());
                values.put(
                        "ssthresh",
                        window.ssthresh() == null ? "none" : window.ssthresh().toString());
                put("flight", window.flight());
                put("rwnd", window.receiverWindow());
                values.put("phase", window.phase().label());
                values.put("cause", window.cause());
                values.put("rule", String.valueOf(window.rule()));
            }
            case CongestionObservation.RoundTripTime rtt -> {
                put("samples", count("samples") + 1);
                put("sample_ms", rtt.sampleNanos() == null ? null : rtt.sampleNanos() / 1_000_000);
                values.put("srtt_ms", millis(rtt.smoothedNanos()));
                values.put("rttvar_ms", millis(rtt.varianceNanos()));
                values.put("rto_ms", millis(rtt.timeoutNanos()));
            }
            case CongestionObservation.DuplicateAck duplicate -> put("duplicates", duplicate.count());
            case CongestionObservation.FastRetransmit _ -> put("fast_retransmits", count("fast_retransmits") + 1);
            case CongestionObservation.Retransmission again -> values.put("retransmission", again.cause());
            case CongestionObservation.Timeout timeout -> {
                put("timeouts", count("timeouts") + 1);
                values.put("expired_ms", millis(timeout.timeoutNanos()));
                put("backoff", timeout.backoff());
            }
            case CongestionObservation.RecoveryEntered entered -> {
                put("recoveries", count("recoveries") + 1);
                put("recover", entered.recover());
            }
            case CongestionObservation.RecoveryLeft left -> {
                put("recoveries_left", count("recoveries_left") + 1);
                put("left_by", left.cause());
            }
            case CongestionObservation.Round round -> {
                put("round", round.number());
                values.put("round_windows", round.windowBefore() + "-" + round.windowAfter());
            }
            case CongestionObservation.Finished finished -> put("resent", finished.retransmissions());
            case CongestionObservation.Began began -> put("initial_window", began.initialWindow());
            case CongestionObservation.Shared _,
                    CongestionObservation.PhaseEntered _,
                    CongestionObservation.Curves _,
                    CongestionObservation.Queued _,
                    CongestionObservation.Prediction _ -> {}
        }
    }

    /// Whether everything is as `%{ cwnd = 2000, rule ~ §3.1 }%` says; a count of what never happened is 0.
    void check(String text, String where) {
        String inner = text.substring(text.indexOf("%{") + 2, text.lastIndexOf("}%"));
        for (String each : inner.split(",")) {
            boolean part = each.contains("~");
            String[] sides = each.split(part ? "~" : "=", 2);
            String value = values.getOrDefault(sides[0].strip(), "0");
            if (part) {
                assertThat(value).as("%s: %s", where, sides[0].strip()).contains(sides[1].strip());
            } else {
                assertThat(value).as("%s: %s", where, sides[0].strip()).isEqualTo(sides[1].strip());
            }
        }
    }

    private int count(String name) {
        return Integer.parseInt(values.getOrDefault(name, "0"));
    }

    private void put(String name, Object value) {
        values.put(name, String.valueOf(value));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e6).replaceFirst("\\.?0+$", "");
    }
}
