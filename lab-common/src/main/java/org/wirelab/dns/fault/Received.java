package org.wirelab.dns.fault;

import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Responses;
import org.xbill.DNS.Message;

/// A query as a misbehaving server sees it.
///
/// @param query read whole
public record Received(Message query, DnsTransport transport) {

    /// An empty response of this code, without authority.
    byte[] refusal(int rcode) {
        Message response = Responses.to(query);
        response.getHeader().setRcode(rcode);
        return response.toWire();
    }

    boolean edns() {
        return query.getOPT() != null;
    }
}
