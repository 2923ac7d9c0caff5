package org.wirelab.congestion.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.CongestionObservation.RecoveryEntered;
import org.wirelab.congestion.CongestionObservation.RecoveryLeft;
import org.wirelab.congestion.CongestionObservation.Timeout;
import org.wirelab.congestion.CongestionObservation.Window;
import org.wirelab.congestion.KernelObservation.Reduction;
import org.wirelab.congestion.KernelObservation.SlowStartLeft;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.congestion.Phase;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Source;

/// What the samples of TCP_INFO say one after the other: each other window, the recoveries, the timeouts, the end of
/// slow start. Between two samples the kernel says nothing, and so does this.
final class Account {

    /// So many windows of one recovery are kept: it is enough to see how it came down.
    private static final int STEPS_KEPT = 32;

    /// A window that has grown by less than this part of itself is about the one that was sampled.
    private static final int GROWTH_TOLD = 8;

    private static final double BELOW_HALF = 0.4;
    private static final double ABOVE_HALF = 0.6;

    private final List<Reading> readings;
    private final Phases phases;
    private final WireReading wire;
    private final List<Said> said = new ArrayList<>();
    private final List<Long> steps = new ArrayList<>();
    private long windowBefore;

    /// Whether the window at the loss was sampled.
    private boolean known;

    /// @param wire says which numbers were sent again
    Account(List<Reading> readings, Phases phases, WireReading wire) {
        this.readings = readings;
        this.phases = phases;
        this.wire = wire;
    }

    List<Said> said() {
        @Nullable Reading before = null;
        for (Reading now : readings) {
            if (before == null) {
                say(now, window(now, "begin"));
            } else {
                expire(before, now);
                if (!phases.modelled()) { // there is no threshold, and a loss makes the window no smaller
                    leaveSlowStart(before, now);
                    recover(before, now);
                }
                if (differs(before, now)) {
                    say(now, window(now, "observed"));
                }
            }
            before = now;
        }
        return said;
    }

    private static boolean differs(Reading before, Reading now) {
        return before.info().cwnd() != now.info().cwnd()
                || before.phase() != now.phase()
                || !Objects.equals(before.info().ssthresh(), now.info().ssthresh());
    }

    private Window window(Reading now, String cause) {
        return new Window(
                now.segmentOctets(),
                now.window(),
                phases.modelled() ? null : now.threshold(), // BBR keeps none, whatever stands in the field
                now.flight(),
                now.info().sendWindow(),
                phases.of(now),
                cause,
                null);
    }

    /// HyStart (Ha and Rhee 2008), which RFC 9406 goes on from: ssthresh set to the window without any loss.
    private void leaveSlowStart(Reading before, Reading now) {
        boolean ended = before.phase() == Phase.SLOW_START && now.phase() == Phase.CONGESTION_AVOIDANCE;
        if (ended && before.threshold() == null) {
            Long smallest = now.info().minRttMicros();
            say(
                    now,
                    new SlowStartLeft(
                            "hystart",
                            now.segmentOctets(),
                            now.window(),
                            smallest == null ? null : smallest * 1000,
                            now.info().rttMicros() * 1000));
        }
    }

    /// RFC 6298 §5.4: the state is `loss`, or its timer was doubled once more.
    private void expire(Reading before, Reading now) {
        boolean again = now.lost() && doublings(now) > doublings(before);
        if (now.lost() && (!before.lost() || again)) {
            say(
                    now,
                    new Timeout(
                            expired(before, now),
                            now.segmentOctets(),
                            before.info().rtoMicros() * 1000,
                            doublings(before),
                            before.window(),
                            now.window(),
                            now.threshold()));
        }
    }

    /// The segment whose acknowledgment did not come, as the wire numbers it; null where nobody saw the wire,
    /// for the kernel's account counts from the beginning of the stream.
    private @Nullable Long expired(Reading before, Reading now) {
        OptionalLong again = wire.sentAgainSince(before.nanos(), now.nanos());
        OptionalLong number = again.isPresent() ? again : wire.unacknowledged(now.nanos());
        return number.isPresent() ? number.getAsLong() : null;
    }

    /// The largest window that a sample shows about the time when the loss was found. Nobody saw what it was in
    /// between.
    private static long largest(Reading before, Reading now) {
        return Math.max(before.window(), now.window());
    }

    /// Whether the window may have grown by so much since the last sample that what it was at the loss is not
    /// known: in slow start by what was acknowledged (RFC 5681 §3.1 (2)), in congestion avoidance by less than
    /// a segment.
    private static boolean tooOld(Reading before, Reading now) {
        long grown = before.phase() == Phase.SLOW_START ? acknowledged(now) - acknowledged(before) : 0;
        return grown > before.window() / GROWTH_TOLD && !halfInAnyCase(now.threshold(), before.window(), grown);
    }

    /// Whether the threshold is about half of the window, however much of this it had grown.
    private static boolean halfInAnyCase(@Nullable Long ssthresh, long window, long grown) {
        return ssthresh != null && ssthresh <= ABOVE_HALF * window && ssthresh >= BELOW_HALF * (window + grown);
    }

    private void recover(Reading before, Reading now) {
        if (now.recovering() && !before.recovering()) {
            windowBefore = largest(before, now);
            steps.clear();
            Long ssthresh = now.threshold();
            known = !tooOld(before, now);
            if (!known) {
                BigDecimal millis = BigDecimal.valueOf(now.nanos() - before.nanos(), 6);
                String apart = millis.setScale(1, RoundingMode.HALF_UP).toPlainString();
                say(now, new Unseen("window", "congestion.lacking.window", apart));
            }
            if (ssthresh != null) {
                long recover = wire.highestSent(now.nanos()).orElse(now.sent());
                say(
                        now,
                        new RecoveryEntered(
                                now.segmentOctets(),
                                before.flight(),
                                null,
                                largest(before, now),
                                ssthresh,
                                recover,
                                null));
            }
        }
        if (now.recovering() && steps.size() < STEPS_KEPT && !steps.contains(now.window())) {
            steps.add(now.window());
        }
        if (before.recovering() && !now.recovering() && !now.lost()) {
            leaveRecovery(now);
        }
    }

    private void leaveRecovery(Reading now) {
        Long ssthresh = now.threshold();
        long largest = windowBefore;
        if (ssthresh == null || largest == 0) {
            return;
        }
        List<Long> between = steps.stream()
                .filter(step -> step < largest && step > Math.max(ssthresh, now.window()))
                .toList();
        if (known) {
            say(now, new Reduction(now.segmentOctets(), largest, between, now.window()));
        }
        say(now, new RecoveryLeft(now.segmentOctets(), now.window(), ssthresh, null));
    }

    private static int doublings(Reading reading) {
        Integer backoff = reading.info().backoff();
        return backoff == null ? 0 : backoff;
    }

    private static long acknowledged(Reading reading) {
        Long acked = reading.info().bytesAcked();
        return acked == null ? 0 : acked;
    }

    private void say(Reading reading, Observation observation) {
        said.add(new Said(reading.nanos(), Source.TCP_INFO, observation));
    }
}
