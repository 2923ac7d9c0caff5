package org.wirelab.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A pcapng file being written: one section, time in nanoseconds, each interface described before its first
/// frame.
public final class PcapngWriter implements AutoCloseable {
    /// The longest value of an option: its length is a 16-bit field.
    private static final int LONGEST_OPTION = 0xfffc;

    private static final short MAJOR = 1;
    private static final long UNKNOWN_LENGTH = -1;

    private record InterfaceKey(String name, LinkType linkType) {}

    private final OutputStream out;
    private final ByteOrder order;
    private final Map<InterfaceKey, Integer> interfaces = new HashMap<>();

    /// Writes the section's header; the file is in this machine's byte order.
    public PcapngWriter(OutputStream out) throws IOException {
        this(out, ByteOrder.nativeOrder());
    }

    public PcapngWriter(OutputStream out, ByteOrder order) throws IOException {
        this.out = out;
        this.order = order;
        Body header =
                new Body().u32(PcapngReader.BYTE_ORDER_MAGIC).u16(MAJOR).u16(0).u64(UNKNOWN_LENGTH);
        header.option(PcapngOptions.SHB_USER_APPLICATION, "wirelab").endOfOptions();
        block(PcapngReader.SECTION, header);
    }

    /// Writes one block. Secrets must come before the frames that they open. Damage that a reader met is not
    /// written.
    public void write(CaptureBlock block) throws IOException {
        switch (block) {
            case CaptureBlock.Interface described -> describe(described);
            case CaptureBlock.Frame frame -> frame(frame);
            case CaptureBlock.Secrets secrets -> secrets(secrets);
            case CaptureBlock.Names names -> names(names);
            case CaptureBlock.Statistics statistics -> statistics(statistics);
            case CaptureBlock.Damage _ -> {}
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private int describe(CaptureBlock.Interface described) throws IOException {
        InterfaceKey key = new InterfaceKey(described.name(), described.linkType());
        Integer known = interfaces.get(key);
        if (known != null) return known;
        Body body = new Body().u16(described.linkType().number()).u16(0).u32(described.snapLength());
        if (!described.name().isEmpty()) body.option(PcapngOptions.IF_NAME, described.name());
        body.option(PcapngOptions.IF_TIME_RESOLUTION, new byte[] {PcapngTime.NANOSECONDS});
        block(PcapngSection.INTERFACE, body.endOfOptions());
        int index = interfaces.size();
        interfaces.put(key, index);
        return index;
    }

    private int interfaceIndex(String name, LinkType linkType) throws IOException {
        return describe(new CaptureBlock.Interface(name, linkType, 0));
    }

    private void frame(CaptureBlock.Frame block) throws IOException {
        CapturedFrame frame = block.frame();
        Body body = new Body().u32(interfaceIndex(frame.interfaceName(), frame.linkType()));
        body.time(frame.epochNanos()).u32(frame.bytes().length()).u32(frame.originalLength());
        body.padded(frame.bytes().toArray());
        for (String comment : block.comments()) body.option(PcapngOptions.COMMENT, comment);
        if (!block.comments().isEmpty()) body.endOfOptions();
        block(PcapngSection.ENHANCED_PACKET, body);
    }

    private void secrets(CaptureBlock.Secrets secrets) throws IOException {
        Body body = new Body().u32(secrets.type()).u32(secrets.data().length());
        block(PcapngSection.SECRETS, body.padded(secrets.data().toArray()));
    }

    private void names(CaptureBlock.Names names) throws IOException {
        Body body = new Body();
        for (CaptureBlock.Name name : names.names()) {
            byte[] address = name.address().getAddress();
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            value.writeBytes(address);
            for (String text : name.names()) {
                value.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                value.write(0);
            }
            body.option(address.length == 4 ? 1 : 2, value.toByteArray());
        }
        block(PcapngSection.NAMES, body.endOfOptions());
    }

    private void statistics(CaptureBlock.Statistics statistics) throws IOException {
        Body body = new Body().u32(interfaceOfName(statistics.interfaceName())).time(statistics.epochNanos());
        statistics.received().ifPresent(count -> body.option(PcapngOptions.ISB_IF_RECEIVED, count));
        statistics.dropped().ifPresent(count -> body.option(PcapngOptions.ISB_IF_DROP, count));
        block(PcapngSection.STATISTICS, body.endOfOptions());
    }

    private int interfaceOfName(String name) throws IOException {
        for (Map.Entry<InterfaceKey, Integer> known : interfaces.entrySet()) {
            if (known.getKey().name().equals(name)) return known.getValue();
        }
        return interfaceIndex(name, LinkType.ETHERNET);
    }

    private void block(int type, Body body) throws IOException {
        byte[] bytes = body.bytes.toByteArray();
        int length = PcapngReader.FRAMING + bytes.length;
        out.write(ByteBuffer.allocate(length)
                .order(order)
                .putInt(type)
                .putInt(length)
                .put(bytes)
                .putInt(length)
                .array());
    }

    /// A block's body as it grows.
    private final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Body u16(int value) {
            return put(2, b -> b.putShort((short) value));
        }

        Body u32(int value) {
            return put(4, b -> b.putInt(value));
        }

        Body u64(long value) {
            return put(8, b -> b.putLong(value));
        }

        /// The upper half comes first in both byte orders.
        Body time(long epochNanos) {
            return u32((int) (epochNanos >>> 32)).u32((int) epochNanos);
        }

        Body padded(byte[] value) {
            bytes.writeBytes(value);
            bytes.writeBytes(new byte[PcapngSection.padded(value.length) - value.length]);
            return this;
        }

        Body option(int code, byte[] value) {
            return u16(code).u16(value.length).padded(value);
        }

        Body option(int code, long value) {
            return u16(code).u16(8).u64(value);
        }

        Body option(int code, String text) {
            return option(code, utf8(text));
        }

        Body endOfOptions() {
            return u32(PcapngOptions.END);
        }

        private Body put(int size, Consumer<ByteBuffer> value) {
            ByteBuffer buffer = ByteBuffer.allocate(size).order(order);
            value.accept(buffer);
            bytes.writeBytes(buffer.array());
            return this;
        }
    }

    /// At most so many bytes as an option holds, cut between two characters.
    private static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_OPTION) return bytes;
        int end = LONGEST_OPTION;
        // a byte of the form 10xxxxxx continues a character
        while ((bytes[end] & 0xc0) == 0x80) end--;
        return Arrays.copyOf(bytes, end);
    }
}
