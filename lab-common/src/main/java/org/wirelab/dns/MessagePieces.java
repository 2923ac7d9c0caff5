package org.wirelab.dns;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.wirelab.trace.TakenApart.Piece;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/// A message taken apart field by field (RFC 1035 §4.1), as far as it can be read: what is damaged is said where it is.
final class MessagePieces {

    private static final List<String> SECTIONS = List.of("answer", "authority", "additional");
    private static final int COUNTS = 4;

    private final byte[] wire;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;

    MessagePieces(byte[] wire) {
        this.wire = wire;
    }

    List<Piece> all() {
        try {
            header();
            for (int i = u16(COUNTS); i > 0; i--) {
                name("question");
                type("question");
                number("question", "class", "dns.wire.class", DClass.string(u16(at)));
            }
            for (int section = 0; section < SECTIONS.size(); section++) {
                for (int i = u16(COUNTS + 2 + 2 * section); i > 0; i--) {
                    record(SECTIONS.get(section));
                }
            }
        } catch (WireName.Broken e) {
            add("damaged", "damaged", Math.max(0, wire.length - at), "dns.wire.damaged", e.why());
        }
        if (at < wire.length) {
            add("behind", "behind", wire.length - at, "dns.wire.behind");
        }
        return pieces;
    }

    private void header() throws WireName.Broken {
        need(WireMessage.HEADER, "the header");
        number("header", "id", "dns.wire.id", String.valueOf(u16(0)));
        int flags = u16(2);
        add(
                "header",
                "flags",
                2,
                "dns.wire.flags",
                "QR=" + bit(flags, 15)
                        + " opcode " + Opcode.string(flags >> 11 & 15)
                        + " AA=" + bit(flags, 10)
                        + " TC=" + bit(flags, 9)
                        + " RD=" + bit(flags, 8)
                        + " RA=" + bit(flags, 7)
                        + " AD=" + bit(flags, 5)
                        + " CD=" + bit(flags, 4)
                        + " rcode " + Rcode.string(flags & 15));
        for (String count : List.of("QDCOUNT", "ANCOUNT", "NSCOUNT", "ARCOUNT")) {
            number("header", count, "dns.wire.count." + count, String.valueOf(u16(at)));
        }
    }

    private void record(String section) throws WireName.Broken {
        name(section);
        int type = type(section);
        boolean edns = type == Type.OPT;
        need(8, "a record");
        if (edns) {
            // RFC 6891 §6.1.3: class and TTL have another meaning here.
            number(section, "payload", "dns.wire.payload", String.valueOf(u16(at)));
            int high = u16(at);
            add(
                    section,
                    "flags",
                    4,
                    "dns.wire.edns",
                    String.valueOf(high >> 8),
                    String.valueOf(high & 0xff),
                    bit(u16(at + 2), 15));
        } else {
            number(section, "class", "dns.wire.class", DClass.string(u16(at)));
            long ttl = (long) u16(at) << 16 | u16(at + 2);
            add(section, "TTL", 4, "dns.wire.ttl", String.valueOf(ttl));
        }
        int length = u16(at);
        number(section, "RDLENGTH", "dns.wire.rdlength", String.valueOf(length));
        need(length, "the data of a record");
        if (length == 0) {
            return; // no octet holds the data of such a record, as that of an OPT without options
        }
        String words = new RecordData(wire, at, length).inWords(type);
        add(section, "RDATA", length, words.isEmpty() ? "dns.wire.rdata" : "dns.wire.rdata.words", words);
    }

    private void name(String section) throws WireName.Broken {
        WireName name = WireName.at(wire, at);
        if (name.pointer() < 0) {
            add(section, "NAME", name.end() - at, "dns.wire.name", name.text());
        } else {
            add(section, "NAME", name.end() - at, "dns.wire.name.pointer", name.text(), String.valueOf(name.pointer()));
        }
    }

    private int type(String section) throws WireName.Broken {
        need(2, "a type");
        int type = u16(at);
        number(section, "TYPE", "dns.wire.type", Type.string(type));
        return type;
    }

    private void number(String section, String name, String key, String value) throws WireName.Broken {
        need(2, name);
        add(section, name, 2, key, value);
    }

    private void add(String group, String name, int length, String key, String... arguments) {
        int end = Math.min(wire.length, at + length);
        String place = length == 0 ? String.valueOf(at) : length == 1 ? "" + at : at + ".." + (end - 1);
        pieces.add(new Piece(
                "dns.wire.section." + group,
                name,
                place,
                HexFormat.of().formatHex(wire, at, end),
                end - at,
                key,
                List.of(arguments)));
        at = end;
    }

    private void need(int count, String what) throws WireName.Broken {
        if (at + count > wire.length) {
            throw new WireName.Broken(wire.length, "the message ends inside " + what);
        }
    }

    private int u16(int offset) {
        return offset + 1 < wire.length ? ((wire[offset] & 0xff) << 8) | (wire[offset + 1] & 0xff) : 0;
    }

    private static String bit(int flags, int place) {
        return String.valueOf(flags >> place & 1);
    }
}
