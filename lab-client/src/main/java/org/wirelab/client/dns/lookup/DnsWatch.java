package org.wirelab.client.dns.lookup;

import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.wirelab.capture.CaptureChoice;
import org.wirelab.client.dns.lookup.DnsSession.Internet;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.WireWatch;
import org.wirelab.dns.ServerAddress;
import org.wirelab.net.dns.AddressMap;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;

/// The decision how the wire of a lookup is watched, as the user's options and the system allow.
public final class DnsWatch {

    private final ClientRun run;
    private final CommonOptions options;
    private String said = "";

    public DnsWatch(ClientRun run, CommonOptions options) {
        this.run = run;
        this.options = options;
    }

    /// Begins to watch, and says to the user how or why not.
    ///
    /// It is one interface: the one that leads to the root servers, where the walk goes. A resolver behind another
    /// one is asked unwatched.
    ///
    /// @param lab where the lab's own servers are
    /// @param places the same, and the server that the user named
    public DnsFeed open(
            Internet internet, AddressMap lab, AddressMap places, DnsOptions lookup, Conversation conversation) {
        Set<Integer> watched = ports(places);
        watched.add(places.port());
        String filter = watched.stream().map(port -> "port " + port).collect(Collectors.joining(" or "));
        CaptureChoice choice = LabNetwork.captureOn(interfaceTo(first(places, lookup)), filter, options);
        String reason = choice.reason().in(run.wording().texts());
        if (!reason.equals(said)) {
            run.say("dns.capture", reason); // once, however many names are looked up
        }
        said = reason;
        Side side = LabNetwork.sideOf(choice.interfaceName(), Side.CLIENT);
        return DnsFeed.begin(run, conversation, new WireWatch(choice, filter, side), labPorts(internet, lab));
    }

    /// Says why an embedded lookup is not in a network of its own, where the launcher knows.
    public void sayWhyOnTheHost() {
        LabNetwork.refusal().ifPresent(reason -> run.say("dns.capture", reason));
    }

    /// In the lab's own network everything on the servers' port is the lab's; on the host only the mapped ports
    /// are.
    private static Set<Integer> labPorts(Internet internet, AddressMap lab) {
        boolean ownAddresses =
                internet instanceof Internet.Embedded && lab.places().isEmpty();
        return ownAddresses ? Set.of(lab.port()) : ports(lab);
    }

    private static Set<Integer> ports(AddressMap map) {
        return map.places().values().stream()
                .map(InetSocketAddress::getPort)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Where the lookup goes: the first root server's place, or the resolver's when there is no walk.
    private static InetSocketAddress first(AddressMap places, DnsOptions lookup) {
        InetAddress resolver = lookup.resolvers().stream().findFirst().orElseGet(InetAddress::getLoopbackAddress);
        InetAddress root = lookup.hints().root().addresses().stream()
                .map(ServerAddress::address)
                .filter(Inet4Address.class::isInstance)
                .findFirst()
                .orElse(resolver);
        return places.locate(lookup.extent().walk() ? root : resolver);
    }

    /// The kernel's own choice of a way there; nothing is sent.
    private static String interfaceTo(InetSocketAddress place) {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(place);
            return LabNetwork.interfaceBetween(probe.getLocalAddress(), place.getAddress());
        } catch (SocketException _) {
            return LabNetwork.interfaceBetween(InetAddress.getLoopbackAddress(), place.getAddress());
        }
    }
}
