package org.wirelab.client.read;

import org.jspecify.annotations.Nullable;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SegmentOptions;
import org.wirelab.wire.PacketScan;
import org.wirelab.wire.SequenceNumber;
import org.wirelab.wire.TcpFlag;
import org.wirelab.wire.TcpOptionScan;

/// A segment as an observation, made of what a scan has found: the same as of a decoded packet, and cheaper.
final class ScannedSegment {

    /// By the byte of control bits: `SYN|ACK`.
    private static final String[] FLAGS = new String[256];

    static {
        for (int bits = 0; bits < FLAGS.length; bits++) {
            StringBuilder names = new StringBuilder();
            for (TcpFlag flag : TcpFlag.values()) {
                if ((bits & flag.bit()) != 0) {
                    names.append(names.isEmpty() ? "" : "|").append(flag);
                }
            }
            FLAGS[bits] = names.toString();
        }
    }

    private ScannedSegment() {}

    /// @param scan of a frame with a TCP header
    /// @param src the sender's endpoint as it stands in traces
    /// @param dst the receiver's
    /// @param frame its number in the capture; what does not fit its field is left out
    static Segment of(PacketScan scan, String src, String dst, long frame) {
        return new Segment(
                src,
                dst,
                new SequenceNumber(Integer.toUnsignedLong(scan.sequence())),
                new SequenceNumber(Integer.toUnsignedLong(scan.acknowledgment())),
                FLAGS[scan.flags()],
                scan.window(),
                scan.payloadLength(),
                options(scan.options()),
                frame > Integer.MAX_VALUE ? 0 : (int) frame);
    }

    private static SegmentOptions options(TcpOptionScan scan) {
        @Nullable Integer mss = scan.maximumSegmentSize() < 0 ? null : scan.maximumSegmentSize();
        @Nullable Integer scale = scan.windowScale() < 0 ? null : scan.windowScale();
        SegmentOptions.@Nullable Timestamp clock = scan.timestamps()
                ? new SegmentOptions.Timestamp(
                        Integer.toUnsignedLong(scan.timestampValue()), Integer.toUnsignedLong(scan.timestampEcho()))
                : null;
        return mss == null && scale == null && clock == null && !scan.sackPermitted()
                ? SegmentOptions.NONE
                : new SegmentOptions(mss, scale, scan.sackPermitted(), clock);
    }
}
