package org.wirelab.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// The body of a pcapng block as it grows.
final class PcapngBody {
    /// The longest value of an option: its length is a 16-bit field, and with its padding it still fits.
    private static final int LONGEST_OPTION = 0xfffc;

    private static final short MAJOR = 1;
    private static final long UNKNOWN_LENGTH = -1;

    private final ByteOrder order;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PcapngBody(ByteOrder order) {
        this.order = order;
    }

    /// The fixed part of a section header (draft-ietf-opsawg-pcapng §4.1).
    static PcapngBody section(ByteOrder order) {
        return new PcapngBody(order)
                .u32(PcapngReader.BYTE_ORDER_MAGIC)
                .u16(MAJOR)
                .u16(0)
                .u64(UNKNOWN_LENGTH);
    }

    PcapngBody u16(int value) {
        return put(2, b -> b.putShort((short) value));
    }

    PcapngBody u32(int value) {
        return put(4, b -> b.putInt(value));
    }

    PcapngBody u64(long value) {
        return put(8, b -> b.putLong(value));
    }

    /// A time stamp; its upper half comes first in both byte orders.
    PcapngBody time(long units) {
        return u32((int) (units >>> 32)).u32((int) units);
    }

    /// Bytes as they are; whoever puts them sees to the padding.
    PcapngBody raw(byte[] value, int from, int count) {
        bytes.write(value, from, count);
        return this;
    }

    PcapngBody padded(byte[] value) {
        bytes.writeBytes(value);
        bytes.writeBytes(new byte[PcapngSection.padded(value.length) - value.length]);
        return this;
    }

    PcapngBody option(int code, byte[] value) {
        return u16(code).u16(value.length).padded(value);
    }

    PcapngBody option(int code, long value) {
        return u16(code).u16(8).u64(value);
    }

    /// A text longer than an option holds is cut between two characters.
    PcapngBody option(int code, String text) {
        return option(code, utf8(text));
    }

    PcapngBody endOfOptions() {
        return u32(PcapngOptions.END);
    }

    int length() {
        return bytes.size();
    }

    /// Writes the block: type, length, this body, and the length once more.
    void writeTo(OutputStream out, int type) throws IOException {
        int length = PcapngReader.FRAMING + bytes.size();
        ByteBuffer block = ByteBuffer.allocate(length).order(order);
        block.putInt(type).putInt(length).put(bytes.toByteArray()).putInt(length);
        out.write(block.array());
    }

    private PcapngBody put(int size, Consumer<ByteBuffer> value) {
        ByteBuffer buffer = ByteBuffer.allocate(size).order(order);
        value.accept(buffer);
        bytes.writeBytes(buffer.array());
        return this;
    }

    private static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_OPTION) return bytes;
        int end = LONGEST_OPTION;
        // a byte of the form 10xxxxxx continues a character
        while ((bytes[end] & 0xc0) == 0x80) end--;
        return Arrays.copyOf(bytes, end);
    }
}
