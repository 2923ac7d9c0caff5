package org.wirelab.client.dns.scenario;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.fault.Behaviour;
import org.wirelab.dns.fault.Fault;
import org.wirelab.dns.validation.TrustAnchors;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.AddressMap;
import org.wirelab.server.dns.MiniatureInternet;
import org.wirelab.server.dns.Universe;

/// The miniature Internet as a scenario wants it, with its resolver.
///
/// @param places where each server is, the resolver too
/// @param resolvers whom to ask first; none where the scenario is not about a resolver
record Backdrop(List<MiniatureInternet> internets, AddressMap places, List<InetAddress> resolvers, TrustAnchors anchors)
        implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress RESOLVER = InetAddress.ofLiteral("192.0.2.53");
    /// What the lying resolver says: an address that no zone of the universe holds.
    private static final Inet4Address LIE = Inet4Address.ofLiteral("203.0.113.66");

    /// Raises it.
    ///
    /// @param ownNetwork whether every address is ours here
    /// @throws IOException in one line, when a server cannot listen
    static Backdrop raise(Transport transport, Scenario scenario, boolean ownNetwork) throws IOException {
        Universe universe = Universe.builtIn();
        TrustAnchors anchors = universe.anchor()
                .map(ds -> new TrustAnchors("embedded", List.of(ds)))
                .orElseThrow(() -> new IOException("the built-in universe is not signed"));
        Universe served = scenario.has(Circumstance.BLOCKED)
                ? universe.behaving(Behaviour.of(new Fault.Silent(List.of(DnsTransport.values()))))
                : universe;
        List<MiniatureInternet> internets = new ArrayList<>();
        try {
            MiniatureInternet internet = ownNetwork
                    ? MiniatureInternet.onRealAddresses(transport, served)
                    : MiniatureInternet.onPorts(transport, served, LOOPBACK, 0);
            internets.add(internet);
            if (!scenario.has(Circumstance.RESOLVER)) {
                return new Backdrop(internets, internet.map(), List.of(), anchors);
            }
            Optional<MiniatureInternet> behind = Optional.empty();
            if (scenario.has(Circumstance.BLOCKED)) {
                // the resolver has a way to servers that nobody else has
                behind = Optional.of(MiniatureInternet.onPorts(transport, universe, LOOPBACK, 0));
                internets.add(behind.get());
            }
            Behaviour behaviour =
                    scenario.has(Circumstance.LIE) ? Behaviour.of(new Fault.Lie(LIE)) : Behaviour.FLAWLESS;
            InetSocketAddress resolver = behind.orElse(internet)
                    .resolver(new InetSocketAddress(LOOPBACK, 0), RootHints.builtIn(), behaviour);
            Map<InetAddress, InetSocketAddress> places =
                    new HashMap<>(internet.map().places());
            places.put(RESOLVER, resolver);
            return new Backdrop(internets, new AddressMap(places, AddressMap.DNS_PORT), List.of(RESOLVER), anchors);
        } catch (IOException e) {
            internets.forEach(MiniatureInternet::close);
            throw e;
        }
    }

    @Override
    public void close() {
        internets.forEach(MiniatureInternet::close);
    }
}
