package org.wirelab.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// One netlink message (`struct nlmsghdr` and what follows it): what the kernel is asked, and what it answers.
///
/// @param payload the bytes after the header, read-only, in native byte order, position 0
public record NetlinkMessage(int type, int flags, int sequence, ByteBuffer payload) {
    public static final int NLMSG_ERROR = 2;
    public static final int NLMSG_DONE = 3;
    public static final int NLM_F_REQUEST = 1;
    public static final int NLM_F_ACK = 4;
    public static final int NLM_F_DUMP = 0x300;
    public static final int NLM_F_REPLACE = 0x100;
    public static final int NLM_F_EXCL = 0x200;
    public static final int NLM_F_CREATE = 0x400;

    private static final int HEADER = 16;

    public NetlinkMessage {
        payload = ByteBuffer.allocate(payload.remaining())
                .put(payload.duplicate())
                .flip()
                .asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer payload() {
        return payload.duplicate().order(ByteOrder.nativeOrder());
    }

    ByteBuffer encode() {
        int length = HEADER + payload.remaining();
        return ByteBuffer.allocate(length)
                .order(ByteOrder.nativeOrder())
                .putInt(length)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(sequence)
                .putInt(0)
                .put(payload())
                .flip();
    }

    /// The messages of one datagram; a length that runs past its end ends the list.
    static List<NetlinkMessage> decodeAll(ByteBuffer datagram) {
        ByteBuffer in = datagram.slice().order(ByteOrder.nativeOrder());
        List<NetlinkMessage> messages = new ArrayList<>();
        for (int at = 0; at + HEADER <= in.limit(); ) {
            int length = in.getInt(at);
            if (length < HEADER || length > in.limit() - at) break;
            messages.add(new NetlinkMessage(
                    Short.toUnsignedInt(in.getShort(at + 4)),
                    Short.toUnsignedInt(in.getShort(at + 6)),
                    in.getInt(at + 8),
                    in.slice(at + HEADER, length - HEADER)));
            at += (length + 3) & ~3;
        }
        return messages;
    }
}
