package org.wirelab.bench.agreement;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.tcp.analysis.PacketAnalysis;
import org.wirelab.tcp.analysis.TcpAnalyzer;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.PacketScan;

/// What the lab says of each TCP segment of a capture.
final class LabVerdicts {
    private LabVerdicts() {}

    static List<Verdict> of(List<CapturedFrame> frames) {
        List<Verdict> verdicts = new ArrayList<>();
        TcpAnalyzer analyzer = new TcpAnalyzer();
        PacketScan scan = new PacketScan();
        for (int at = 0; at < frames.size(); at++) {
            CapturedFrame frame = frames.get(at);
            byte[] bytes = frame.bytes().toArray();
            if (!scan.scan(frame.linkType().number(), bytes, 0, bytes.length, frame.originalLength())) continue;
            boolean whole = scan.transportAt() + scan.headerLength() <= bytes.length;
            PacketAnalysis said = analyzer.analyse(scan, at + 1, frame.epochNanos());
            verdicts.add(new Verdict(
                    said.frame(),
                    said.connection().number(),
                    said.flags(),
                    said.rttNanos(),
                    said.bytesInFlight(),
                    whole));
        }
        return verdicts;
    }
}
