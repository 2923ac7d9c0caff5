package org.wirelab.congestion;

/// How much a sender may send before it has heard anything of the path.
public sealed interface InitialWindow {

    /// So many segments: 1 is the textbook's beginning.
    ///
    /// @param count at least 1
    record Segments(int count) implements InitialWindow {
        public Segments {
            if (count < 1) {
                throw new IllegalArgumentException("an initial window has at least 1 segment, not " + count);
            }
        }
    }

    /// RFC 5681 §3.1: two to four segments, by their size.
    record Rfc5681() implements InitialWindow {}

    /// RFC 6928 §2: ten segments, or as many as 14600 octets hold.
    record Rfc6928() implements InitialWindow {}

    /// In octets.
    ///
    /// @param smss octets of data that a full segment carries
    default long octets(int smss) {
        return switch (this) {
            case Segments(int count) -> (long) count * smss;
            // RFC 5681 §3.1: above 2190 octets two segments, above 1095 three, else four.
            case Rfc5681() -> (smss > 2190 ? 2L : smss > 1095 ? 3L : 4L) * smss;
            // RFC 6928 §2 (1): min (10*MSS, max (2*MSS, 14600)).
            case Rfc6928() -> Math.min(10L * smss, Math.max(2L * smss, 14600));
        };
    }

    /// The rule that gives it, in few words.
    default String rule() {
        return switch (this) {
            case Segments(int count) -> "IW = " + count + (count == 1 ? " segment" : " segments");
            case Rfc5681() -> "IW = 2 to 4 segments by their size (RFC 5681 §3.1)";
            case Rfc6928() -> "IW = min(10 SMSS, max(2 SMSS, 14600)) (RFC 6928 §2)";
        };
    }
}
