package org.wirelab.arq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.wirelab.wire.SequenceNumber;

/// Frames as datagrams, and datagrams as frames (docs/reference/arq.md has the format).
///
/// Each datagram has a magic number, a version and a checksum of all of it (CRC-32C, RFC 3385 §2), so that one that
/// was damaged, or is no frame at all, is recognised: a datagram that does not decode is an outcome with its reason
/// and place, never an exception.
public final class FrameCodec {

    /// How many octets of data a frame carries at most: with its headers it fits into the largest IPv4 packet.
    public static final int LONGEST_PAYLOAD = 65_000;

    /// The header of a data frame, in octets.
    public static final int DATA_HEADER = 24;

    /// `WA`.
    static final short MAGIC = 0x5741;

    static final byte VERSION = 1;

    static final int CHECKSUM_AT = 4;
    static final int HEADER = 16;
    static final int ACK = 28;
    static final int ACCEPTED = 20;
    /// As long as what answers it at most: a report, or a refusal with its longest reason.
    static final int OPEN = 72;

    static final int REPORT = 72;
    static final int LONGEST_REASON = OPEN - HEADER - 1;

    static final byte TYPE_OPEN = 1;
    static final byte TYPE_ACCEPTED = 2;
    static final byte TYPE_REFUSED = 3;
    static final byte TYPE_DATA = 4;
    static final byte TYPE_ACK = 5;
    static final byte TYPE_DONE = 6;
    static final byte TYPE_REPORT = 7;

    private final CRC32C checksum = new CRC32C();

    /// How long the datagram of a data frame is, in octets.
    ///
    /// @param payload octets of data in it
    public static int dataOctets(int payload) {
        // never shorter than its acknowledgment
        return Math.max(DATA_HEADER + payload, ACK);
    }

    /// How long the datagram of an acknowledgment is, in octets.
    public static int ackOctets() {
        return ACK;
    }

    /// How long the datagram of a frame is, in octets.
    public static int length(Frame frame) {
        return switch (frame) {
            case Frame.Open _, Frame.Done _ -> OPEN;
            case Frame.Accepted _ -> ACCEPTED;
            case Frame.Refused refused -> HEADER + 1 + refused.reason().length();
            case Frame.Data data -> dataOctets(data.payload().length);
            case Frame.Ack _ -> ACK;
            case Frame.Report _ -> REPORT;
        };
    }

    /// The datagram of a frame.
    public byte[] encode(Frame frame) {
        ByteBuffer datagram = ByteBuffer.allocate(length(frame));
        encode(frame, datagram);
        return datagram.array();
    }

    /// Writes the datagram of a frame.
    ///
    /// @param out takes it from its position on, and has room for [#length] octets; big-endian
    public void encode(Frame frame, ByteBuffer out) {
        int begin = out.position();
        int end = begin + length(frame);
        out.putShort(MAGIC)
                .put(VERSION)
                .put(type(frame))
                .putInt(0)
                .putInt(frame.transfer())
                .putInt(frame.count());
        putBody(frame, out);
        while (out.position() < end) {
            out.put((byte) 0);
        }
        out.putInt(begin + CHECKSUM_AT, sum(out.duplicate().position(begin).limit(end)));
    }

    /// Reads a datagram.
    ///
    /// @param in from its position to its limit, big-endian; is as it was afterwards
    public Decoded decode(ByteBuffer in) {
        ByteBuffer datagram = in.slice();
        if (datagram.remaining() < HEADER) {
            return new Decoded.Damaged("arq.damaged.short", datagram.remaining());
        }
        if (datagram.getShort(0) != MAGIC) {
            return new Decoded.Damaged("arq.damaged.magic", 0);
        }
        if (datagram.get(2) != VERSION) {
            return new Decoded.Damaged("arq.damaged.version", 2);
        }
        if (datagram.getInt(CHECKSUM_AT) != sum(datagram.duplicate())) {
            return new Decoded.Damaged("arq.damaged.checksum", CHECKSUM_AT);
        }
        return new FrameReader(datagram).read();
    }

    /// The checksum of a datagram, its own field taken as zero.
    private int sum(ByteBuffer datagram) {
        int begin = datagram.position();
        int end = datagram.limit();
        checksum.reset();
        checksum.update(datagram.limit(begin + CHECKSUM_AT));
        for (int i = 0; i < Integer.BYTES; i++) {
            checksum.update(0);
        }
        checksum.update(datagram.limit(end).position(begin + CHECKSUM_AT + Integer.BYTES));
        return (int) checksum.getValue();
    }

    private static byte type(Frame frame) {
        return switch (frame) {
            case Frame.Open _ -> TYPE_OPEN;
            case Frame.Accepted _ -> TYPE_ACCEPTED;
            case Frame.Refused _ -> TYPE_REFUSED;
            case Frame.Data _ -> TYPE_DATA;
            case Frame.Ack _ -> TYPE_ACK;
            case Frame.Done _ -> TYPE_DONE;
            case Frame.Report _ -> TYPE_REPORT;
        };
    }

    /// A protocol on the wire.
    static byte code(Protocol protocol) {
        return switch (protocol) {
            case STOP_AND_WAIT -> 0;
            case GO_BACK_N -> 1;
            case SELECTIVE_REPEAT -> 2;
            case CUMULATIVE -> 3;
        };
    }

    private static void putBody(Frame frame, ByteBuffer out) {
        switch (frame) {
            case Frame.Open open -> {
                out.put(code(open.protocol())).put((byte) open.numberBits()).putShort((short) 0);
                out.putInt(open.window()).putInt(open.frameOctets()).putLong(open.octets());
                putNumber(out, open.first()).putLong(open.readRate());
            }
            case Frame.Accepted accepted -> out.putInt(windowOf(accepted.window()));
            case Frame.Refused refused -> {
                byte[] reason = refused.reason().getBytes(StandardCharsets.US_ASCII);
                out.put((byte) reason.length).put(reason);
            }
            case Frame.Data data -> {
                putNumber(out, data.number()).putShort((short) data.payload().length);
                out.put((byte) (data.last() ? 1 : 0)).put((byte) 0).put(data.payload());
            }
            case Frame.Ack ack -> {
                putNumber(out, ack.next()).putInt(windowOf(ack.window()));
                putNumber(out, ack.received());
            }
            case Frame.Done _ -> {}
            case Frame.Report report -> {
                out.putLong(report.octets()).put(report.sha256());
                out.putLong(report.datagrams()).putLong(report.dropped());
            }
        }
    }

    private static int windowOf(long window) {
        return (int) Math.min(window, 0xffff_ffffL);
    }

    private static ByteBuffer putNumber(ByteBuffer out, SequenceNumber number) {
        return out.putInt((int) number.value());
    }
}
