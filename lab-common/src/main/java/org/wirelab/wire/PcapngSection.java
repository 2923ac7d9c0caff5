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
    static final int JOURNAL = 9;
    static final int SECRETS = 10;
    static final int CUSTOM = 0xbad;
    static final int CUSTOM_NOT_COPIED = 0x40000bad;

    /// Interface, time (2), kept and original length.
    static final int PACKET_HEADER = 20;

    // bounds of what is held, whatever a file claims
    private static final int MOST_INTERFACES = 1 << 16;
    private static final int MOST_NAMES = 1 << 16;

    private final ByteOrder order;
    private final List<Source> interfaces = new ArrayList<>();

    PcapngSection(ByteOrder order) {
        this.order = order;
    }

    private record Source(CaptureBlock.Interface described, PcapngTime time) {}

    ByteOrder order() {
        return order;
    }

    /// Whether a block of this type may follow damage: those that programs really write.
    static boolean knows(int type) {
        return switch (type) {
            case INTERFACE,
                    OLD_PACKET,
                    SIMPLE_PACKET,
                    NAMES,
                    STATISTICS,
                    ENHANCED_PACKET,
                    JOURNAL,
                    SECRETS,
                    CUSTOM,
                    CUSTOM_NOT_COPIED -> true;
            default -> false;
        };
    }

    /// The meaning of one block, or null if it has none to us.
    @Nullable
    CaptureBlock read(PcapngBlocks block) {
        try {
            return switch (block.type()) {
                case INTERFACE -> describeInterface(block);
                case ENHANCED_PACKET -> enhancedPacket(block);
                case OLD_PACKET -> oldPacket(block);
                case SIMPLE_PACKET -> simplePacket(block);
                case NAMES -> names(block.bodyFrom(0));
                case STATISTICS -> statistics(block.bodyFrom(0));
                case SECRETS -> secrets(block.bodyFrom(0));
                default -> null;
            };
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return damage(block, "a block of type " + block.type() + " is too short for what it says it holds");
        } catch (UnknownInterface e) {
            return damage(block, "interface " + Integer.toUnsignedString(e.index) + " has not been described");
        }
    }

    private static CaptureBlock damage(PcapngBlocks block, String problem) {
        return new CaptureBlock.Damage(block.offset(), block.length(), "pcapng: " + problem);
    }

    private CaptureBlock describeInterface(PcapngBlocks block) {
        if (interfaces.size() == MOST_INTERFACES) return damage(block, "more than " + MOST_INTERFACES + " interfaces");
        ByteBuffer in = block.bodyFrom(0);
        LinkType linkType = new LinkType(Short.toUnsignedInt(in.getShort()));
        in.getShort();
        int snapLength = in.getInt();
        PcapngOptions options = PcapngOptions.read(in);
        CaptureBlock.Interface described =
                new CaptureBlock.Interface(options.text(PcapngOptions.IF_NAME), linkType, snapLength);
        interfaces.add(new Source(described, PcapngTime.of(options)));
        return described;
    }

    private CaptureBlock enhancedPacket(PcapngBlocks block) {
        Source source = source(block.bodyNumber(0));
        return frame(block, source, block.bodyNumber(4), block.bodyNumber(8));
    }

    /// The number of the interface has 16 bits, and a count of dropped packets follows it.
    private CaptureBlock oldPacket(PcapngBlocks block) {
        int both = block.bodyNumber(0);
        Source source = source(order == ByteOrder.BIG_ENDIAN ? both >>> 16 : both & 0xffff);
        return frame(block, source, block.bodyNumber(4), block.bodyNumber(8));
    }

    private static CaptureBlock frame(PcapngBlocks block, Source source, int timeHigh, int timeLow) {
        long time = source.time.epochNanos(timeHigh, timeLow);
        int kept = block.bodyNumber(12);
        int originalLength = block.bodyNumber(16);
        if (kept < 0 || kept > block.bodyLength() - PACKET_HEADER) throw new IndexOutOfBoundsException();
        Octets bytes = Octets.of(block.body(PACKET_HEADER, kept));
        int optionsAt = PACKET_HEADER + padded(kept);
        List<String> comments = optionsAt < block.bodyLength()
                ? PcapngOptions.read(block.bodyFrom(optionsAt)).texts(PcapngOptions.COMMENT)
                : List.of();
        return frame(source, time, originalLength, bytes, comments);
    }

    /// The block has neither a time nor the number of its interface, which is the first.
    private CaptureBlock simplePacket(PcapngBlocks block) {
        Source source = source(0);
        int originalLength = block.bodyNumber(0);
        return frame(source, 0, originalLength, Octets.of(block.body(4, simpleKept(block))), List.of());
    }

    /// draft-ietf-opsawg-pcapng §4.4: a simple packet keeps as much of its frame as its interface's snap length
    /// allows.
    int simpleKept(PcapngBlocks block) {
        int limit = source(0).described.snapLength();
        int originalLength = block.bodyNumber(0);
        return Math.min(limit > 0 ? Math.min(originalLength, limit) : originalLength, block.bodyLength() - 4);
    }

    private static CaptureBlock frame(
            Source source, long epochNanos, int originalLength, Octets bytes, List<String> comments) {
        CaptureBlock.Interface from = source.described;
        return new CaptureBlock.Frame(
                new CapturedFrame(epochNanos, from.name(), from.linkType(), originalLength, bytes), comments);
    }

    private static CaptureBlock names(ByteBuffer in) {
        List<CaptureBlock.Name> names = new ArrayList<>();
        while (in.remaining() >= 4 && names.size() < MOST_NAMES) {
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
