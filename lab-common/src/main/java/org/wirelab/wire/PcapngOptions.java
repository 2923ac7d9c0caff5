package org.wirelab.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The options at the end of a pcapng block: each a code, a length and a value, padded to 4 bytes.
record PcapngOptions(List<Option> list, ByteOrder order) {
    static final int END = 0;
    static final int COMMENT = 1;
    static final int IF_NAME = 2;
    static final int IF_TIME_RESOLUTION = 9;
    static final int IF_FRAME_CHECK_LENGTH = 13;
    static final int IF_TIME_OFFSET = 14;
    static final int SHB_USER_APPLICATION = 4;
    static final int ISB_IF_RECEIVED = 4;
    static final int ISB_IF_DROP = 5;
    static final int ISB_OS_DROP = 7;

    /// No more are held, whatever a block claims.
    private static final int MOST = 1 << 16;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Option(int code, byte[] value) {}

    /// The options from the buffer's position on, as far as they can be read.
    static PcapngOptions read(ByteBuffer in) {
        List<Option> list = new ArrayList<>(0);
        while (in.remaining() >= 4 && list.size() < MOST) {
            int code = Short.toUnsignedInt(in.getShort());
            int length = Short.toUnsignedInt(in.getShort());
            if (code == END || length > in.remaining()) break;
            byte[] value = new byte[length];
            in.get(value);
            in.position(Math.min(in.limit(), in.position() + PcapngSection.padded(length) - length));
            list.add(new Option(code, value));
        }
        return new PcapngOptions(list, in.order());
    }

    /// Where in a block's body, whose options begin at `from`, another option can be put: at the end of the list,
    /// or where the list cannot be read any further.
    static int end(byte[] body, int from, ByteOrder order) {
        ByteBuffer in = ByteBuffer.wrap(body).order(order);
        int at = from;
        while (body.length - at >= 4) {
            int length = Short.toUnsignedInt(in.getShort(at + 2));
            if (in.getShort(at) == END || length > body.length - at - 4) break;
            at = Math.min(body.length, at + 4 + PcapngSection.padded(length));
        }
        return at;
    }

    /// The first value of a code; empty if there is none.
    byte[] first(int code) {
        return list.stream()
                .filter(o -> o.code == code)
                .map(Option::value)
                .findFirst()
                .orElse(new byte[0]);
    }

    String text(int code) {
        return new String(first(code), StandardCharsets.UTF_8);
    }

    List<String> texts(int code) {
        return list.stream()
                .filter(o -> o.code == code)
                .map(o -> new String(o.value, StandardCharsets.UTF_8))
                .toList();
    }

    OptionalLong number(int code) {
        byte[] value = first(code);
        return value.length == 8
                ? OptionalLong.of(ByteBuffer.wrap(value).order(order).getLong())
                : OptionalLong.empty();
    }
}
