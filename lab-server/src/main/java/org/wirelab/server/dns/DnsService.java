package org.wirelab.server.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.Authority;
import org.wirelab.dns.Zone;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.PlaceRecords;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.Service;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/// The miniature Internet on a LAN: each of its servers at a port of its own, and the map of them at port 7053.
///
/// It answers for its zones and refuses all else; there is no resolver here, since one that is open to a LAN can be
/// turned against it.
public final class DnsService implements Service {

    private static final Name APEX = Name.fromConstantString("wirelab.test.");
    private static final long TTL = 60;

    private final InetAddress bind;
    private final int port;
    private @Nullable Transport transport;
    private @Nullable MiniatureInternet internet;
    private List<InetSocketAddress> addresses = List.of();

    /// @param bind where to listen
    /// @param port the map's port; the servers take those that follow; 0 for any
    public DnsService(InetAddress bind, int port) {
        this.bind = bind;
        this.port = port;
    }

    /// At the usual port, [PlaceRecords#PORT].
    public DnsService(InetAddress bind) {
        this(bind, PlaceRecords.PORT);
    }

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public void start(ConnectionTraces traces) throws IOException {
        Universe universe = Universe.builtIn();
        Transport opened = Transport.open(1);
        transport = opened;
        MiniatureInternet running = MiniatureInternet.onPorts(opened, universe, bind, port == 0 ? 0 : port + 1);
        internet = running;
        addresses = List.of(running.serve(new InetSocketAddress(bind, port), map(universe, running)));
    }

    @Override
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    @Override
    public List<String> hints() {
        String host = bind.isAnyLocalAddress() ? "THIS-HOST" : bind.getHostAddress();
        int mapPort = addresses.isEmpty() ? port : addresses.getFirst().getPort();
        String at = mapPort == PlaceRecords.PORT
                ? host
                : host.contains(":") ? "[" + host + "]:" + mapPort : host + ":" + mapPort;
        return List.of(
                "lab dns www.naver.com --offline " + at,
                "dig @" + host + " -p " + (mapPort + 1) + " +norecurse www.naver.com");
    }

    @Override
    public void close() {
        if (internet != null) {
            internet.close();
        }
        if (transport != null) {
            transport.close();
        }
    }

    private static Authority map(Universe universe, MiniatureInternet running) {
        List<Record> records = new ArrayList<>();
        records.add(new SOARecord(APEX, DClass.IN, TTL, APEX, APEX, 1, TTL, TTL, TTL, TTL));
        for (Universe.Server server : universe.servers()) {
            InetAddress any = server.addresses().getFirst();
            records.add(PlaceRecords.of(server.name(), running.map().locate(any).getPort(), server.addresses()));
        }
        return new Authority(List.of(new Zone(APEX, records)));
    }
}
