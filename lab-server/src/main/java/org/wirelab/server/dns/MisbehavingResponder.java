package org.wirelab.server.dns;

import java.net.InetAddress;
import java.util.Random;
import java.util.function.Consumer;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.fault.Behaviour;
import org.wirelab.dns.fault.Delivery;

/// A server behind its [Behaviour]: late, or wrong in the way that it says.
final class MisbehavingResponder implements Responder {

    private final Responder server;
    private final Behaviour behaviour;
    private final Random random;

    private MisbehavingResponder(Responder server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
        this.random = new Random(behaviour.seed());
    }

    /// The server itself where nothing is wrong with it.
    static Responder of(Responder server, Behaviour behaviour) {
        return behaviour.flawless() ? server : new MisbehavingResponder(server, behaviour);
    }

    @Override
    public void respond(byte[] query, InetAddress client, DnsTransport transport, Consumer<Delivery> response) {
        behaviour
                .instead(query, transport)
                .ifPresentOrElse(
                        all -> all.forEach(response),
                        () -> server.respond(
                                query,
                                client,
                                transport,
                                right -> behaviour
                                        .distorted(query, transport, right.message(), random)
                                        .forEach(response)));
    }
}
