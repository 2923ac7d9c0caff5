package org.wirelab.server.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.Question;
import org.wirelab.dns.zone.Authority;
import org.wirelab.dns.zone.Zone;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.PlaceRecords;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.Reachable;
import org.wirelab.server.Service;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/// The miniature Internet on a LAN: each of its servers at a port of its own, and the map of them at port 7053.
///
/// It answers for its zones and refuses all else; there is no resolver here, since one that is open to a LAN can be
/// turned against it.
public final class DnsService implements Service {

    private static final Name APEX = Name.fromConstantString("wirelab.test.");
    private static final long TTL = 60;
    private static final Name DOCUMENTED = Name.fromConstantString("www.naver.com.");

    private final Transport transport;
    private final InetSocketAddress bind;
    private final Universe universe;
    private @Nullable MiniatureInternet internet;
    private List<InetSocketAddress> addresses = List.of();

    /// @param transport whose event loops it uses; not closed by this
    /// @param bind where to hand out the map; the servers take the ports that follow. Port 0 for any
    public DnsService(Transport transport, InetSocketAddress bind) {
        this(transport, bind, Universe.builtIn());
    }

    /// @param universe what is served
    public DnsService(Transport transport, InetSocketAddress bind, Universe universe) {
        this.transport = transport;
        this.bind = bind;
        this.universe = universe;
    }

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public void start(ConnectionTraces traces) throws IOException {
        int port = bind.getPort();
        MiniatureInternet running = servers(port == 0 ? 0 : port + 1);
        internet = running;
        addresses = List.of(running.serve(bind, map(universe, running)));
    }

    private MiniatureInternet servers(int firstPort) throws IOException {
        try {
            return MiniatureInternet.onPorts(transport, universe, bind.getAddress(), firstPort);
        } catch (IOException e) {
            throw new IOException(
                    "the name servers take the ports that follow port " + bind.getPort() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    @Override
    public List<String> hints() {
        MiniatureInternet running = internet;
        if (running == null || addresses.isEmpty()) {
            return List.of();
        }
        Universe.Server first = universe.servers().getFirst();
        int firstPort = running.map().locate(first.addresses().getFirst()).getPort();
        String name = example();
        List<String> hints = new ArrayList<>();
        for (String endpoint : Reachable.of(addresses.getFirst())) {
            hints.add("lab dns " + name + " --offline " + endpoint);
            String host = endpoint.substring(0, endpoint.lastIndexOf(':'))
                    .replace("[", "")
                    .replace("]", "");
            hints.add("dig @" + host + " -p " + firstPort + " +norecurse " + name);
        }
        return hints;
    }

    @Override
    public void close() {
        if (internet != null) {
            internet.close();
        }
    }

    /// A name of this universe that has an address: the documented one, where it is in it.
    private String example() {
        if (hasAddress(DOCUMENTED)) {
            return DOCUMENTED.toString(true);
        }
        return universe.zones().stream()
                .flatMap(zone -> zone.names().stream())
                .filter(this::hasAddress)
                .findFirst()
                .orElse(Name.root)
                .toString(true);
    }

    private boolean hasAddress(Name name) {
        Question question = new Question(name, Type.A);
        return universe.zones().stream()
                .anyMatch(zone -> name.subdomain(zone.origin())
                        && !zone.answer(question, false).answers().isEmpty());
    }

    private static Authority map(Universe universe, MiniatureInternet running) {
        List<Record> records = new ArrayList<>();
        records.add(new SOARecord(APEX, DClass.IN, TTL, APEX, APEX, 1, TTL, TTL, TTL, TTL));
        for (Universe.Server server : universe.servers()) {
            InetAddress any = server.addresses().getFirst();
            records.add(PlaceRecords.of(server.name(), running.map().locate(any).getPort(), server.addresses()));
        }
        universe.anchor().map(PlaceRecords::anchor).ifPresent(records::add);
        return new Authority(List.of(new Zone(APEX, records)));
    }
}
