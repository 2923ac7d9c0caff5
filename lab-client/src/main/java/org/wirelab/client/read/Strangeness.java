package org.wirelab.client.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.AnalysisFlag;

/// How much about a connection asks to be looked at: what went wrong weighs, and how often.
///
/// A thing that happened a thousand times counts a few times as much as one that happened once, so that long
/// connections do not hide the broken ones.
final class Strangeness {

    private Strangeness() {}

    /// 0 for a connection about which there is nothing to say.
    static double of(AnalysedConnection connection) {
        double weight = switch (connection.opening()) {
            case HANDSHAKE, MID_STREAM -> 0;
            case PARTLY_SEEN -> 1;
            case SIMULTANEOUS -> 10;
            case UNANSWERED, UNFINISHED, REFUSED -> 20;
        };
        weight += switch (connection.closing()) {
            case OPEN, FIN -> 0;
            case HALF_CLOSED -> 2;
            case RESET -> 10;
        };
        for (AnalysisFlag flag : AnalysisFlag.values()) {
            int count = connection.count(flag);
            if (count > 0) {
                weight += weight(flag) * (1 + Math.log(count));
            }
        }
        return weight;
    }

    /// Which of its segments have which flag, the worst first.
    static List<Map.Entry<AnalysisFlag, Integer>> worstFirst(Map<AnalysisFlag, Integer> counts) {
        List<Map.Entry<AnalysisFlag, Integer>> all = new ArrayList<>(counts.entrySet());
        all.sort(Comparator.comparingDouble(entry -> -weight(entry.getKey())));
        return all;
    }

    private static double weight(AnalysisFlag flag) {
        return switch (flag) {
            case LOST_SEGMENT -> 8;
            case ACK_LOST_SEGMENT -> 7.5;
            case RETRANSMISSION -> 7;
            case ZERO_WINDOW -> 6;
            case SPURIOUS_RETRANSMISSION -> 5;
            case FAST_RETRANSMISSION -> 4.5;
            case ZERO_WINDOW_PROBE -> 4;
            case OUT_OF_ORDER -> 3.5;
            case WINDOW_FULL -> 3;
            case DUPLICATE_ACK -> 2;
            case REUSED_PORTS -> 1.5;
            case ZERO_WINDOW_PROBE_ACK -> 1;
            case KEEP_ALIVE -> 0.2;
            case KEEP_ALIVE_ACK -> 0.1;
            case WINDOW_UPDATE -> 0;
        };
    }
}
