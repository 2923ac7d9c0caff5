package org.wirelab.server.dns;

import java.net.InetAddress;
import java.util.function.Consumer;
import org.wirelab.dns.DnsTransport;

/// What gives a response to a query, now or later, or none.
@FunctionalInterface
interface Responder {

    /// Takes a query.
    ///
    /// @param client the address that it claims to come from
    /// @param response takes the response's bytes, at most once
    void respond(byte[] query, InetAddress client, DnsTransport transport, Consumer<byte[]> response);
}
