package org.wirelab.dns;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;

/// A query as it leaves for a server.
///
/// @param server the server's name; for a resolver its address
/// @param address the server's address as the DNS knows it; where an address map is used, it is sent elsewhere
/// @param origin where that address came from
/// @param zone the zone that the server is asked about: `.` for a root server
/// @param rd the recursion-desired bit
/// @param id the transaction id
/// @param payload the size of UDP response that EDNS offers to take, 0 without EDNS
@Kind("dns.query")
public record DnsQuery(
        String server,
        String address,
        AddressOrigin origin,
        String zone,
        String name,
        @Field("qtype") String type,
        boolean rd,
        DnsTransport transport,
        int id,
        Purpose purpose,
        @Field("edns_payload") int payload)
        implements DnsObservation, Arrow {

    /// True for a query of the walk from server to server, as opposed to the one that a resolver is asked.
    public boolean ofTheWalk() {
        return purpose != Purpose.RESOLVER && purpose != Purpose.VALIDATION;
    }

    @Override
    public Object identity() {
        return new MessageIdentity(false, address, transport, id, name, type);
    }

    @Override
    public String from() {
        return DnsParties.LAB;
    }

    @Override
    public String to() {
        return server;
    }

    @Override
    public String label() {
        return name + " " + type + "?";
    }

    @Override
    public List<String> details() {
        List<String> details = new ArrayList<>();
        if (!server.equals(address)) {
            details.add(address + " (" + origin.words() + ")");
        }
        details.add((rd ? "RD=1" : "RD=0") + " id " + id + (transport.datagram() ? "" : " " + transport));
        return details;
    }

    /// The same, made for another purpose.
    public DnsQuery madeFor(Purpose reason) {
        return new DnsQuery(server, address, origin, zone, name, type, rd, transport, id, reason, payload);
    }
}
