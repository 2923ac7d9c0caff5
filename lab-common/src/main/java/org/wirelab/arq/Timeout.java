package org.wirelab.arq;

/// How long a sender waits for an acknowledgment before it sends again.
public sealed interface Timeout {

    /// Always as long.
    ///
    /// @param nanos at least 1
    record Fixed(long nanos) implements Timeout {
        public Fixed {
            if (nanos < 1) {
                throw new IllegalArgumentException("a timeout lasts at least a nanosecond, not " + nanos);
            }
        }
    }

    /// By the round-trip times that were measured (RFC 6298), doubled with each expiry.
    ///
    /// @param initial before the first measurement, in nanoseconds
    /// @param minimum never shorter, at least 1
    /// @param maximum never longer
    record Adaptive(long initial, long minimum, long maximum) implements Timeout {
        public Adaptive {
            if (minimum < 1 || initial < minimum || maximum < initial) {
                throw new IllegalArgumentException(
                        "a timeout's minimum, initial value and maximum: " + minimum + ", " + initial + ", " + maximum);
            }
        }
    }

    /// RFC 6298 §2.1: a second before the first measurement. §2.4 asks for a minimum of a second too, which
    /// would hide everything else on a short link: here it is 20 ms.
    Timeout ADAPTIVE = new Adaptive(1_000_000_000L, 20_000_000L, 60_000_000_000L);
}
