package org.wirelab.wire;

import java.net.InetAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One section of a pcapng file: its byte order, its interfaces, and the meaning of its blocks.
final class PcapngSection {
    static final int INTERFACE = 1;
    static final int OLD_PACKET = 2;
    static final int SIMPLE_PACKET = 3;
    static final int NAMES = 4;
    static final int STATISTICS = 5;
    static final int ENHANCED_PACKET = 6;
    static final int SECRETS = 10;

    private final ByteOrder order;
    private final List<Source> interfaces = new ArrayList<>();

    PcapngSection(ByteOrder order) {
        this.order = order;
    }

    private record Source(CaptureBlock.Interface described, PcapngTime time) {}

    ByteOrder order() {
        return order;
    }

    /// The meaning of one block, or null if it has none to us.
    ///
    /// @param offset where in the file the block begins
    @Nullable
    CaptureBlock read(int type, long offset, byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body).order(order);
        try {
            return switch (type) {
                case INTERFACE -> describeInterface(in);
                case ENHANCED_PACKET -> enhancedPacket(in);
                case OLD_PACKET -> oldPacket(in);
                case SIMPLE_PACKET -> simplePacket(in);
                case NAMES -> names(in);
                case STATISTICS -> statistics(in);
                case SECRETS -> secrets(in);
                default -> null;
            };
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return new CaptureBlock.Damage(
                    offset, "pcapng: a block of type " + type + " is too short for what it says it holds");
        } catch (UnknownInterface e) {
            return new CaptureBlock.Damage(offset, "pcapng: interface " + e.index + " has not been described");
        }
    }

    private CaptureBlock describeInterface(ByteBuffer in) {
        LinkType linkType = new LinkType(Short.toUnsignedInt(in.getShort()));
        in.getShort();
        int snapLength = in.getInt();
        PcapngOptions options = PcapngOptions.read(in);
        CaptureBlock.Interface described =
                new CaptureBlock.Interface(options.text(PcapngOptions.IF_NAME), linkType, snapLength);
        interfaces.add(new Source(described, PcapngTime.of(options)));
        return described;
    }

    private CaptureBlock enhancedPacket(ByteBuffer in) {
        Source source = source(in.getInt());
        long time = source.time.epochNanos(in.getInt(), in.getInt());
        int kept = in.getInt();
        return frame(source, time, kept, in.getInt(), in);
    }

    private CaptureBlock oldPacket(ByteBuffer in) {
        Source source = source(Short.toUnsignedInt(in.getShort()));
        in.getShort();
        long time = source.time.epochNanos(in.getInt(), in.getInt());
        int kept = in.getInt();
        return frame(source, time, kept, in.getInt(), in);
    }

    /// The block has neither a time nor the number of its interface, which is the first.
    private CaptureBlock simplePacket(ByteBuffer in) {
        Source source = source(0);
        int originalLength = in.getInt();
        int limit = source.described.snapLength();
        int kept = Math.min(limit > 0 ? Math.min(originalLength, limit) : originalLength, in.remaining());
        return frame(source, 0, kept, originalLength, in);
    }

    private static CaptureBlock frame(Source source, long epochNanos, int kept, int originalLength, ByteBuffer in) {
        Octets bytes = Octets.of(in.array(), in.position(), kept);
        in.position(Math.min(in.limit(), in.position() + padded(kept)));
        List<String> comments = PcapngOptions.read(in).texts(PcapngOptions.COMMENT);
        CaptureBlock.Interface from = source.described;
        return new CaptureBlock.Frame(
                new CapturedFrame(epochNanos, from.name(), from.linkType(), originalLength, bytes), comments);
    }

    private static CaptureBlock names(ByteBuffer in) {
        List<CaptureBlock.Name> names = new ArrayList<>();
        while (in.remaining() >= 4) {
            int type = Short.toUnsignedInt(in.getShort());
            int length = Short.toUnsignedInt(in.getShort());
            if (type == 0) break;
            Octets value = Octets.of(in.array(), in.position(), length);
            in.position(Math.min(in.limit(), in.position() + padded(length)));
            // 1 is an IPv4 address, 2 an IPv6 one
            int size = type == 1 ? 4 : 16;
            if (type > 2 || length < size) continue;
            InetAddress address = value.address(0, size);
            String text = new String(value.from(size).toArray(), StandardCharsets.UTF_8);
            List<String> ofAddress = Arrays.stream(text.split("\0"))
                    .filter(name -> !name.isEmpty())
                    .toList();
            names.add(new CaptureBlock.Name(address, ofAddress));
        }
        return new CaptureBlock.Names(names);
    }

    private CaptureBlock statistics(ByteBuffer in) {
        Source source = source(in.getInt());
        long time = source.time.epochNanos(in.getInt(), in.getInt());
        PcapngOptions options = PcapngOptions.read(in);
        OptionalLong dropped = options.number(PcapngOptions.ISB_IF_DROP);
        if (dropped.isEmpty()) dropped = options.number(PcapngOptions.ISB_OS_DROP);
        OptionalLong received = options.number(PcapngOptions.ISB_IF_RECEIVED);
        return new CaptureBlock.Statistics(source.described.name(), time, received, dropped);
    }

    private static CaptureBlock secrets(ByteBuffer in) {
        int type = in.getInt();
        int length = in.getInt();
        return new CaptureBlock.Secrets(type, Octets.of(in.array(), in.position(), length));
    }

    private Source source(int index) {
        if (index < 0 || index >= interfaces.size()) throw new UnknownInterface(index);
        return interfaces.get(index);
    }

    static int padded(int length) {
        return (length + 3) & ~3;
    }

    /// Leaves the reading of a block that refers to an interface that the section does not have.
    private static final class UnknownInterface extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int index;

        UnknownInterface(int index) {
            super(null, null, false, false);
            this.index = index;
        }
    }
}
