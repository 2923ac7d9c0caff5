package org.wirelab.client.path;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.wirelab.link.EmulatedNetwork;
import org.wirelab.link.Host;
import org.wirelab.link.Link;
import org.wirelab.link.LinkException;
import org.wirelab.link.NetworkSettings;
import org.wirelab.run.LabException;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.wire.CapturedFrame;

/// Two hosts of the lab's own, a capture at each, and the emulated link between them.
final class HostsGround implements Ground {

    private static final Vantage OURSELVES = new Vantage(Source.OS, Side.CLIENT);

    private final EmulatedNetwork network;
    private final boolean ipv6;
    private final List<HostCapture> captures = new ArrayList<>();
    private boolean watching = true;

    private HostsGround(EmulatedNetwork network, boolean ipv6) {
        this.network = network;
        this.ipv6 = ipv6;
    }

    static HostsGround open(
            NetworkSettings settings,
            boolean ipv6,
            PathLog log,
            Trace trace,
            PacketReader reader,
            ToIntFunction<CapturedFrame> spool)
            throws LinkException, LabException {
        HostsGround ground = new HostsGround(EmulatedNetwork.open(settings, log), ipv6);
        try {
            ground.watch(trace, reader, spool);
            return ground;
        } catch (LabException | RuntimeException e) {
            ground.close();
            throw e;
        }
    }

    private void watch(Trace trace, PacketReader reader, ToIntFunction<CapturedFrame> spool) throws LabException {
        InetAddress client = address(network.client());
        for (Host host : List.of(network.client(), network.server())) {
            Side side = host == network.client() ? Side.CLIENT : Side.SERVER;
            trace.record(
                    OURSELVES, Conversation.RUN, new RunObservation.Named(Endpoints.text(address(host)), host.name()));
            HostCapture capture = new HostCapture(trace, side, spool, (packet, frame) -> {
                boolean fromClient =
                        packet.network() != null && packet.network().source().equals(client);
                return Passings.of(packet, fromClient, frame)
                        .flatMap(passing ->
                                reader.read(passing).map(seen -> new HostCapture.Seen(passing.conversation(), seen)));
            });
            capture.start(host);
            captures.add(capture);
        }
    }

    @Override
    public <T> T atClient(Callable<T> task) throws Exception {
        return network.client().call(task);
    }

    @Override
    public <T> T atServer(Callable<T> task) throws Exception {
        return network.server().call(task);
    }

    @Override
    public InetSocketAddress clientEnd(int port) {
        return new InetSocketAddress(address(network.client()), port);
    }

    @Override
    public InetSocketAddress serverEnd(int port) {
        return new InetSocketAddress(address(network.server()), port);
    }

    @Override
    public InetSocketAddress serves(InetSocketAddress server) {
        return server;
    }

    @Override
    public InetSocketAddress clientBehind(InetSocketAddress seenByServer) {
        return seenByServer;
    }

    @Override
    public Optional<Link> link() {
        return Optional.of(network.link());
    }

    @Override
    public Optional<EmulatedNetwork> network() {
        return Optional.of(network);
    }

    /// The link first, which says what became of everything; then the captures, which hand over what is left.
    @Override
    public void endWatching() {
        if (watching) {
            watching = false;
            network.endLink();
            captures.forEach(HostCapture::stop);
        }
    }

    @Override
    public void close() {
        endWatching();
        network.close();
    }

    private InetAddress address(Host host) {
        return ipv6 ? host.ipv6() : host.ipv4();
    }
}
