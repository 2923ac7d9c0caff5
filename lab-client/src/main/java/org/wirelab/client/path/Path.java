package org.wirelab.client.path;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.wirelab.capture.CaptureReason;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.CommonOptions.NetworkChoice;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.link.EmulatedNetwork;
import org.wirelab.link.Link;
import org.wirelab.link.LinkException;
import org.wirelab.link.NetworkSettings;
import org.wirelab.net.SystemWords;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Trace;

/// The way between a client and a server, with all who watch it: two hosts of the lab's own and an emulated link; where
/// the system allows none, a relay on loopback with the same link; or a LAN as it is.
///
/// ```java
/// try (Path path = Path.open(run, options, choice.network(numbered), reader)) {
///     Channel server = path.atServer(() -> bootstrap.bind(path.serverEnd(7002))…);
///     InetSocketAddress target = path.serves(server.localAddress());
///     Channel client = path.atClient(() -> bootstrap.bind(path.clientEnd(40000))…);
///     run.expect(path.conversation(client.localAddress()));
///     …                                   // close the channels
///     path.endWatching();
///     run.ended(…);
/// }
/// ```
/// What a capture sees goes into the trace at both ends (vantages `capture`, side client and server), what befalls a
/// packet at the link too (`link`): each of these vantages is opened and closed for the run as a whole.
public final class Path implements AutoCloseable {

    private final Ground ground;
    private final PathLog log;
    private InetSocketAddress server;

    private Path(Ground ground, PathLog log, InetSocketAddress server) {
        this.ground = ground;
        this.log = log;
        this.server = server;
    }

    /// A path of the lab's own: its hosts where the system allows them and the user wants no other network, else a
    /// relay on loopback, for datagrams alone; why is said.
    ///
    /// @param reader says what captured packets show
    /// @throws LabException when the user wants a private network and there is none
    public static Path open(ClientRun run, CommonOptions options, NetworkSettings settings, PacketReader reader)
            throws LabException {
        if (options.network().equals(Optional.of(NetworkChoice.HOST))) {
            return relay(run, options, settings, reader);
        }
        try {
            return onHosts(run, options, settings, reader);
        } catch (LabException e) {
            if (e.exitCode() != ExitCode.LACKING || options.network().equals(Optional.of(NetworkChoice.PRIVATE))) {
                throw e;
            }
            run.say("path.said", LabNetwork.refusal().orElse(e.line()));
            return relay(run, options, settings, reader);
        }
    }

    /// A path of the lab's own between two of its hosts.
    ///
    /// @throws LabException when the system allows none
    public static Path onHosts(ClientRun run, CommonOptions options, NetworkSettings settings, PacketReader reader)
            throws LabException {
        Trace trace = run.trace();
        boolean ipv6 = wantsIpv6(options);
        PathLog log = new PathLog(trace);
        try {
            HostsGround ground = HostsGround.open(settings, ipv6, log, trace, reader, run::keep);
            return new Path(ground, log, ground.serverEnd(0));
        } catch (LinkException e) {
            if (e.getCause() instanceof InterruptedException) {
                // nothing takes the network's place where the user wants no more
                throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
            }
            boolean unwanted = options.network().equals(Optional.of(NetworkChoice.HOST)) && e.notPermitted();
            throw new LabException(
                    ExitCode.LACKING,
                    unwanted
                            ? "this needs a network of the lab's own: leave --network host away"
                            : String.valueOf(e.getMessage()),
                    e);
        }
    }

    /// The way to a server on another host.
    ///
    /// @throws LabException when no way leads there
    public static Path to(InetSocketAddress server, ClientRun run, CommonOptions options, PacketReader reader)
            throws LabException {
        LanGround ground = LanGround.open(server, options, run.trace(), reader, run::keep, telling(run));
        return new Path(ground, new PathLog(run.trace()), server);
    }

