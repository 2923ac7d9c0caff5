package org.wirelab.server.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.fault.Delivery;
import org.wirelab.dns.zone.Authority;

/// A server within what [ResponseRateLimit] allows: for a network on which addresses can be forged.
final class LimitedResponder implements Responder {

    /// Enough for a walk of many names, too little to be worth forging for.
    private static final int RESPONSES_PER_SECOND = 100;

    private final Responder server;
    private final ResponseRateLimit limit = new ResponseRateLimit(RESPONSES_PER_SECOND);

    private final LongSupplier nanoClock;

    /// @param nanoClock the process's monotonic clock in nanoseconds, [System#nanoTime()] outside tests
    LimitedResponder(Responder server, LongSupplier nanoClock) {
        this.server = server;
        this.nanoClock = nanoClock;
    }

    @Override
    public void respond(byte[] query, InetAddress client, DnsTransport transport, Consumer<Delivery> response) {
        switch (decide(client, transport)) {
            case SEND -> server.respond(query, client, transport, response);
            // Who would be sent nothing is sent nothing here either.
            case TRUNCATE ->
                server.respond(
                        query,
                        client,
                        transport,
                        full -> Authority.truncated(query)
                                .map(bytes -> new Delivery(bytes, full.after(), Duration.ZERO))
                                .ifPresent(response));
            case DROP -> {
                // RFC 5358: silence is what an address that never asked is owed.
            }
        }
    }

    private ResponseRateLimit.Decision decide(InetAddress client, DnsTransport transport) {
        if (transport == DnsTransport.TCP || client.isLoopbackAddress()) {
            return ResponseRateLimit.Decision.SEND;
        }
        synchronized (limit) {
            return limit.decide(client, nanoClock.getAsLong());
        }
    }
}
