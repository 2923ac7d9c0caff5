package org.wirelab.server.dns;

import java.net.InetAddress;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.fault.Delivery;
import org.wirelab.dns.zone.Authority;

/// Answers from a server's own zones. It never asks anybody.
record AuthorityResponder(Authority authority) implements Responder {

    /// A server of the universe, with its faults, for loopback and the lab's own network, where nobody else can be
    /// hit.
    static Responder unlimited(Universe.Server server) {
        return MisbehavingResponder.of(new AuthorityResponder(server.authority()), server.behaviour());
    }

    /// A server of the universe, with its faults, for a network on which addresses can be forged.
    ///
    /// @param nanoClock the process's monotonic clock in nanoseconds, [System#nanoTime()] outside tests
    static Responder limited(Universe.Server server, LongSupplier nanoClock) {
        return new LimitedResponder(unlimited(server), nanoClock);
    }

    @Override
    public void respond(byte[] query, InetAddress client, DnsTransport transport, Consumer<Delivery> response) {
        authority.respond(query, transport).map(Delivery::now).ifPresent(response);
    }
}
