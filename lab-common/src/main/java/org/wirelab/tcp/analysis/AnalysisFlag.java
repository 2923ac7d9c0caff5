package org.wirelab.tcp.analysis;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Something remarkable about one segment, by the name that Wireshark gives it after `tcp.analysis.`.
///
/// A segment may have several. As with Wireshark's filter names, fast and spurious retransmissions are retransmissions
/// too, so they come with [#RETRANSMISSION].
public enum AnalysisFlag {
    /// Octets (or a SYN, a FIN) that this end has sent before.
    RETRANSMISSION,
    /// A retransmission that duplicate ACKs asked for (RFC 5681 §3.2).
    FAST_RETRANSMISSION,
    /// A retransmission of what the other end had acknowledged already.
    SPURIOUS_RETRANSMISSION,
    /// A segment that came late, but too soon to have been sent again.
    OUT_OF_ORDER,
    /// Octets before this segment are not in the capture.
    LOST_SEGMENT,
    /// An acknowledgment of octets that are not in the capture.
    ACK_LOST_SEGMENT,
    /// The same acknowledgment once more (RFC 5681 §2).
    DUPLICATE_ACK,
    /// No room for a single octet (RFC 9293 §3.8.6).
    ZERO_WINDOW,
    /// One octet sent into a closed window, to learn when it opens (RFC 9293 §3.8.6.1).
    ZERO_WINDOW_PROBE,
    /// The answer to it: still closed.
    ZERO_WINDOW_PROBE_ACK,
    /// Data that reaches to the very end of the receiver's window.
    WINDOW_FULL,
    /// An acknowledgment that only changes the window.
    WINDOW_UPDATE,
    /// A probe of an idle connection (RFC 1122 §4.2.3.6, RFC 9293 §3.8.4).
    KEEP_ALIVE,
    /// The answer to it.
    KEEP_ALIVE_ACK,
    /// A SYN between two ports whose earlier connection is in the capture.
    REUSED_PORTS;

    private static final AnalysisFlag[] ALL = values();

    /// This flag's bit in a set of flags.
    public int bit() {
        return 1 << ordinal();
    }

    /// Whether a set of flags has this one.
    public boolean in(int bits) {
        return (bits & bit()) != 0;
    }

    /// The name in JSON and in Wireshark: `fast_retransmission`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it tells of trouble: loss, repetition, a closed window. Updates of a window, keep-alives and ports
    /// used again are part of a healthy connection.
    public boolean trouble() {
        return switch (this) {
            case WINDOW_UPDATE, KEEP_ALIVE, KEEP_ALIVE_ACK, REUSED_PORTS -> false;
            case RETRANSMISSION,
                    FAST_RETRANSMISSION,
                    SPURIOUS_RETRANSMISSION,
                    OUT_OF_ORDER,
                    LOST_SEGMENT,
                    ACK_LOST_SEGMENT,
                    DUPLICATE_ACK,
                    ZERO_WINDOW,
                    ZERO_WINDOW_PROBE,
                    ZERO_WINDOW_PROBE_ACK,
                    WINDOW_FULL -> true;
        };
    }

    /// The flags of a set.
    public static Set<AnalysisFlag> of(int bits) {
        EnumSet<AnalysisFlag> flags = EnumSet.noneOf(AnalysisFlag.class);
        for (AnalysisFlag flag : ALL) {
            if (flag.in(bits)) flags.add(flag);
        }
        return flags;
    }

    /// Among a segment's flags, the one that says more than this one: fast or spurious retransmission where this is
    /// [#RETRANSMISSION]; else this one.
    static AnalysisFlag mostSpecific(AnalysisFlag flag, int bits) {
        if (flag != RETRANSMISSION) return flag;
        if (SPURIOUS_RETRANSMISSION.in(bits)) return SPURIOUS_RETRANSMISSION;
        return FAST_RETRANSMISSION.in(bits) ? FAST_RETRANSMISSION : RETRANSMISSION;
    }

    /// How many flags there are.
    static int count() {
        return ALL.length;
    }
}
