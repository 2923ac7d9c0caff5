package org.wirelab.client.flow;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.trace.Trail.Words;

/// What a transfer met that its prediction does not know of: a prediction counts losses alone.
///
/// @param documentedNanos the longest round trip that the link and the window need
/// @param slowestNanos the longest that was measured; 0 where none was
/// @param timeouts how many retransmission timers ran out
/// @param lost datagrams that the link did not deliver, acknowledgments too
/// @param heldBack datagrams that the link let others overtake
record Disturbances(long documentedNanos, long slowestNanos, long timeouts, long lost, long heldBack) {

    /// So many times the round trip of the link is late.
    private static final double LATE = 2;

    private static final double NANOS_PER_MILLI = 1e6;

    /// A sentence for each.
    List<Words> said() {
        List<Words> said = new ArrayList<>();
        if (heldBack > 0) {
            said.add(Words.of("arq.said.reordered", Long.toString(heldBack)));
        }
        if (timeouts > lost) {
            said.add(Words.of("arq.said.spurious", Long.toString(timeouts), Long.toString(lost)));
        }
        if (slowestNanos > LATE * documentedNanos) {
            said.add(Words.of("arq.said.late", Long.toString(Math.round(documentedNanos / NANOS_PER_MILLI))));
        }
        return said;
    }
}
