package org.wirelab.arq;

import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.wire.Octets;
import org.wirelab.wire.SequenceNumber;

/// What the first octets of a frame's datagram say, for those who see no more of it: the emulated link.
///
/// @param name `open`, `accepted`, `refused`, `data`, `ack`, `done`, `report`
/// @param number of the data frame; null for others
public record FrameHead(
        String name, int transfer, int count, @Nullable SequenceNumber number) {

    /// Where the number of a data frame stands in its datagram, in octets; it has four.
    public static final int NUMBER_AT = FrameCodec.HEADER;

    private static final int TYPE_AT = 3;
    private static final int TRANSFER_AT = 8;
    private static final int COUNT_AT = 12;
    private static final String[] NAMES = {"open", "accepted", "refused", "data", "ack", "done", "report"};
    private static final byte DATA = 4;

    /// The octets that every datagram with a data frame begins with.
    public static byte[] ofData() {
        return new byte[] {FrameCodec.MAGIC >> Byte.SIZE, (byte) FrameCodec.MAGIC, FrameCodec.VERSION, DATA};
    }

    /// The octets of a data frame's number at [#NUMBER_AT].
    public static byte[] octets(SequenceNumber number) {
        int value = (int) number.value();
        return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    /// What they say; empty where they are no frame's.
    ///
    /// @param hex the first octets in hexadecimal
    static Optional<FrameHead> of(String hex) {
        Octets head = Octets.of(HexFormat.of().parseHex(hex));
        if (head.length() < FrameCodec.HEADER
                || head.u16(0) != FrameCodec.MAGIC
                || head.u8(2) != FrameCodec.VERSION
                || head.u8(TYPE_AT) < 1
                || head.u8(TYPE_AT) > NAMES.length) {
            return Optional.empty();
        }
        boolean numbered = head.u8(TYPE_AT) == DATA && head.length() >= NUMBER_AT + Integer.BYTES;
        return Optional.of(new FrameHead(
                NAMES[head.u8(TYPE_AT) - 1],
                (int) head.u32(TRANSFER_AT),
                (int) head.u32(COUNT_AT),
                numbered ? new SequenceNumber(head.u32(NUMBER_AT)) : null));
    }
}
