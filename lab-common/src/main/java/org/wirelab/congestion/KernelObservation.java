package org.wirelab.congestion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Sample;
import org.wirelab.trace.TakenApart;

/// What a kernel's congestion control does beyond the textbook's, and what of it cannot be seen.
public sealed interface KernelObservation extends Observation {

    /// The window has come down after a fast retransmit, as samples of it show: all at once, or with each
    /// acknowledgment a little (proportional rate reduction, RFC 9937).
    ///
    /// @param before in octets
    /// @param between what it was meanwhile, in octets, in order; empty where it fell at once
    /// @param after where it came to rest
    @Kind("congestion.reduction")
    record Reduction(int segmentOctets, long before, List<Long> between, long after) implements KernelObservation {
        public Reduction {
            between = List.copyOf(between);
        }
    }

    /// Something that several vantages count, and whether they count the same.
    ///
    /// @param what `losses`, `retransmissions`
    /// @param counts by vantage: `link`, `wire`, `tcp_info`
    /// @param why text key of the explanation where they differ and the lab knows why; null otherwise
    @Kind("congestion.agreement")
    record Agreement(
            String what,
            Map<String, Long> counts,
            boolean agree,
            @Nullable String why) implements KernelObservation {
        public Agreement {
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        }
    }

    /// Slow start has ended without a loss.
    ///
    /// @param cause `hystart`: round trips took longer, or acknowledgments came in a train as long as half a round
    ///     trip (HyStart, Ha and Rhee 2008)
    /// @param cwnd when it ended, in octets
    /// @param baseNanos the shortest round trip so far; null where none is known
    /// @param rttNanos the latest then
    @Kind("congestion.slow_start_left")
    record SlowStartLeft(
            String cause,
            int segmentOctets,
            long cwnd,
            @Field("base_ns") @Nullable Long baseNanos,
            @Field("rtt_ns") @Nullable Long rttNanos)
            implements KernelObservation, Note {
        @Override
        public String title() {
            return "slow start ends";
        }

        @Override
        public List<String> details() {
            return List.of("cwnd " + cwnd / segmentOctets + " segments (" + cause + ")");
        }
    }

    /// The model of the path that a sender keeps instead of counting losses: BBR.
    ///
    /// @param bitsPerSecond the bandwidth that it believes in
    /// @param minRttNanos the round trip without a queue
    /// @param pacingGain by what it multiplies the bandwidth when it sends
    /// @param windowGain by what it multiplies bandwidth times round trip for its window
    @Kind("congestion.model")
    record Model(
            @Field("bandwidth_bps") long bitsPerSecond,
            @Field("min_rtt_ns") long minRttNanos,
            double pacingGain,
            double windowGain)
            implements KernelObservation, Sample {
        @Override
        public Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("model_mbps", bitsPerSecond / 1e6);
            values.put("min_rtt_ms", minRttNanos / 1e6);
            values.put("pacing_gain", pacingGain);
            return values;
        }
    }

    /// Something about a transfer that cannot be seen here.
    ///
    /// @param what `control`: the algorithm itself is not to be had; `wire`: nobody sees the segments;
    ///     `window`: what the window was when a loss was found
    /// @param why text key: `congestion.lacking.module`
    /// @param detail what its place is filled with
    @Kind("congestion.unseen")
    record Unseen(String what, String why, String detail) implements KernelObservation {}

    /// Two senders of one algorithm on the same link with the same losses: where their windows part, and why.
    @Kind("congestion.parted")
    record Parted(List<Row> rows) implements KernelObservation, TakenApart {
        public Parted {
            rows = List.copyOf(rows);
        }

        @Override
        public String title() {
            return "the windows of lab and kernel beside each other";
        }

        @Override
        public List<String> details() {
            return List.of("in segments; at the beginning of each round trip");
        }

        @Override
        public boolean exemplary() {
            return true;
        }

        @Override
        public List<Piece> pieces() {
            List<Piece> pieces = new ArrayList<>();
            String before = "";
            for (Row row : rows) {
                // a reason that goes on is said once
                pieces.add(row.piece(row.why() == null || row.why().equals(before) ? "" : row.why()));
                before = row.why() == null ? "" : row.why();
            }
            return pieces;
        }
    }

    /// One line of it.
    ///
    /// @param group text key of the part of the transfer: `congestion.parting.slow_start`
    /// @param name `round 3`, `cwnd before`, `ssthresh`
    /// @param lab window of the lab's sender in segments; null where none was told
    /// @param kernel that of the kernel's
    /// @param why text key of why they part; null where they do not
    record Row(
            String group,
            String name,
            @Nullable Double lab,
            @Nullable Double kernel,
            @Nullable String why,
            List<String> arguments) {
        public Row {
            arguments = List.copyOf(arguments);
        }

        private TakenApart.Piece piece(String sentence) {
            String other = "kernel " + CongestionFlows.window(kernel);
            return new TakenApart.Piece(
                    group, name, "lab " + CongestionFlows.window(lab), other, other.length(), sentence, arguments);
        }
    }
}
