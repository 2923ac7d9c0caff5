package org.wirelab.dns.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.WireMessage;
import org.xbill.DNS.Flags;

/// How one name server behaves: how far away it is, and what is wrong with it. Pure: says what is sent and when.
///
/// @param delay from the query's arrival to the response, not negative: the lab's stand-in for distance
/// @param faults what is wrong; the first that sends something of its own decides, all others change what is sent
/// @param seed of what is random about it
public record Behaviour(Duration delay, List<Fault> faults, long seed) {

    /// Near and without fault.
    public static final Behaviour FLAWLESS = new Behaviour(Duration.ZERO, List.of(), 0);

    public Behaviour {
        faults = List.copyOf(faults);
    }

    /// A near server with this fault.
    public static Behaviour of(Fault fault) {
        return new Behaviour(Duration.ZERO, List.of(fault), 0);
    }

    /// True when responses go out as they are and at once.
    public boolean flawless() {
        return faults.isEmpty() && delay.isZero();
    }

    /// What is sent in the right response's place; empty when the server's own response is wanted.
    public Optional<List<Delivery>> instead(byte[] query, DnsTransport transport) {
        return read(query, transport)
                .flatMap(received -> faults.stream()
                        .filter(Fault.Substitute.class::isInstance)
                        .map(fault -> Substitutes.instead((Fault.Substitute) fault, received))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(messages -> messages.stream().map(this::delayed).toList()));
    }

    /// What becomes of the server's own response.
    ///
    /// @param random begun with [#seed()], one for each server
    public List<Delivery> distorted(byte[] query, DnsTransport transport, byte[] response, RandomGenerator random) {
        List<Delivery> right = List.of(delayed(response));
        Optional<Received> received = read(query, transport);
        if (received.isEmpty()) {
            return right;
        }
        for (Fault fault : faults) {
            if (fault instanceof Fault.Distortion distortion) {
                right = Distortions.of(distortion, received.get(), right, random);
            }
        }
        return right;
    }

    private Delivery delayed(byte[] message) {
        return Delivery.now(message).later(delay);
    }

    /// What is no query with a question is no occasion for a fault.
    private static Optional<Received> read(byte[] query, DnsTransport transport) {
        return WireMessage.read(query) instanceof WireMessage.Whole whole
                        && !whole.message().getHeader().getFlag(Flags.QR)
                        && whole.message().getQuestion() != null
                ? Optional.of(new Received(whole.message(), transport))
                : Optional.empty();
    }
}
