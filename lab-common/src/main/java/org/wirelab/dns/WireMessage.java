package org.wirelab.dns;

import java.io.IOException;
import org.xbill.DNS.Message;

/// Bytes from the network read as a DNS message, strictly: what is cut off or stands behind the end is said.
public sealed interface WireMessage {

    /// A DNS message's header: 12 bytes.
    int HEADER = 12;

    /// RFC 1035 §4.1.1: where TC stands in the header.
    int TC_IN_THIRD_BYTE = 0x02;

    /// A whole message.
    ///
    /// @param bytes how long it is
    /// @param trailing how many bytes stand behind its end
    record Whole(Message message, int bytes, int trailing) implements WireMessage {}

    /// No message.
    ///
    /// @param offset where reading came to an end, in bytes from the start
    /// @param why in a few words
    record Damaged(int offset, String why) implements WireMessage {
        /// In one line.
        public String inOneLine() {
            return "at byte " + offset + ": " + why;
        }
    }

    /// Reads a message; never throws.
    static WireMessage read(byte[] wire) {
        if (wire.length < HEADER) {
            return new Damaged(wire.length, "a DNS header has " + HEADER + " bytes");
        }
        try {
            Message message = new Message(wire);
            // dnsjava keeps what it could read of a message whose TC flag is set; a damaged one is damaged for us.
            int end = Extent.of(wire).end();
            return new Whole(message, end, wire.length - end);
        } catch (Extent.Broken e) {
            boolean truncated = (wire[2] & TC_IN_THIRD_BYTE) != 0;
            return new Damaged(e.offset(), e.getMessage() + (truncated ? " (TC is set)" : ""));
        } catch (IOException | RuntimeException e) {
            return damagedInside(wire, String.valueOf(e.getMessage()));
        }
    }

    /// The transaction id of what claims to be a message, -1 where there are no two bytes.
    static int idOf(byte[] wire) {
        return wire.length < 2 ? -1 : ((wire[0] & 0xff) << 8) | (wire[1] & 0xff);
    }

    private static WireMessage damagedInside(byte[] wire, String why) {
        try {
            return new Damaged(Extent.of(wire).end(), "a record does not hold what its type asks for: " + why);
        } catch (Extent.Broken e) {
            return new Damaged(e.offset(), String.valueOf(e.getMessage()));
        }
    }
}
