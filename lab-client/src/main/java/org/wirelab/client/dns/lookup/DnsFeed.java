package org.wirelab.client.dns.lookup;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.WireWatch;
import org.wirelab.dns.DnsPacket;
import org.wirelab.dns.walk.Move;
import org.wirelab.net.dns.DepartureListener;
import org.wirelab.trace.Conversation;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.NetworkHeader;
import org.wirelab.wire.Packet;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.TransportHeader;

/// The wire as a vantage of one lookup: its messages go into the trace, with the capture's clock, and their frames into
/// the run's spool.
///
/// The frames of an embedded Internet are all kept, also those of its resolver, which are not the lookup's. What other
/// programs of this host ask the real Internet is nobody's business and is let go.
public final class DnsFeed implements DepartureListener, AutoCloseable {

    private final ClientRun run;
    private final Conversation conversation;
    private final WireWatch watch;
    private final Set<Integer> labPorts;
    private final OwnPackets own = new OwnPackets();
    private final Set<InetAddress> named = ConcurrentHashMap.newKeySet();

    private DnsFeed(ClientRun run, Conversation conversation, WireWatch watch, Set<Integer> labPorts) {
        this.run = run;
        this.conversation = conversation;
        this.watch = watch;
        this.labPorts = Set.copyOf(labPorts);
    }

    /// Begins to watch. When this returns the capture is live, or the trace says why there is none.
    ///
    /// @param labPorts the ports of the lab's own servers, of which every frame is kept
    static DnsFeed begin(ClientRun run, Conversation conversation, WireWatch watch, Set<Integer> labPorts) {
        DnsFeed feed = new DnsFeed(run, conversation, watch, labPorts);
        watch.begin(feed::on);
        watch.announce(run.trace());
        return feed;
    }

    @Override
    public void leaves(Move.Ask ask, int localPort, InetSocketAddress place) {
        own.leaves(ask, localPort, place);
        // a mapped server's packets bear another address, which many servers share
        if (ask.server().address().equals(place.getAddress()) && named.add(place.getAddress())) {
            run.named(place.getAddress(), ask.server().server().toString());
        }
    }

    /// Ends the watching: what was on the wire before is still recorded.
    @Override
    public void close() {
        watch.close(run.trace());
    }

    private void on(CapturedFrame captured) {
        Packet packet = PacketDecoder.decode(captured);
        NetworkHeader network = packet.network();
        TransportHeader header = packet.transport();
        if (network == null || header == null || !isKept(network, header)) {
            return;
        }
        int number = run.keep(captured);
        for (DnsPacket message : own.messages(network, header, number)) {
            run.trace().recordCaptured(captured.epochNanos(), watch.vantage(), conversation, message);
        }
    }

    private boolean isKept(NetworkHeader network, TransportHeader header) {
        return labPorts.contains(header.sourcePort())
                || labPorts.contains(header.destinationPort())
                || own.has(network, header);
    }
}
