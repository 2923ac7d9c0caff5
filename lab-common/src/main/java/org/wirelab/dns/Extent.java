package org.wirelab.dns;

/// Where a DNS message ends, found by its counts and lengths alone (RFC 1035 §4.1).
///
/// @param end offset of the first byte behind it
record Extent(int end) {

    /// The message breaks off or contradicts itself.
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;
        private final int offset;

        private Broken(int offset, String why) {
            super(why);
            this.offset = offset;
        }

        int offset() {
            return offset;
        }
    }

    /// Type, class, TTL and length stand behind a record's name.
    private static final int FIXED = 10;

    static Extent of(byte[] wire) throws Broken {
        int at = WireMessage.HEADER;
        int questions = u16(wire, 4);
        for (int i = 0; i < questions; i++) {
            at = need(wire, name(wire, at), 4, "question " + (i + 1) + " of " + questions);
        }
        int records = u16(wire, 6) + u16(wire, 8) + u16(wire, 10);
        for (int i = 0; i < records; i++) {
            String which = "record " + (i + 1) + " of " + records;
            at = need(wire, name(wire, at), FIXED, which);
            at = need(wire, at, u16(wire, at - 2), which);
        }
        return new Extent(at);
    }

    /// The offset behind a name: labels up to the empty one, or up to a pointer (RFC 1035 §4.1.4).
    private static int name(byte[] wire, int start) throws Broken {
        int at = start;
        while (at < wire.length) {
            int length = wire[at] & 0xff;
            if (length == 0) {
                return at + 1;
            }
            if (length >= 0xc0) {
                return need(wire, at, 2, "a compression pointer");
            }
            if (length >= 0x40) {
                throw new Broken(at, "a label of unknown kind");
            }
            at += 1 + length;
        }
        throw new Broken(wire.length, "the message ends inside a name");
    }

    private static int need(byte[] wire, int at, int count, String what) throws Broken {
        if (at + count > wire.length) {
            throw new Broken(wire.length, "the message ends inside " + what);
        }
        return at + count;
    }

    private static int u16(byte[] wire, int at) {
        return ((wire[at] & 0xff) << 8) | (wire[at + 1] & 0xff);
    }
}
