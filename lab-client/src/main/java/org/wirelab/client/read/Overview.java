package org.wirelab.client.read;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.AnalysisFlag;
import org.wirelab.tcp.analysis.Closing;
import org.wirelab.tcp.analysis.Opening;

/// The connections of a capture in sum: how they opened and closed, what was remarkable, and which are the largest and
/// the strangest. It keeps no more than those few.
final class Overview {

    /// How many of the largest are kept, and how many of the strangest.
    static final int MOST_IN_A_LIST = 10;

    private final TopList<AnalysedConnection> largest = new TopList<>(MOST_IN_A_LIST);
    private final TopList<AnalysedConnection> strangest = new TopList<>(MOST_IN_A_LIST);
    private final Map<Opening, Long> openings = new EnumMap<>(Opening.class);
    private final Map<Closing, Long> closings = new EnumMap<>(Closing.class);
    private final Map<AnalysisFlag, Integer> flags = new EnumMap<>(AnalysisFlag.class);
    private long connections;
    private long octets;
    private long bounded;

    /// Takes a connection of which nothing more is to come.
    void add(AnalysedConnection connection) {
        connections++;
        octets += connection.octets();
        bounded += connection.bounded() ? 1 : 0;
        openings.merge(connection.opening(), 1L, Long::sum);
        closings.merge(connection.closing(), 1L, Long::sum);
        connection.counts().forEach((flag, count) -> flags.merge(flag, count, Overview::sum));
        largest.add(connection.octets() + 1.0, connection);
        strangest.add(Strangeness.of(connection), connection);
    }

    long connections() {
        return connections;
    }

    /// Octets of data of all of them.
    long octets() {
        return octets;
    }

    /// Those about which not all is known, because the analysis remembers only so much.
    long bounded() {
        return bounded;
    }

    /// How many came about how.
    Map<Opening, Long> openings() {
        return openings;
    }

    /// How many had ended how far.
    Map<Closing, Long> closings() {
        return closings;
    }

    /// How many segments have which flag.
    Map<AnalysisFlag, Integer> flags() {
        return flags;
    }

    List<AnalysedConnection> largest() {
        return largest.greatestFirst();
    }

    /// Those about which there is anything to say.
    List<AnalysedConnection> strangest() {
        return strangest.greatestFirst();
    }

    private static int sum(int one, int other) {
        return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
    }
}
