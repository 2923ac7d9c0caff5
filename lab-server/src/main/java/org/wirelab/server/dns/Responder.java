package org.wirelab.server.dns;

import java.net.InetAddress;
import java.util.function.Consumer;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.fault.Delivery;

/// What gives a response to a query, now or later, or none; or, misbehaving, several.
@FunctionalInterface
interface Responder {

    /// Takes a query.
    ///
    /// @param client the address that it claims to come from
    /// @param response takes what is to be sent
    void respond(byte[] query, InetAddress client, DnsTransport transport, Consumer<Delivery> response);
}
