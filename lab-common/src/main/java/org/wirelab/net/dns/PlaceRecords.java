package org.wirelab.net.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.dns.Question;
import org.wirelab.trace.Endpoints;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// An [AddressMap] as TXT records, so that a server on a LAN hands it out by DNS itself.
///
/// Each record is a server: `name port address...`, such as `a.root-servers.net. 7054 198.41.0.4 2001:503:ba3e::2:30`.
/// `dig @HOST -p 7053 +tcp map.wirelab.test TXT` shows them.
public final class PlaceRecords {
    private PlaceRecords() {}

    /// Where the records stand; `.test` is nobody's (RFC 6761 §6.2).
    public static final Name NAME = Name.fromConstantString("map.wirelab.test.");

    /// The port at which a lab server hands out the map.
    public static final int PORT = 7053;

    /// What is asked to get the map.
    public static final Question QUESTION = new Question(NAME, Type.TXT);

    /// Where the anchor of the universe stands: the DS record of its root, as a text, since its owner is another
    /// name.
    public static final Question ANCHOR = new Question(Name.fromConstantString("anchor.wirelab.test."), Type.TXT);

    private static final long TTL = 60;

    /// The record of one server.
    public static Record of(Name server, int port, List<InetAddress> addresses) {
        StringBuilder text = new StringBuilder(server + " " + port);
        addresses.forEach(address -> text.append(' ').append(Endpoints.text(address)));
        return new TXTRecord(NAME, DClass.IN, TTL, text.toString());
    }

    /// The record of the anchor.
    public static Record anchor(Record delegationSigner) {
        return new TXTRecord(
                ANCHOR.name(), DClass.IN, TTL, delegationSigner.toString().replaceAll("\\s+", " "));
    }

    /// The map that such records make, all servers on one host.
    ///
    /// @throws IllegalArgumentException in one line, when a record is no such record
    public static AddressMap read(InetAddress host, List<Record> records) {
        Map<InetAddress, InetSocketAddress> places = new HashMap<>();
        for (Record record : records) {
            if (record instanceof TXTRecord txt) {
                String[] words = String.join("", txt.getStrings()).split(" ");
                try {
                    int port = Integer.parseInt(words[1]);
                    for (int i = 2; i < words.length; i++) {
                        places.put(InetAddress.ofLiteral(words[i]), new InetSocketAddress(host, port));
                    }
                } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                    throw new IllegalArgumentException("not a line of a lab server's map: " + txt.rdataToString(), e);
                }
            }
        }
        if (places.isEmpty()) {
            throw new IllegalArgumentException("the map names no server");
        }
        return new AddressMap(places, AddressMap.DNS_PORT);
    }
}
