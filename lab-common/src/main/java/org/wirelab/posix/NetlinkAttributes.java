package org.wirelab.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The payload of a netlink message while it is written: a fixed structure, then attributes (`struct rtattr`), each a
/// length, a type and a value, padded to four octets.
final class NetlinkAttributes {
    private static final int HEADER = 4;
    private static final int CAPACITY = 1024;

    private final ByteBuffer out = ByteBuffer.allocate(CAPACITY).order(ByteOrder.nativeOrder());

    /// Begins with the structure that the message's type defines.
    NetlinkAttributes(ByteBuffer structure) {
        out.put(structure.duplicate());
    }

    static ByteBuffer structure(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    NetlinkAttributes number(int type, int value) {
        out.putShort((short) (HEADER + 4)).putShort((short) type).putInt(value);
        return this;
    }

    NetlinkAttributes octets(int type, byte[] value) {
        out.putShort((short) (HEADER + value.length)).putShort((short) type).put(value);
        return padded();
    }

    /// A name, ended by a zero octet.
    NetlinkAttributes text(int type, String value) {
        return octets(type, (value + "\0").getBytes(StandardCharsets.UTF_8));
    }

    /// Attributes within an attribute.
    NetlinkAttributes nested(int type, NetlinkAttributes inner) {
        ByteBuffer bytes = inner.payload();
        byte[] value = new byte[bytes.remaining()];
        bytes.get(value);
        return octets(type, value);
    }

    /// What has been written, ready to be sent.
    ByteBuffer payload() {
        return out.duplicate().flip();
    }

    private NetlinkAttributes padded() {
        while (out.position() % 4 != 0) out.put((byte) 0);
        return this;
    }
}
