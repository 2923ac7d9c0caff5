package org.wirelab.tcp.analysis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.LinkType;
import org.wirelab.wire.Octets;
import org.wirelab.wire.PacketScan;
import org.wirelab.wire.PcapFormat;
import org.wirelab.wire.PcapWriter;
import org.wirelab.wire.TcpFlag;

/// A conversation written down segment by segment, as frames that the lab and tshark can both analyse.
///
/// Two hosts, `10.0.0.1` (the client) and `10.0.0.2` (the server); time goes on by a millisecond for each segment, or
/// as `after` says.
public final class SegmentScript {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final int CLIENT = 0x0a000001;
    private static final int SERVER = 0x0a000002;
    private static final long MILLISECOND = 1_000_000;

    private final List<CapturedFrame> frames = new ArrayList<>();
    private long nanos = START;
    private int clientPort = 40000;
    private long step = MILLISECOND;

    /// What the analysis said of one segment, kept.
    public record Said(
            long stream,
            Set<AnalysisFlag> flags,
            int duplicateNumber,
            long refersTo,
            long repeats,
            long rttNanos,
            long ackedFrame,
            boolean ambiguous,
            long inFlight,
            boolean closes,
            int duplicatesHeard,
            List<Analysis> analyses) {}

    /// The next segment comes so long after the one before it.
    public SegmentScript after(double milliseconds) {
        step = Math.round(milliseconds * MILLISECOND);
        return this;
    }

    /// From here on the client's segments come from this port.
    public SegmentScript fromPort(int port) {
        clientPort = port;
        return this;
    }

    public SegmentScript client(String flags, long seq, long ack, int length, int window, byte... options) {
        return add(segment(true, flags, seq, ack, length, window, options));
    }

    public SegmentScript server(String flags, long seq, long ack, int length, int window, byte... options) {
        return add(segment(false, flags, seq, ack, length, window, options));
    }

    /// SYN, SYN ACK, ACK from these initial numbers, a round trip of 10 ms, windows of 1000 without scale.
    public static SegmentScript open(long client, long server) {
        return new SegmentScript()
                .client("S", client, 0, 0, 1000)
                .after(9)
                .server("SA", server, client + 1, 0, 1000)
                .client("A", client + 1, server + 1, 0, 1000);
    }

    public List<CapturedFrame> frames() {
        return List.copyOf(frames);
    }

    /// Analyses all of it with the usual limits.
    public List<Said> said() {
        return said(new TcpAnalyzer(), frames);
    }

    static List<Said> said(TcpAnalyzer analyzer, List<CapturedFrame> frames) {
        List<Said> all = new ArrayList<>();
        PacketScan scan = new PacketScan();
        for (CapturedFrame frame : frames) {
            if (!scan.scan(frame)) continue;
            PacketAnalysis at = analyzer.analyse(scan, all.size() + 1, frame.epochNanos());
            all.add(new Said(
                    at.connection().number(),
                    at.flags(),
                    at.duplicateNumber(),
                    at.refersTo(),
                    at.repeatsFrame(),
                    at.rttNanos(),
                    at.ackedFrame(),
                    at.rttAmbiguous(),
                    at.bytesInFlight(),
                    at.closes(),
                    at.receiver().duplicateAcks,
                    Analysis.of(at)));
        }
        return all;
    }

    /// A pcap file of nanoseconds.
    public static byte[] pcap(List<CapturedFrame> frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LinkType type = frames.isEmpty() ? LinkType.RAW : frames.getFirst().linkType();
        try (PcapWriter writer = new PcapWriter(bytes, new PcapFormat(ByteOrder.LITTLE_ENDIAN, true), type)) {
            for (CapturedFrame frame : frames) writer.write(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// A window scale option and a byte of padding.
    static byte[] scale(int shift) {
        return new byte[] {3, 3, (byte) shift, 1};
    }

    /// SACK blocks: left and right edges, in turn.
    static byte[] sack(long... edges) {
        ByteBuffer option = ByteBuffer.allocate(4 + 4 * edges.length);
        option.put((byte) 1).put((byte) 1).put((byte) 5).put((byte) (2 + 4 * edges.length));
        for (long edge : edges) option.putInt((int) edge);
        return option.array();
    }

    private SegmentScript add(byte[] packet) {
        nanos += step;
        step = MILLISECOND;
        frames.add(new CapturedFrame(nanos, "", LinkType.RAW, packet.length, Octets.of(packet)));
        return this;
    }

    private byte[] segment(
            boolean fromClient, String flags, long seq, long ack, int length, int window, byte[] options) {
        ByteBuffer packet = ByteBuffer.allocate(40 + options.length + length);
        packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
        packet.putInt(0).put((byte) 64).put((byte) 6).putShort((short) 0);
        packet.putInt(fromClient ? CLIENT : SERVER).putInt(fromClient ? SERVER : CLIENT);
        packet.putShort((short) (fromClient ? clientPort : 7001));
        packet.putShort((short) (fromClient ? 7001 : clientPort));
        packet.putInt((int) seq).putInt((int) ack);
        packet.put((byte) ((20 + options.length) << 2)).put((byte) bits(flags));
        packet.putShort((short) window).putInt(0).put(options);
        return packet.array();
    }

    private static int bits(String flags) {
        EnumSet<TcpFlag> set = EnumSet.noneOf(TcpFlag.class);
        for (TcpFlag flag : TcpFlag.values()) {
            if (flags.indexOf(flag.name().charAt(0)) >= 0) set.add(flag);
        }
        return set.stream().mapToInt(TcpFlag::bit).sum();
    }
}
