package org.wirelab.client.dns.lookup;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.ResponseOctets;
import org.wirelab.dns.walk.Move;
import org.wirelab.net.dns.DepartureListener;

/// The octets of the last response that belonged to the walk, or to the resolver's query before it; and whoever else
/// wants to be told.
final class LastResponse implements DepartureListener {

    private final DepartureListener others;
    private volatile Optional<ResponseOctets> last = Optional.empty();

    LastResponse(DepartureListener others) {
        this.others = others;
    }

    @Override
    public void leaves(Move.Ask ask, int localPort, InetSocketAddress place) {
        others.leaves(ask, localPort, place);
    }

    @Override
    public void arrives(Move.Ask ask, byte[] wire) {
        if (ask.purpose() == Purpose.WALK || ask.purpose() == Purpose.RESOLVER) {
            last = Optional.of(ResponseOctets.of(ask.server(), wire));
        }
        others.arrives(ask, wire);
    }

    /// The octets, if any came.
    Optional<ResponseOctets> last() {
        return last;
    }
}
