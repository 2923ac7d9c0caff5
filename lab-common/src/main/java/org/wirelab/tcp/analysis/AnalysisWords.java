package org.wirelab.tcp.analysis;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which sentence an [Analysis] is told in, and what fills its places.
final class AnalysisWords {
    private static final String PREFIX = "analysis.";

    private AnalysisWords() {}

    static String key(Analysis analysis) {
        String name = PREFIX + analysis.flag().label();
        return switch (analysis.flag()) {
            case RETRANSMISSION -> {
                if (analysis.kind() == AnalysisFlag.FAST_RETRANSMISSION) yield name + ".fast";
                if (analysis.kind() == AnalysisFlag.SPURIOUS_RETRANSMISSION) yield name + ".spurious";
                yield analysis.repeatsFrame() == null ? name + ".unseen" : name + ".seen";
            }
            case FAST_RETRANSMISSION, SPURIOUS_RETRANSMISSION ->
                analysis.repeatsFrame() == null ? name + ".unseen" : name + ".seen";
            case OUT_OF_ORDER -> analysis.roundTripNanos() == null ? name + ".unmeasured" : name + ".measured";
            case LOST_SEGMENT,
                    ACK_LOST_SEGMENT,
                    DUPLICATE_ACK,
                    ZERO_WINDOW,
                    ZERO_WINDOW_PROBE,
                    ZERO_WINDOW_PROBE_ACK,
                    WINDOW_FULL,
                    WINDOW_UPDATE,
                    KEEP_ALIVE,
                    KEEP_ALIVE_ACK,
                    REUSED_PORTS -> name;
        };
    }

    static List<String> arguments(Analysis analysis) {
        String sequence = Long.toString(analysis.sequence());
        String expected = text(analysis.expected());
        String repeats = text(analysis.repeatsFrame());
        String other = text(analysis.otherFrame());
        String after = milliseconds(analysis.afterNanos());
        return switch (analysis.flag()) {
            case RETRANSMISSION -> List.of(sequence, expected, repeats, after);
            case FAST_RETRANSMISSION -> List.of(sequence, text(analysis.number()), other, after, repeats);
            case SPURIOUS_RETRANSMISSION -> List.of(end(analysis), expected, other, repeats, after);
            case OUT_OF_ORDER -> List.of(sequence, expected, other, after, milliseconds(analysis.roundTripNanos()));
            case LOST_SEGMENT -> List.of(expected, sequence, missing(analysis), other);
            case ACK_LOST_SEGMENT -> List.of(text(analysis.acknowledgment()), expected);
            case DUPLICATE_ACK -> List.of(text(analysis.acknowledgment()), text(analysis.number()), other);
            case ZERO_WINDOW -> List.of(analysis.sender());
            case ZERO_WINDOW_PROBE, ZERO_WINDOW_PROBE_ACK, KEEP_ALIVE_ACK, REUSED_PORTS -> List.of(other);
            case WINDOW_FULL -> List.of(end(analysis), expected, text(analysis.window()));
            case WINDOW_UPDATE -> List.of(text(analysis.windowBefore()), text(analysis.window()));
            case KEEP_ALIVE -> List.of(sequence, expected, after);
        };
    }

    /// The number after the segment's last octet.
    private static String end(Analysis analysis) {
        return Integer.toUnsignedString((int) analysis.sequence() + analysis.length());
    }

    private static String missing(Analysis analysis) {
        return analysis.expected() == null
                ? ""
                : Integer.toUnsignedString((int) (analysis.sequence() - analysis.expected()));
    }

    private static String text(@Nullable Number value) {
        return value == null ? "" : value.toString();
    }

    private static String milliseconds(@Nullable Long nanos) {
        return nanos == null ? "" : String.format(Locale.ROOT, "%.3f", nanos / 1e6);
    }
}
