package org.wirelab.server.dns;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.wirelab.dns.zone.Authority;
import org.wirelab.dns.DnsTransport;

/// Answers from a server's own zones, within what [ResponseRateLimit] allows. It never asks anybody.
final class AuthorityResponder implements Responder {

    /// Enough for a walk of many names, too little to be worth forging for.
    private static final int RESPONSES_PER_SECOND = 100;

    private final Authority authority;
    private final Optional<ResponseRateLimit> limit;

    private AuthorityResponder(Authority authority, Optional<ResponseRateLimit> limit) {
        this.authority = authority;
        this.limit = limit;
    }

    /// For a network on which addresses can be forged.
    static AuthorityResponder limited(Authority authority) {
        return new AuthorityResponder(authority, Optional.of(new ResponseRateLimit(RESPONSES_PER_SECOND)));
    }

    /// For loopback and the lab's own network, where nobody else can be hit.
    static AuthorityResponder unlimited(Authority authority) {
        return new AuthorityResponder(authority, Optional.empty());
    }

    @Override
    public void respond(byte[] query, InetAddress client, DnsTransport transport, Consumer<byte[]> response) {
        switch (decide(client, transport)) {
            case SEND -> authority.respond(query, transport).ifPresent(response);
            case TRUNCATE -> Authority.truncated(query).ifPresent(response);
            case DROP -> {
                // RFC 5358: silence is what an address that never asked is owed.
            }
        }
    }

    private ResponseRateLimit.Decision decide(InetAddress client, DnsTransport transport) {
        if (limit.isEmpty() || transport == DnsTransport.TCP || client.isLoopbackAddress()) {
            return ResponseRateLimit.Decision.SEND;
        }
        synchronized (limit) {
            return limit.get().decide(client, System.nanoTime());
        }
    }
}
