package org.wirelab.client.read;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.wirelab.tcp.analysis.PacketAnalysis;
import org.wirelab.text.Texts;

/// Round trips and octets in flight of one connection, each way.
final class Measured {

    private final LongSummaryStatistics initiatorRtt = new LongSummaryStatistics();
    private final LongSummaryStatistics responderRtt = new LongSummaryStatistics();
    private long initiatorFlight;
    private long responderFlight;
    private long initialRtt = -1;

    /// Takes the connection's next segment.
    void add(PacketAnalysis analysis) {
        boolean byInitiator = analysis.sender() == analysis.connection().initiator();
        initialRtt = analysis.connection().initialRttNanos();
        // RFC 6298 §3: what was sent twice measures nothing
        if (analysis.rttNanos() >= 0 && !analysis.rttAmbiguous()) {
            (byInitiator ? initiatorRtt : responderRtt).accept(analysis.rttNanos());
        }
        if (byInitiator) {
            initiatorFlight = Math.max(initiatorFlight, analysis.bytesInFlight());
        } else {
            responderFlight = Math.max(responderFlight, analysis.bytesInFlight());
        }
    }

    /// In words, a line each for what was measured.
    List<String> words(Texts texts) {
        List<String> lines = new ArrayList<>();
        if (initialRtt >= 0) {
            lines.add(texts.format("read.measured.initial", Amount.seconds(initialRtt)));
        }
        // what one end sends is acknowledged by the other
        add(lines, texts, "→", responderRtt, initiatorFlight);
        add(lines, texts, "←", initiatorRtt, responderFlight);
        return lines;
    }

    private static void add(List<String> lines, Texts texts, String way, LongSummaryStatistics rtt, long flight) {
        List<String> parts = new ArrayList<>();
        if (rtt.getCount() > 0) {
            parts.add(texts.format(
                    "read.measured.rtt",
                    Amount.seconds(rtt.getMin()),
                    Amount.seconds((long) rtt.getAverage()),
                    Amount.seconds(rtt.getMax()),
                    Amount.number(rtt.getCount())));
        }
        if (flight > 0) {
            parts.add(texts.format("read.measured.flight", Amount.octets(flight)));
        }
        if (!parts.isEmpty()) {
            lines.add(way + " " + String.join(" · ", parts));
        }
    }
}
