package org.wirelab.congestion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Mark;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Plotted;
import org.wirelab.trace.Sample;

/// What a sender's congestion control decides, said by the lab's own sender, or read off the kernel's account and the
/// wire. Windows are octets; who shows them divides by the segment size that [Began] tells.
public sealed interface CongestionObservation extends Observation {

    /// The transfer begins.
    ///
    /// @param algorithm `tahoe`, `reno`, `newreno`, `cubic`, `bbr`
    /// @param sender `lab` or `kernel`
    /// @param segmentOctets how many octets of data a full segment carries (SMSS)
    /// @param initialWindow in octets
    /// @param receiverWindow what the receiver has room for, in octets; null where it is not known yet
    /// @param settings what else was chosen, such as `net.ipv4.tcp_sack` or `profile`, in its order
    @Kind("congestion.began")
    record Began(
            String algorithm,
            String sender,
            int segmentOctets,
            long initialWindow,
            @Nullable Long receiverWindow,
            Map<String, String> settings)
            implements CongestionObservation, Narrated {
        public Began {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }
    }

    /// The congestion window, and what made it so.
    ///
    /// @param segmentOctets of a full segment: the series are in segments
    /// @param cwnd congestion window in octets
    /// @param ssthresh slow-start threshold in octets; null while there is none
    /// @param flight octets sent and not acknowledged
    /// @param receiverWindow what the receiver announced last, in octets; null where it is not known
    /// @param cause `ack`, `duplicate_ack`, `third_duplicate_ack`, `partial_ack`, `full_ack`, `timeout`, `begin`,
    ///     or `observed` where the kernel did not say
    /// @param rule the RFC's rule with this case's numbers: `cwnd += min(N, SMSS) = 1448 (RFC 5681 §3.1 (2))`; null
    ///     where the kernel did not say
    @Kind("congestion.window")
    record Window(
            int segmentOctets,
            long cwnd,
            @Nullable Long ssthresh,
            long flight,
            @Nullable Long receiverWindow,
            Phase phase,
            String cause,
            @Nullable String rule)
            implements CongestionObservation, Sample {
        @Override
        public Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("cwnd", cwnd / (double) segmentOctets);
            if (ssthresh != null) {
                values.put("ssthresh", ssthresh / (double) segmentOctets);
            }
            values.put("flight", flight / (double) segmentOctets);
            return values;
        }
    }

    /// A round trip is over: what was outstanding at its beginning is acknowledged.
    ///
    /// @param number from 1
    /// @param phase at its end: a round in which slow start ended is none of slow start
    /// @param segmentOctets of a full segment
    /// @param windowBefore congestion window at its beginning, in octets
    /// @param windowAfter at its end
    /// @param limited whether the window was full at some time in it, and no duplicate acknowledgment came: only
    ///     then does it have to grow as documented
    @Kind("congestion.round")
    record Round(
            int number,
            Phase phase,
            int segmentOctets,
            long windowBefore,
            long windowAfter,
            boolean limited,
            @Field("rtt_ns") long rttNanos)
            implements CongestionObservation, Narrated {}

    /// A round-trip time was measured (RFC 6298).
    ///
    /// @param sampleNanos null where only the smoothed value is known
    @Kind("congestion.rtt")
    record RoundTripTime(
            @Field("sample_ns") @Nullable Long sampleNanos,
            @Field("srtt_ns") long smoothedNanos,
            @Field("rttvar_ns") long varianceNanos,
            @Field("rto_ns") long timeoutNanos)
            implements CongestionObservation, Sample {
        @Override
        public Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            if (sampleNanos != null) {
                values.put("rtt_ms", sampleNanos / 1e6);
            }
            values.put("srtt_ms", smoothedNanos / 1e6);
            values.put("rto_ms", timeoutNanos / 1e6);
            return values;
        }
    }

    /// A duplicate acknowledgment (RFC 5681 §2).
    ///
    /// @param number what the receiver waits for
    /// @param count how many in a row
    @Kind("congestion.duplicate_ack")
    record DuplicateAck(long number, int count) implements CongestionObservation {}

    /// RFC 5681 §3.2: a segment sent again because of duplicate acknowledgments, before the timer.
    ///
    /// @param duplicates how many had arrived; the third one is documented
    /// @param cause `third_duplicate_ack`, or how a kernel found it otherwise: `rack`, `sack`, `tlp`;
    ///     `later` after more than three, for a reason that the wire does not say
    @Kind("congestion.fast_retransmit")
    record FastRetransmit(long number, int duplicates, String cause) implements CongestionObservation, Narrated, Mark {
        @Override
        public Sign sign() {
            return new Sign.Moment('F', "congestion.mark.fast_retransmit");
        }
    }

    /// A segment sent again for another reason.
    ///
    /// @param cause `timeout`, `partial_ack`, `go_back`
    @Kind("congestion.retransmission")
    record Retransmission(long number, String cause) implements CongestionObservation {}

    /// RFC 5681 §3.2, RFC 6582 §3.2: fast recovery begins.
    ///
    /// @param segmentOctets of a full segment
    /// @param flight octets outstanding then
    /// @param limitedTransmit how many of them limited transmit had sent, beyond the window (RFC 3042); null
    ///     where the kernel did not say
    /// @param recover the highest number sent
    /// @param rule how ssthresh came about, with this case's numbers: `ssthresh = max(FlightSize / 2, 2 SMSS) =
    ///     70952 (RFC 5681 §3.1 (4))`; null where the kernel did not say
    @Kind("congestion.recovery_entered")
    record RecoveryEntered(
            int segmentOctets,
            long flight,
            @Nullable Long limitedTransmit,
            long cwndBefore,
            long ssthresh,
            long recover,
            @Nullable String rule)
            implements CongestionObservation, Narrated {
        /// RFC 5681 §3.2 step 2, §4.3: what the reduction goes by, in octets.
        public long reduced() {
            return limitedTransmit == null ? flight : Math.min(flight - limitedTransmit, cwndBefore);
        }

        /// Whether more was outstanding than the window holds: some of it has arrived, out of order.
        boolean beyondWindow() {
            return limitedTransmit != null && flight - limitedTransmit > cwndBefore;
        }
    }

    /// Fast recovery is over.
    ///
    /// @param segmentOctets of a full segment
    /// @param cwndAfter to which the window was set ("deflated"), in octets
    /// @param cause what ended it: `full_ack`, everything up to `recover` is acknowledged; `partial_ack`, not
    ///     all of that, as Reno has it; `timeout`; null where the kernel did not say
    @Kind("congestion.recovery_left")
    record RecoveryLeft(
            int segmentOctets,
            long cwndAfter,
            long ssthresh,
            @Nullable String cause) implements CongestionObservation, Narrated {}

    /// Another phase begins; concluded from the windows that were told.
    ///
    /// @param before null at the beginning
    /// @param segmentOctets of a full segment
    /// @param ssthresh in octets; null while there is none
    @Kind("congestion.phase")
    record PhaseEntered(
            Phase phase,
            @Nullable Phase before,
            int segmentOctets,
            long cwnd,
            @Nullable Long ssthresh) implements CongestionObservation, Narrated, Mark {
        @Override
        public Sign sign() {
            return new Sign.Phase(phase.letter(), "congestion.phase." + phase.label());
        }
    }

    /// RFC 6298 §5.4 to §5.6: the retransmission timer has expired.
    ///
    /// @param number of the segment that was not acknowledged; null where nobody saw the wire
    /// @param segmentOctets of a full segment
    /// @param timeoutNanos what it was set to
    /// @param backoff how often it had been doubled
    /// @param ssthresh in octets, from now on; null where the kernel did not say
    @Kind("congestion.timeout")
    record Timeout(
            @Nullable Long number,
            int segmentOctets,
            @Field("rto_ns") long timeoutNanos,
            int backoff,
            long cwndBefore,
            long cwndAfter,
            @Nullable Long ssthresh)
            implements CongestionObservation, Narrated, Mark {
        @Override
        public Sign sign() {
            return new Sign.Moment('T', "congestion.mark.timeout");
        }
    }

    /// The transfer is over.
    ///
    /// @param octets acknowledged
    /// @param complete false when the sender gave up or was stopped
    /// @param retransmissions segments sent again
    @Kind("congestion.finished")
    record Finished(
            long octets,
            boolean complete,
            long segments,
            long retransmissions,
            @Field("ns") long nanos) implements CongestionObservation, Narrated {}

    /// What a plot is asked for, after the samples that it shows.
    ///
    /// @param title the text key of what the values are
    @Kind("congestion.curves")
    record Curves(String title, List<Curve> curves, boolean aligned, boolean low)
            implements CongestionObservation, Plotted {
        public Curves {
            curves = List.copyOf(curves);
        }

        @Override
        public String titleKey() {
            return title;
        }
    }

    /// Round trips took longer than the shortest: packets have waited in a queue on the way, or for a busy machine.
    ///
    /// @param leastNanos the shortest round trip of all flows on the path
    /// @param greatestNanos the longest, at least twice as long
    /// @param queuePackets how many packets wait before the link at most; null where that is not known
    /// @param queueNanos how long the last of what was under way then waits, as far as the queue holds it; or null
    @Kind("congestion.queued")
    record Queued(
            @Field("least_ns") long leastNanos,
            @Field("greatest_ns") long greatestNanos,
            @Nullable Integer queuePackets,
            @Field("queue_ns") @Nullable Long queueNanos)
            implements CongestionObservation, Narrated {}

    /// Several flows have shared a bottleneck.
    ///
    /// @param shares what each carried, by its conversation, in bits a second of data acknowledged
    /// @param fairness Jain's index of them, 1/n to 1
    /// @param fromNanos where the interval measured begins, from the beginning of the first flow; toNanos where it
    /// ends
    @Kind("congestion.shared")
    record Shared(
            Map<String, Double> shares,
            double fairness,
            @Field("from_ns") long fromNanos,
            @Field("to_ns") long toNanos) implements CongestionObservation, Narrated {
        public Shared {
            shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        }
    }

    /// A prediction of theory beside what was measured.
    ///
    /// @param formula `mathis`, `window_over_rtt`, `utilisation`
    /// @param inputs the values that the formula took, by their names, what it is asked about first; at least one
    /// @param predicted in bits a second, or as a fraction
    @Kind("congestion.prediction")
    record Prediction(String formula, Map<String, Double> inputs, double predicted, double measured)
            implements CongestionObservation, Narrated {
        public Prediction {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }

        /// By how much the measured value lies above the predicted one: -0.1 is a tenth below.
        public double difference() {
            return measured / predicted - 1;
        }
    }
}
