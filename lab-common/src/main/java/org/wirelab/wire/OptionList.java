package org.wirelab.wire;

/// The list of options that IPv4 and TCP headers end with: a type, and for all but two types a length and data
/// (RFC 791 §3.1, RFC 9293 §3.1).
final class OptionList {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;

    private OptionList() {}

    interface Reader {
        void option(int type, Octets data);
    }

    /// Hands on each option as far as the list can be read.
    static void read(String layer, Octets list, Problems problems, Reader reader) {
        for (int at = 0; at < list.length(); ) {
            int type = list.u8(at);
            if (type == END || type == NO_OPERATION) {
                reader.option(type, list.slice(at + 1, 0));
                if (type == END) return;
                at++;
                continue;
            }
            // RFC 9293 §3.2: the length counts the type and the length itself
            int room = list.length() - at;
            int length = room < 2 ? 0 : list.u8(at + 1);
            if (length < 2 || length > room) {
                int offset = list.offset() + at;
                problems.add(
                        offset,
                        room < 2
                                ? layer + ": option " + type + " has no length"
                                : layer + ": option " + type + " has length " + length + ", but " + room
                                        + " bytes are left");
                return;
            }
            reader.option(type, list.slice(at + 2, length - 2));
            at += length;
        }
    }
}
