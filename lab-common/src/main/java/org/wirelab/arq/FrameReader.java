package org.wirelab.arq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.wirelab.wire.SequenceNumber;

/// Takes the frame out of a datagram whose checksum is right: its sender may still have meant harm, so every length
/// and every value is looked at.
record FrameReader(ByteBuffer datagram) {

    private static final int TYPE_AT = 3;
    private static final int TRANSFER_AT = 8;
    private static final int COUNT_AT = 12;
    private static final int BODY = FrameCodec.HEADER;
    private static final long MAX_U32 = 0xffff_ffffL;
    private static final int MAX_U16 = 0xffff;

    Decoded read() {
        return switch (datagram.get(TYPE_AT)) {
            case FrameCodec.TYPE_OPEN -> open();
            case FrameCodec.TYPE_ACCEPTED -> accepted();
            case FrameCodec.TYPE_REFUSED -> refused();
            case FrameCodec.TYPE_DATA -> data();
            case FrameCodec.TYPE_ACK -> ack();
            case FrameCodec.TYPE_DONE ->
                ends(BODY, FrameCodec.OPEN) ? new Decoded.Whole(new Frame.Done(transfer(), count())) : wrongLength();
            case FrameCodec.TYPE_REPORT -> report();
            default -> new Decoded.Damaged("arq.damaged.type", TYPE_AT);
        };
    }

    private Decoded open() {
        if (!ends(BODY + 32, FrameCodec.OPEN)) {
            return wrongLength();
        }
        Optional<Protocol> protocol = Arrays.stream(Protocol.values())
                .filter(each -> FrameCodec.code(each) == datagram.get(BODY))
                .findFirst();
        int bits = datagram.get(BODY + 1);
        int window = datagram.getInt(BODY + 4);
        int frameOctets = datagram.getInt(BODY + 8);
        long octets = datagram.getLong(BODY + 12);
        SequenceNumber first = number(BODY + 20);
        long readRate = datagram.getLong(BODY + 24);
        if (protocol.isEmpty() || datagram.getShort(BODY + 2) != 0) {
            return value(BODY);
        }
        if (bits < 1 || bits > 32) {
            return value(BODY + 1);
        }
        NumberSpace numbers = new NumberSpace(bits);
        Protocol known = protocol.get();
        if (window < 1 || window > Transfer.longestWindow(known, numbers)) {
            return value(BODY + 4);
        }
        if (frameOctets < 1 || frameOctets > FrameCodec.LONGEST_PAYLOAD) {
            return value(BODY + 8);
        }
        // so that no sum of it with the octets of a frame overflows
        if (octets < 0 || octets > Long.MAX_VALUE / 2) {
            return value(BODY + 12);
        }
        if (!numbers.contains(first)) {
            return value(BODY + 20);
        }
        if (readRate < 0) {
            return value(BODY + 24);
        }
        return new Decoded.Whole(
                new Frame.Open(transfer(), count(), known, bits, window, frameOctets, octets, first, readRate));
    }

    private Decoded accepted() {
        return ends(BODY + 4, FrameCodec.ACCEPTED)
                ? new Decoded.Whole(new Frame.Accepted(transfer(), count(), unsigned(BODY)))
                : wrongLength();
    }

    private Decoded refused() {
        if (datagram.limit() <= BODY) {
            return wrongLength();
        }
        int length = datagram.get(BODY);
        if (length < 1 || length > FrameCodec.LONGEST_REASON || datagram.limit() != BODY + 1 + length) {
            return wrongLength();
        }
        byte[] reason = new byte[length];
        datagram.get(BODY + 1, reason);
        for (int i = 0; i < length; i++) {
            char letter = (char) (reason[i] & 0xff);
            if (letter != '.' && letter != '_' && (letter < 'a' || letter > 'z')) {
                return value(BODY + 1 + i);
            }
        }
        return new Decoded.Whole(new Frame.Refused(transfer(), count(), new String(reason, StandardCharsets.US_ASCII)));
    }

    private Decoded data() {
        if (datagram.limit() < FrameCodec.DATA_HEADER) {
            return wrongLength();
        }
        int length = datagram.getShort(BODY + 4) & MAX_U16;
        byte last = datagram.get(BODY + 6);
        int end = FrameCodec.DATA_HEADER + length;
        if (length > FrameCodec.LONGEST_PAYLOAD || !ends(end, Math.max(end, FrameCodec.ACK))) {
            return wrongLength();
        }
        if ((last & ~1) != 0 || datagram.get(BODY + 7) != 0) {
            return value(BODY + 6);
        }
        byte[] payload = new byte[length];
        datagram.get(FrameCodec.DATA_HEADER, payload);
        return new Decoded.Whole(new Frame.Data(transfer(), count(), number(BODY), last == 1, payload));
    }

    private Decoded ack() {
        return ends(BODY + 12, FrameCodec.ACK)
                ? new Decoded.Whole(
                        new Frame.Ack(transfer(), count(), number(BODY), unsigned(BODY + 4), number(BODY + 8)))
                : wrongLength();
    }

    private Decoded report() {
        if (!ends(BODY + 56, FrameCodec.REPORT)) {
            return wrongLength();
        }
        byte[] sha256 = new byte[Sha256.LENGTH];
        datagram.get(BODY + 8, sha256);
        long octets = datagram.getLong(BODY);
        long datagrams = datagram.getLong(BODY + 40);
        long dropped = datagram.getLong(BODY + 48);
        if (octets < 0 || datagrams < 0 || dropped < -1) {
            return value(octets < 0 ? BODY : datagrams < 0 ? BODY + 40 : BODY + 48);
        }
        return new Decoded.Whole(new Frame.Report(transfer(), count(), octets, sha256, datagrams, dropped));
    }

    /// Whether the datagram has this length, and nothing but zeros from the content's end on.
    private boolean ends(int content, int length) {
        if (datagram.limit() != length) {
            return false;
        }
        for (int i = content; i < length; i++) {
            if (datagram.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private Decoded wrongLength() {
        return new Decoded.Damaged("arq.damaged.length", datagram.limit());
    }

    private static Decoded value(int offset) {
        return new Decoded.Damaged("arq.damaged.value", offset);
    }

    private int transfer() {
        return datagram.getInt(TRANSFER_AT);
    }

    private int count() {
        return datagram.getInt(COUNT_AT);
    }

    private long unsigned(int offset) {
        return datagram.getInt(offset) & MAX_U32;
    }

    private SequenceNumber number(int offset) {
        return new SequenceNumber(unsigned(offset));
    }
}
