package org.wirelab.server.dns;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.fault.Delivery;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.RecursiveAnswer;
import org.wirelab.dns.walk.Resolution;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.trace.Recorder;

/// A small recursive resolver: walks from the root on behalf of who asks, with the lab's own engine and one memory for
/// all.
///
/// It belongs on loopback and in the lab's own network only; a resolver that is open to a LAN can be turned against it.
final class RecursiveResponder implements Responder {

    private static final int WALKS = 64;

    private final DnsClient client;
    private final Memory memory;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger walks = new AtomicInteger();

    RecursiveResponder(DnsClient client, RootHints hints) {
        this.client = client;
        this.memory = Memory.fresh(hints);
    }

    @Override
    public void respond(byte[] query, InetAddress from, DnsTransport transport, Consumer<Delivery> response) {
        switch (RecursiveAnswer.to(query, transport)) {
            case RecursiveAnswer.Now(byte[] bytes) -> response.accept(Delivery.now(bytes));
            case RecursiveAnswer.Never _ -> {
                // What is no query gets no response.
            }
            case RecursiveAnswer.Later later -> walk(later, response);
        }
    }

    private void walk(RecursiveAnswer.Later later, Consumer<Delivery> response) {
        if (walks.incrementAndGet() > WALKS) {
            walks.decrementAndGet();
            response.accept(Delivery.now(later.failed()));
            return;
        }
        Question question = later.question();
        Supplier<Resolution> walk =
                () -> new Resolution(question, memory, WalkSettings.UNPRIMED, random, Recorder.NONE, System.nanoTime());
        client.run(walk, Recorder.NONE).whenComplete((end, failure) -> {
            walks.decrementAndGet();
            response.accept(
                    Delivery.now(end instanceof Move.Answered answered ? later.answered(answered) : later.failed()));
        });
    }
}
