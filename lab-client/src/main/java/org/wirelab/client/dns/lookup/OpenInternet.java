package org.wirelab.client.dns.lookup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.client.dns.local.LocalSteps;
import org.wirelab.client.dns.lookup.DnsSession.Internet;
import org.wirelab.client.session.Target;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.validation.TrustAnchors;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.AddressMap;
import org.wirelab.net.dns.ResolverPlace;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.dns.MiniatureInternet;
import org.wirelab.server.dns.Universe;

/// The Internet that is walked, with all its servers up: where they are, and who the resolver is.
///
/// @param lab where the lab's own servers are
/// @param places the same, and the server that the user named
/// @param resolvers whom to ask in step 3
/// @param origin where that comes from
/// @param secure the resolver, where it is asked inside TLS or HTTPS
/// @param anchors where a chain of trust begins in it
public record OpenInternet(
        Optional<MiniatureInternet> servers,
        AddressMap lab,
        AddressMap places,
        List<InetAddress> resolvers,
        String origin,
        Optional<ResolverPlace> secure,
        Optional<TrustAnchors> anchors)
        implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    /// Who is asked in a network of our own on a host that has no resolver configured.
    private static final InetAddress RESOLVER = InetAddress.ofLiteral("192.0.2.53");

    /// Opens it.
    ///
    /// @param ownNetwork whether every address is ours here
    /// @param port of name servers that no map names
    /// @throws LabException in one line, when a server cannot be started or reached
    public static OpenInternet open(
            Transport transport, Internet internet, LocalSteps local, RootHints hints, boolean ownNetwork, int port)
            throws LabException, InterruptedException {
        try {
            return switch (internet) {
                case Internet.Live _ -> {
                    AddressMap map = new AddressMap(Map.of(), port);
                    yield new OpenInternet(
                            Optional.empty(),
                            map,
                            map,
                            local.resolvers(),
                            local.resolv().toString(),
                            Optional.empty(),
                            Optional.of(TrustAnchors.ofTheRoot()));
                }
                case Internet.Embedded _ -> embedded(transport, local, hints, ownNetwork);
                case Internet.At(Target host) -> {
                    LabServer server = new LabServer(host, transport);
                    yield onLoopback(MiniatureInternet.elsewhere(transport, server.map()), hints, server.anchors());
                }
            };
        } catch (IOException e) {
            throw new LabException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /// The same with the resolver that the user named.
    OpenInternet with(ResolverPlace resolver) throws LabException {
        InetSocketAddress server = new Target(resolver.host(), resolver.port()).resolve(Optional.empty());
        return new OpenInternet(
                servers,
                lab,
                with(places, server.getAddress(), server),
                List.of(server.getAddress()),
                "@SERVER",
                Optional.of(resolver).filter(place -> place.transport().encrypted()),
                anchors);
    }

    /// The same map with one place more.
    static AddressMap with(AddressMap map, InetAddress address, InetSocketAddress place) {
        Map<InetAddress, InetSocketAddress> places = new HashMap<>(map.places());
        places.put(address, place);
        return new AddressMap(places, map.port());
    }

    @Override
    public void close() {
        servers.ifPresent(MiniatureInternet::close);
    }

    private static OpenInternet embedded(Transport transport, LocalSteps local, RootHints hints, boolean ownNetwork)
            throws IOException {
        Universe universe = Universe.builtIn();
        Optional<TrustAnchors> anchors = universe.anchor().map(ds -> new TrustAnchors("embedded", List.of(ds)));
        if (!ownNetwork) {
            return onLoopback(MiniatureInternet.onPorts(transport, universe, LOOPBACK, 0), hints, anchors);
        }
        // Here every address is ours, so the resolver answers at the very address that this host is set up with.
        MiniatureInternet internet = MiniatureInternet.onRealAddresses(transport, universe);
        List<InetAddress> configured = local.resolvers();
        List<InetAddress> resolvers = configured.isEmpty() ? List.of(RESOLVER) : configured.subList(0, 1);
        try {
            internet.resolver(new InetSocketAddress(resolvers.getFirst(), AddressMap.DNS_PORT), hints);
        } catch (IOException e) {
            internet.close();
            throw e;
        }
        return new OpenInternet(
                Optional.of(internet),
                AddressMap.NONE,
                AddressMap.NONE,
                resolvers,
                configured.isEmpty() ? "embedded" : local.resolv() + ", embedded",
                Optional.empty(),
                anchors);
    }

    private static OpenInternet onLoopback(MiniatureInternet internet, RootHints hints, Optional<TrustAnchors> anchors)
            throws IOException {
        try {
            InetSocketAddress resolver = internet.resolver(new InetSocketAddress(LOOPBACK, 0), hints);
            AddressMap map = with(internet.map(), LOOPBACK, resolver);
            return new OpenInternet(
                    Optional.of(internet), map, map, List.of(LOOPBACK), "embedded", Optional.empty(), anchors);
        } catch (IOException e) {
            internet.close();
            throw e;
        }
    }
}
