package org.wirelab.server.dns;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.fault.Behaviour;
import org.wirelab.dns.fault.Delivery;
import org.wirelab.dns.walk.RecursiveQuery;
import org.wirelab.dns.zone.Authority;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.AddressMap;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.net.dns.WarmUp;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/// The servers of a [Universe], running: each at its own addresses in the lab's private network, or each at a port of
/// its own and a map that says which.
public final class MiniatureInternet implements AutoCloseable {

    private static final int ANY_PORT = 0;

    private final Transport transport;
    private final List<DnsListener> listeners = new ArrayList<>();
    private AddressMap map = AddressMap.NONE;

    private MiniatureInternet(Transport transport) {
        this.transport = transport;
    }

    /// Every server at its real addresses, port 53: in a network namespace in which all addresses are local.
    ///
    /// @throws IOException in one line, when an address cannot be bound
    public static MiniatureInternet onRealAddresses(Transport transport, Universe universe) throws IOException {
        MiniatureInternet internet = new MiniatureInternet(transport);
        return internet.startedBy(() -> {
            for (Universe.Server server : universe.servers()) {
                Responder responder = AuthorityResponder.unlimited(server);
                for (InetAddress address : server.addresses()) {
                    internet.listenWherePossible(address, responder);
                }
            }
        });
    }

    /// Every server at one address, each at a port of its own.
    ///
    /// @param firstPort the first server's port, the others follow; 0 for any
    /// @throws IOException in one line, when a port cannot be bound
    public static MiniatureInternet onPorts(Transport transport, Universe universe, InetAddress bind, int firstPort)
            throws IOException {
        MiniatureInternet internet = new MiniatureInternet(transport);
        return internet.startedBy(() -> {
            Map<InetAddress, InetSocketAddress> places = new HashMap<>();
            int port = firstPort;
            for (Universe.Server server : universe.servers()) {
                InetSocketAddress place = internet.listen(
                        new InetSocketAddress(bind, port), AuthorityResponder.limited(server, System::nanoTime));
                server.addresses().forEach(address -> places.put(address, place));
                port = firstPort == ANY_PORT ? ANY_PORT : port + 1;
            }
            internet.map = new AddressMap(places, AddressMap.DNS_PORT);
        });
    }

    /// Servers that run elsewhere, at the places that the map says: a resolver can walk them.
    public static MiniatureInternet elsewhere(Transport transport, AddressMap map) {
        MiniatureInternet internet = new MiniatureInternet(transport);
        internet.map = map;
        return internet;
    }

    /// Sends one query to ourselves over UDP and one over TCP: the first of each costs a cold JVM a tenth of a
    /// second, which would stand in the trace as if a server had been slow.
    public static void warmUp(Transport transport) {
        WarmUp.codec();
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (MiniatureInternet nobody = new MiniatureInternet(transport)) {
            InetSocketAddress place = nobody.listen(
                    new InetSocketAddress(loopback, ANY_PORT),
                    (query, _, carrier, response) -> (carrier == DnsTransport.UDP
                                    ? Authority.truncated(query)
                                    : new Authority(List.of()).respond(query, carrier))
                            .map(Delivery::now)
                            .ifPresent(response));
            DnsClient client = new DnsClient(transport, new AddressMap(Map.of(loopback, place), AddressMap.DNS_PORT));
            client.run(
                            new RecursiveQuery(
                                    new Question(Name.root, Type.NS),
                                    List.of(loopback),
                                    0,
                                    Duration.ofMillis(500),
                                    new Random(),
                                    Recorder.NONE,
                                    System.nanoTime()),
                            Recorder.NONE)
                    .join();
        } catch (IOException e) {
            // Without loopback it starts cold.
            return;
        }
    }

    /// Where each server is reached.
    public AddressMap map() {
        return map;
    }

    /// Starts a recursive resolver that walks this Internet.
    ///
    /// @param address loopback, or any in the private network; never one that others reach
    /// @return where it listens
    /// @throws IOException in one line, when the address cannot be bound
    public InetSocketAddress resolver(InetSocketAddress address, RootHints hints) throws IOException {
        return resolver(address, hints, Behaviour.FLAWLESS);
    }

    /// Starts a recursive resolver that behaves like this, such as one that lies.
    ///
    /// @param address loopback, or any in the private network; never one that others reach
    /// @return where it listens
    /// @throws IOException in one line, when the address cannot be bound
    public InetSocketAddress resolver(InetSocketAddress address, RootHints hints, Behaviour behaviour)
            throws IOException {
        if (!map.places().isEmpty() && !address.getAddress().isLoopbackAddress()) {
            throw new IOException(
                    "the resolver listens on loopback only, not on " + Endpoints.text(address.getAddress()));
        }
        return listen(
                address,
                MisbehavingResponder.of(new RecursiveResponder(new DnsClient(transport, map), hints), behaviour));
    }

    /// Serves one more authority, such as the map's own zone.
    InetSocketAddress serve(InetSocketAddress address, Authority authority) throws IOException {
        return listen(address, new LimitedResponder(new AuthorityResponder(authority), System::nanoTime));
    }

    @Override
    public void close() {
        listeners.forEach(DnsListener::close);
    }

    @FunctionalInterface
    private interface Starting {
        void run() throws IOException;
    }

    private MiniatureInternet startedBy(Starting starting) throws IOException {
        try {
            WarmUp.codec();
            starting.run();
            return this;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// A kernel without IPv6 still has the IPv4 half of the Internet.
    private void listenWherePossible(InetAddress address, Responder responder) throws IOException {
        try {
            listen(new InetSocketAddress(address, AddressMap.DNS_PORT), responder);
        } catch (IOException e) {
            if (address instanceof Inet4Address) {
                throw e;
            }
        }
    }

    private InetSocketAddress listen(InetSocketAddress address, Responder responder) throws IOException {
        DnsListener listener = DnsListener.bind(transport, address, responder);
        listeners.add(listener);
        return listener.address();
    }
}
