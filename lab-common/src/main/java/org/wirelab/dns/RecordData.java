package org.wirelab.dns;

import java.util.Arrays;
import org.wirelab.trace.Endpoints;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The data of a record where it stands in a message, so that names in it can point back.
///
/// @param length never beyond the message's end
record RecordData(byte[] wire, int offset, int length) {

    /// What it says; the empty string where that cannot be read.
    String inWords(int type) {
        try {
            return switch (type) {
                case Type.A, Type.AAAA -> Endpoints.text(Endpoints.address(octets()));
                case Type.NS, Type.CNAME, Type.DNAME, Type.PTR -> named(0);
                case Type.MX -> u16(offset) + " " + named(2);
                case Type.SOA -> authority();
                case Type.OPT -> "";
                default -> others(type);
            };
        } catch (IllegalArgumentException | WireName.Broken e) {
            return "";
        }
    }

    private String authority() throws WireName.Broken {
        WireName server = WireName.at(wire, offset);
        WireName mailbox = WireName.at(wire, server.end());
        StringBuilder text = new StringBuilder(server.text() + " " + mailbox.text());
        for (int at = mailbox.end(); at + 4 <= offset + length; at += 4) {
            text.append(' ').append((long) u16(at) << 16 | u16(at + 2));
        }
        return text.toString();
    }

    private String others(int type) {
        try {
            return Record.newRecord(Name.root, type, DClass.IN, 0, octets()).rdataToString();
        } catch (RuntimeException _) {
            return ""; // dnsjava wraps what it cannot read
        }
    }

    private String named(int behind) throws WireName.Broken {
        return WireName.at(wire, offset + behind).text();
    }

    private byte[] octets() {
        return Arrays.copyOfRange(wire, offset, offset + length);
    }

    private int u16(int at) {
        return at + 1 < wire.length ? ((wire[at] & 0xff) << 8) | (wire[at + 1] & 0xff) : 0;
    }
}
