package org.wirelab.dns;

/// A domain name as it stands in a message, its compression pointers followed (RFC 1035 §4.1.4).
///
/// @param text the whole name, `www.naver.com.`
/// @param end the octet behind it, where it stands
/// @param pointer where its first pointer leads to; -1 when it has none
record WireName(String text, int end, int pointer) {

    private static final int LONGEST = 255;
    private static final int POINTER = 0xc0;
    private static final int UNKNOWN = 0x40;

    /// What cannot be read as a name, or as the field that it belongs to.
    static final class Broken extends Exception {
        private final int offset;

        Broken(int offset, String why) {
            super(why);
            this.offset = offset;
        }

        /// Where and why, in one line.
        String why() {
            return getMessage() + " (octet " + offset + ")";
        }
    }

    /// Reads the name that begins at this octet.
    static WireName at(byte[] wire, int start) throws Broken {
        StringBuilder text = new StringBuilder();
        int end = -1;
        int pointer = -1;
        int at = start;
        int octets = 0;
        while (true) {
            int length = octet(wire, at);
            if (length == 0) {
                return new WireName(text.isEmpty() ? "." : text.toString(), end < 0 ? at + 1 : end, pointer);
            }
            if (length >= POINTER) {
                int target = (length & ~POINTER) << 8 | octet(wire, at + 1);
                // RFC 1035 §4.1.4: a pointer leads to a prior occurrence, so the way back has an end.
                if (target >= at) {
                    throw new Broken(at, "a compression pointer that does not lead back");
                }
                end = end < 0 ? at + 2 : end;
                pointer = pointer < 0 ? target : pointer;
                at = target;
            } else if (length >= UNKNOWN) {
                throw new Broken(at, "a label of unknown kind");
            } else {
                octets += length + 1;
                if (octets >= LONGEST) {
                    throw new Broken(at, "a name of more than " + LONGEST + " octets");
                }
                for (int i = 1; i <= length; i++) {
                    append(text, octet(wire, at + i));
                }
                text.append('.');
                at += length + 1;
            }
        }
    }

    private static void append(StringBuilder text, int octet) {
        if (octet == '.' || octet == '\\') {
            text.append('\\').append((char) octet);
        } else if (octet > ' ' && octet < 0x7f) {
            text.append((char) octet);
        } else {
            text.append("\\%03d".formatted(octet));
        }
    }

    private static int octet(byte[] wire, int at) throws Broken {
        if (at >= wire.length) {
            throw new Broken(wire.length, "the message ends inside a name");
        }
        return wire[at] & 0xff;
    }
}
