package org.wirelab.congestion.kernel;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.CongestionObservation;
import org.wirelab.congestion.CongestionObservation.RecoveryEntered;
import org.wirelab.congestion.CongestionObservation.RecoveryLeft;
import org.wirelab.congestion.CongestionObservation.Round;
import org.wirelab.congestion.CongestionObservation.Timeout;
import org.wirelab.congestion.CongestionObservation.Window;
import org.wirelab.congestion.Phase;
import org.wirelab.trace.Entry;

/// How one sender's window went, as far as its first recovery and some round trips beyond: what is compared of it.
final class Course {

    private final NavigableMap<Integer, Round> slowStart = new TreeMap<>();
    private final NavigableMap<Integer, Round> after = new TreeMap<>();
    private @Nullable RecoveryEntered entered;
    private @Nullable RecoveryLeft left;
    private double largestInRecovery;
    private long leftAt;
    private long lastRoundEnded;
    private int lastRound;
    private int firstAfter;
    private boolean over;

    /// Takes the next that was said of it.
    void add(Entry entry, CongestionObservation seen) {
        switch (seen) {
            case Round round -> add(entry.nanos(), round);
            case RecoveryEntered recovery when entered == null -> entered = recovery;
            case RecoveryLeft recovered
            when left == null -> {
                left = recovered;
                leftAt = entry.nanos();
            }
            case Window window
            when entered != null && left == null && window.phase() == Phase.FAST_RECOVERY ->
                largestInRecovery = Math.max(largestInRecovery, window.cwnd() / (double) window.segmentOctets());
            case RecoveryEntered _ -> over = true;
            case Timeout _ -> over = true;
            default -> {}
        }
    }

    /// A round counts as one after the recovery when the one before it had ended by then.
    private void add(long nanos, Round round) {
        if (entered == null && !over) {
            slowStart.put(round.number(), round);
        } else if (left != null && !over && (lastRoundEnded >= leftAt || round.number() > lastRound + 1)) {
            int first = after.isEmpty() ? round.number() : firstAfter;
            firstAfter = first;
            after.put(round.number() - first + 1, round);
        }
        lastRoundEnded = nanos;
        lastRound = round.number();
    }

    /// By their numbers, until the first loss.
    NavigableMap<Integer, Round> slowStart() {
        return slowStart;
    }

    Optional<RecoveryEntered> entered() {
        return Optional.ofNullable(entered);
    }

    Optional<RecoveryLeft> left() {
        return Optional.ofNullable(left);
    }

    /// In segments; empty where no window was told in recovery.
    Optional<Double> largestInRecovery() {
        return largestInRecovery == 0 ? Optional.empty() : Optional.of(largestInRecovery);
    }

    /// The rounds after the first recovery, until the next loss, counted from 1.
    NavigableMap<Integer, Round> after() {
        return after;
    }
}