    private static Path relay(ClientRun run, CommonOptions options, NetworkSettings settings, PacketReader reader)
            throws LabException {
        InetAddress loopback = Endpoints.literal(wantsIpv6(options) ? "::1" : "127.0.0.1");
        PathLog log = new PathLog(run.trace());
        RelayGround ground =
                new RelayGround(settings, options, loopback, log, run.trace(), reader, run::keep, telling(run));
        return new Path(ground, log, ground.serverEnd(0));
    }

    /// Does something at the client's end: whoever makes a socket there is at home there.
    public <T> T atClient(Callable<T> task) throws LabException {
        try {
            return ground.atClient(task);
        } catch (Exception e) {
            throw failed(e);
        }
    }

    /// Does something at the server's end.
    public <T> T atServer(Callable<T> task) throws LabException {
        try {
            return ground.atServer(task);
        } catch (Exception e) {
            throw failed(e);
        }
    }

    /// Where a client's socket is to be bound.
    ///
    /// @param usualPort which is free on hosts of the lab's own; elsewhere the system chooses
    public InetSocketAddress clientEnd(int usualPort) throws LabException {
        return ground.clientEnd(usualPort);
    }

    /// Where the server's socket is to be bound, or the server on another host listens.
    ///
    /// @param usualPort as with a client
    public InetSocketAddress serverEnd(int usualPort) {
        return ground.serverEnd(usualPort);
    }

    /// The server listens now; a relay begins to stand before it.
    ///
    /// @return where clients are to send
    public InetSocketAddress serves(InetSocketAddress listening) throws LabException {
        server = listening;
        try {
            return ground.serves(listening);
        } catch (LinkException e) {
            throw new LabException(ExitCode.LACKING, String.valueOf(e.getMessage()), e);
        }
    }

    /// The conversation of a client, by the address of its socket.
    public Conversation conversation(InetSocketAddress client) {
        return Conversation.between(Endpoints.text(client), Endpoints.text(server));
    }

    /// On a LAN a client's socket is connected: then the system says when nobody listens there (ICMP port
    /// unreachable).
    ///
    /// @throws LabException when no way leads there
    public void connect(Channel channel, InetSocketAddress target) throws LabException {
        if (link().isEmpty()) {
            ChannelFuture connected = channel.connect(target).awaitUninterruptibly();
            if (!connected.isSuccess()) {
                String why = SystemWords.of(connected.cause());
                throw new LabException(
                        ExitCode.UNREACHABLE,
                        "no way leads to " + Endpoints.text(target) + ": " + why,
                        connected.cause());
            }
        }
    }

    /// What to say when the system does say so.
    public static LabException nobodyListens(Throwable cause) {
        return new LabException(
                ExitCode.UNREACHABLE,
                "nobody listens on that port (ICMP port unreachable): is 'lab server arq' running there?",
                cause);
    }

    /// The client that the server knows by this address: behind a relay another one.
    public InetSocketAddress clientBehind(InetSocketAddress seenByServer) {
        return ground.clientBehind(seenByServer);
    }

    /// The link, to be changed while it runs; empty on a LAN, and before [#serves] where there is a relay.
    public Optional<Link> link() {
        return ground.link();
    }

    /// The lab's own hosts, where the path leads between them.
    public Optional<EmulatedNetwork> network() {
        return ground.network();
    }

    /// Ends the link, which says what became of everything, and then the captures, which hand over what is
    /// left: after this nobody sees anything any more.
    public void endWatching() {
        ground.endWatching();
        log.close();
    }

    /// Ends the watching, and the hosts.
    @Override
    public void close() {
        endWatching();
        ground.close();
    }

    /// How the wire is watched on an interface of the host, or why it is not.
    private static Consumer<CaptureReason> telling(ClientRun run) {
        return reason -> run.say("path.said", reason.in(run.wording().texts()));
    }

    private static boolean wantsIpv6(CommonOptions options) throws LabException {
        return options.family().equals(Optional.of(StandardProtocolFamily.INET6));
    }

    private static LabException failed(Exception e) {
        return e instanceof LabException already
                ? already
                : new LabException(ExitCode.LACKING, "no socket could be made: " + SystemWords.of(e), e);
    }
}
