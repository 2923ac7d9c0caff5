package org.wirelab.dns;

import java.util.List;
import org.wirelab.trace.Endpoints;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// A resource record as a line of text: `name ttl class type rdata`, single blanks between.
public final class RecordText {
    private RecordText() {}

    /// The record's line.
    public static String of(Record record) {
        return record.getName() + " " + record.getTTL() + " IN " + Type.string(record.getType()) + " " + data(record);
    }

    /// The record's data; an IPv6 address as RFC 5952 wants it.
    public static String data(Record record) {
        return record instanceof AAAARecord address
                ? Endpoints.text(Endpoints.address(address.rdataToWireCanonical()))
                : record.rdataToString();
    }

    /// The lines of many, in their order, without EDNS's pseudo-record.
    public static List<String> of(List<Record> records) {
        return records.stream()
                .filter(record -> record.getType() != Type.OPT)
                .map(RecordText::of)
                .toList();
    }

    /// The owner's name of such a line.
    public static String ownerOf(String line) {
        return line.split(" ", 2)[0];
    }

    /// The type's name of such a line; the empty string when it is no such line.
    public static String typeOf(String line) {
        String[] fields = line.split(" ", 5);
        return fields.length < 4 ? "" : fields[3];
    }

    /// A server as `name address`.
    public static String of(ServerAddress server) {
        return server.server() + " " + server.ip();
    }
}
