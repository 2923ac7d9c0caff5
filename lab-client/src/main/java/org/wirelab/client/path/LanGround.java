package org.wirelab.client.path;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.wirelab.capture.CaptureReason;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.link.EmulatedNetwork;
import org.wirelab.link.Link;
import org.wirelab.net.LocalAddress;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Side;
import org.wirelab.trace.Trace;
import org.wirelab.wire.CapturedFrame;

/// The way to a server on another host, as it is: no link of the lab's.
final class LanGround implements Ground {

    private final InetSocketAddress server;
    private final InetAddress local;
    private final OutsideWatch watch;

    private LanGround(InetSocketAddress server, InetAddress local, OutsideWatch watch) {
        this.server = server;
        this.local = local;
        this.watch = watch;
    }

    static LanGround open(
            InetSocketAddress server,
            CommonOptions options,
            Trace trace,
            PacketReader reader,
            ToIntFunction<CapturedFrame> spool,
            Consumer<CaptureReason> told)
            throws LabException {
        InetAddress local;
        try {
            local = LocalAddress.towards(server).getAddress();
        } catch (IOException e) {
            throw new LabException(
                    ExitCode.UNREACHABLE, "no way leads to " + Endpoints.text(server) + ": " + e.getMessage(), e);
        }
        String filter = "host " + Endpoints.text(server.getAddress()) + " and port " + server.getPort();
        return new LanGround(
                server,
                local,
                OutsideWatch.open(
                        LabNetwork.interfaceBetween(local, server.getAddress()),
                        filter,
                        List.of(Side.CLIENT),
                        options,
                        trace,
                        spool,
                        located -> Passings.of(located.packet(), isFromClient(located, server), located.frame())
                                .map(passing -> new OutsideWatch.Place(Side.CLIENT, passing)),
                        reader,
                        told));
    }

    private static boolean isFromClient(OutsideWatch.Located located, InetSocketAddress server) {
        var transport = located.packet().transport();
        var network = located.packet().network();
        return transport != null
                && network != null
                && network.destination().equals(server.getAddress())
                && transport.destinationPort() == server.getPort();
    }

    @Override
    public <T> T atClient(Callable<T> task) throws Exception {
        return task.call();
    }

    @Override
    public <T> T atServer(Callable<T> task) {
        throw new IllegalStateException("the server is on another host");
    }

    @Override
    public InetSocketAddress clientEnd(int port) {
        return new InetSocketAddress(local, 0);
    }

    @Override
    public InetSocketAddress serverEnd(int port) {
        return server;
    }

    @Override
    public InetSocketAddress serves(InetSocketAddress listening) {
        return listening;
    }

    @Override
    public InetSocketAddress clientBehind(InetSocketAddress seenByServer) {
        return seenByServer;
    }

    @Override
    public Optional<Link> link() {
        return Optional.empty();
    }

    @Override
    public Optional<EmulatedNetwork> network() {
        return Optional.empty();
    }

    @Override
    public void endWatching() {
        watch.stop();
    }

    @Override
    public void close() {
        endWatching();
    }
}
