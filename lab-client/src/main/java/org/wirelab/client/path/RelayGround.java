package org.wirelab.client.path;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.wirelab.capture.CaptureReason;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.link.EmulatedNetwork;
import org.wirelab.link.Link;
import org.wirelab.link.LinkException;
import org.wirelab.link.NetworkSettings;
import org.wirelab.link.UdpRelay;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Side;
import org.wirelab.trace.Trace;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.Packet;
import org.wirelab.wire.UdpHeader;

/// A relay between two sockets of this host's loopback, with the link's model inside: no privilege, no namespace, and
/// datagrams alone.
final class RelayGround implements Ground {

    private final NetworkSettings settings;
    private final CommonOptions options;
    private final InetAddress loopback;
    private final PathLog log;
    private final Trace trace;
    private final PacketReader reader;
    private final ToIntFunction<CapturedFrame> spool;
    private final Consumer<CaptureReason> told;
    private volatile @Nullable UdpRelay relay;
    private @Nullable OutsideWatch watch;

    RelayGround(
            NetworkSettings settings,
            CommonOptions options,
            InetAddress loopback,
            PathLog log,
            Trace trace,
            PacketReader reader,
            ToIntFunction<CapturedFrame> spool,
            Consumer<CaptureReason> told) {
        this.settings = settings;
        this.options = options;
        this.loopback = loopback;
        this.log = log;
        this.trace = trace;
        this.reader = reader;
        this.spool = spool;
        this.told = told;
    }

    @Override
    public <T> T atClient(Callable<T> task) throws Exception {
        return task.call();
    }

    @Override
    public <T> T atServer(Callable<T> task) throws Exception {
        return task.call();
    }

    @Override
    public InetSocketAddress clientEnd(int port) {
        return new InetSocketAddress(loopback, 0);
    }

    @Override
    public InetSocketAddress serverEnd(int port) {
        return new InetSocketAddress(loopback, 0);
    }

    @Override
    public InetSocketAddress serves(InetSocketAddress listening) throws LinkException {
        if (relay != null) {
            throw new IllegalStateException("a relay has one server");
        }
        UdpRelay made = UdpRelay.open(listening, settings, log);
        relay = made;
        int front = made.address().getPort();
        String filter = "udp and (port " + front + " or port " + listening.getPort() + ")";
        watch = OutsideWatch.open(
                LabNetwork.interfaceBetween(loopback, loopback),
                filter,
                List.of(Side.CLIENT, Side.SERVER),
                options,
                trace,
                spool,
                located -> place(located, front, listening),
                reader,
                told);
        return made.address();
    }

    @Override
    public InetSocketAddress clientBehind(InetSocketAddress seenByServer) {
        UdpRelay running = relay;
        return running == null
                ? seenByServer
                : running.clientBehind(seenByServer).orElse(seenByServer);
    }

    @Override
    public Optional<Link> link() {
        return Optional.ofNullable(relay).map(UdpRelay::link);
    }

    @Override
    public Optional<EmulatedNetwork> network() {
        return Optional.empty();
    }

    @Override
    public void endWatching() {
        UdpRelay running = relay;
        if (running != null) {
            running.close();
        }
        if (watch != null) {
            watch.stop();
        }
    }

    @Override
    public void close() {
        endWatching();
    }

    /// Before the relay it passes the client's end, behind it the server's; there the relay's own addresses
    /// stand for those of the ends.
    private Optional<OutsideWatch.Place> place(OutsideWatch.Located located, int front, InetSocketAddress listening) {
        Packet packet = located.packet();
        if (packet.network() == null || !(packet.transport() instanceof UdpHeader udp)) {
            return Optional.empty();
        }
        InetSocketAddress from = new InetSocketAddress(packet.network().source(), udp.sourcePort());
        InetSocketAddress to = new InetSocketAddress(packet.network().destination(), udp.destinationPort());
        int port = listening.getPort();
        boolean atClient = from.getPort() == front || to.getPort() == front;
        boolean fromClient = atClient ? to.getPort() == front : to.getPort() == port;
        if (!atClient && from.getPort() != port && to.getPort() != port) {
            return Optional.empty();
        }
        InetSocketAddress client = atClient ? (fromClient ? from : to) : clientBehind(fromClient ? from : to);
        String one = Endpoints.text(client);
        String other = Endpoints.text(listening);
        return Optional.of(new OutsideWatch.Place(
                atClient ? Side.CLIENT : Side.SERVER,
                Passings.of(
                        fromClient ? one : other,
                        fromClient ? other : one,
                        fromClient,
                        packet.network(),
                        udp,
                        located.frame())));
    }
}
