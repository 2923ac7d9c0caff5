package org.wirelab.link;

import java.time.Duration;

/// What a rule does to a packet that it strikes.
public sealed interface Effect {

    /// The packet is lost on the way: it has left its sender and takes up the link, and never arrives.
    record Drop() implements Effect {
        @Override
        public String toString() {
            return "drop";
        }
    }

    /// The packet arrives this many times more than once, one directly behind the other.
    ///
    /// @param more at least 1
    record Duplicate(int more) implements Effect {
        public Duplicate {
            if (more < 1) {
                throw new IllegalArgumentException("a duplicate is at least one packet more: " + more);
            }
        }

        @Override
        public String toString() {
            return "duplicate " + more + " times";
        }
    }

    /// The packet arrives behind others that were sent after it.
    ///
    /// @param behind how many of them it lets pass, at least 1
    /// @param atMost how long it waits for them, beyond its own time
    record HoldBack(int behind, Duration atMost) implements Effect {
        public HoldBack {
            if (behind < 1 || atMost.isNegative()) {
                throw new IllegalArgumentException("hold back behind at least one packet: " + behind + ", " + atMost);
            }
        }

        @Override
        public String toString() {
            return "hold back behind " + behind + ", at most " + atMost.toNanos() / 1_000_000.0 + " ms";
        }
    }
}
