package org.wirelab.bench.agreement;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.PacketScan;

/// Other sequence numbers for the same segments: each direction of each connection shifted by one number, in its own
/// numbers, in the acknowledgments of the other and in their SACK blocks.
final class SequenceShift {
    private static final int SACK = 5;

    private final PacketScan scan = new PacketScan();
    private final Map<Integer, Integer> shifts = new HashMap<>();

    private SequenceShift() {}

    /// So that the numbers of each direction go round the circle halfway.
    static SequenceShift halfway(List<CapturedFrame> frames) {
        SequenceShift shift = new SequenceShift();
        Map<Integer, Integer> first = new HashMap<>();
        Map<Integer, Integer> longest = new HashMap<>();
        for (CapturedFrame frame : frames) {
            if (!shift.scan.scan(frame)) continue;
            int direction = shift.scan.ports();
            int from = first.computeIfAbsent(direction, _ -> shift.scan.sequence());
            longest.merge(direction, shift.scan.sequence() - from, Math::max);
        }
        // not exactly to 0, which Wireshark takes for no number: see docs/reference/tcp-analysis.md
        first.forEach((direction, from) ->
                shift.shifts.put(direction, -from - (longest.getOrDefault(direction, 0) / 2 | 1)));
        return shift;
    }

    CapturedFrame of(CapturedFrame frame) {
        if (!scan.scan(frame)) return frame;
        byte[] bytes = frame.bytes().toArray();
        // the scan's array may begin before the frame
        scan.scan(frame.linkType().number(), bytes, 0, bytes.length, frame.originalLength());
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int at = scan.transportAt();
        int own = shifts.getOrDefault(scan.ports(), 0);
        int peers = shifts.getOrDefault(Integer.rotateLeft(scan.ports(), 16), 0);
        buffer.putInt(at + 4, scan.sequence() + own);
        if (scan.ack()) buffer.putInt(at + 8, scan.acknowledgment() + peers);
        int options = at + 20;
        int end = at + scan.headerLength();
        while (options < end && bytes[options] != 0) {
            if (bytes[options] == 1) {
                options++;
                continue;
            }
            int length = bytes[options + 1] & 0xff;
            if (length < 2) break;
            if (bytes[options] == SACK) {
                for (int edge = options + 2; edge + 4 <= options + length; edge += 4) {
                    buffer.putInt(edge, buffer.getInt(edge) + peers);
                }
            }
            options += length;
        }
        return Captured.with(frame, bytes);
    }
}
