package org.wirelab.server.tls;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.wirelab.net.Transport;
import org.wirelab.net.tls.TlsHandler;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.Descriptors;
import org.wirelab.server.Listener;
import org.wirelab.server.Reachable;
import org.wirelab.server.Service;
import org.wirelab.server.SourceNetwork;
import org.wirelab.tls.Parties;
import org.wirelab.tls.ServerSettings;
import org.wirelab.tls.TlsEngine;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.pki.LabPki;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Trace;
import org.wirelab.trace.VantageObservation;

/// The lab's TLS server: TLS 1.2 with the lab's own certificate, every value of each handshake recorded.
public final class TlsService implements Service {

    /// The port unless another is asked for.
    public static final int PORT = 7443;

    /// A ClientHello with a post-quantum key share has about 1,800 bytes, one with a long ticket a few thousand.
    private static final int LONGEST_FIRST_FLIGHT = 20_000;

    private final Transport transport;
    private final Listener listener;
    private final TlsLimits limits;
    private final PkiFolder folder;
    private final Reception<SocketChannel> reception;
    private final SecureRandom random = new SecureRandom();
    private @Nullable LabPki pki;
    private List<String> names = List.of();
    private UnaryOperator<ServerSettings> configuration = UnaryOperator.identity();

    /// @param bind where to listen; port 0 takes a free one
    /// @param limits of which the process's own limit of descriptors may leave less
    /// @param folder where the lab's certificates are kept
    /// @param turnedAway told of those of whom no trace speaks
    public TlsService(
            Transport transport,
            InetSocketAddress bind,
            TlsLimits limits,
            PkiFolder folder,
            Consumer<TurnedAway> turnedAway) {
        this.transport = transport;
        this.listener = new Listener(bind);
        this.limits = limits.within(Descriptors.most());
        this.folder = folder;
        this.reception = new Reception<>(this.limits, System::nanoTime, turnedAway);
    }

    /// A service that tells nobody of whom it turns away.
    public TlsService(Transport transport, InetSocketAddress bind, TlsLimits limits, PkiFolder folder) {
        this(transport, bind, limits, folder, _ -> {});
    }

    @Override
    public String name() {
        return "tls";
    }

    /// The certificate of the authority that vouches for this server, once started.
    public X509Certificate authority() {
        if (pki == null) {
            throw new IllegalStateException("the service has not been started");
        }
        return pki.authority();
    }

    /// What the lab's own client proves itself with, once started.
    public TlsIdentity clientIdentity() {
        if (pki == null) {
            throw new IllegalStateException("the service has not been started");
        }
        return pki.client();
    }

    /// Has it serve otherwise than [ServerSettings#lab]. Before it is started; asked for once its certificates are
    /// there.
    public void configure(UnaryOperator<ServerSettings> settings) {
        configuration = settings;
    }

    /// Has it show a certificate of its own to clients that call one of these names. Before it is started.
    public void certify(List<String> hostNames) {
        names = List.copyOf(hostNames);
    }

    @Override
    public void start(ConnectionTraces traces) throws IOException {
        ServerSettings settings =
                configuration.apply(ServerSettings.lab(identities().toArray(TlsIdentity[]::new)));
        ServerBootstrap bootstrap = transport.listener().childOption(ChannelOption.TCP_NODELAY, true);
        listener.open(bootstrap, channel -> accepted(channel, settings, traces));
    }

    @Override
    public List<InetSocketAddress> addresses() {
        return listener.addresses();
    }

    /// On another host the authority's certificate must be fetched first; on this one it lies where it lies.
    @Override
    public List<String> hints() {
        boolean elsewhere = listener.addresses().stream()
                .noneMatch(address -> address.getAddress().isLoopbackAddress());
        String authority = elsewhere
                ? folder.authorityFile().getFileName().toString()
                : folder.authorityFile().toString();
        List<String> hints = new ArrayList<>();
        for (String reachable : listener.reachable()) {
            if (elsewhere && hints.isEmpty()) {
                hints.add("scp " + System.getProperty("user.name", "you") + "@" + bracketed(reachable) + ":"
                        + folder.authorityFile() + " .");
            }
            hints.add("lab tls " + reachable + " --ca " + authority);
            hints.add("curl --cacert " + authority + " https://" + reachable + "/");
        }
        return hints;
    }

    /// An endpoint without its port, as scp takes it.
    private static String bracketed(String endpoint) {
        return endpoint.substring(0, endpoint.lastIndexOf(':'));
    }

    @Override
    public void close() {
        reception.close();
        listener.close();
    }

    /// Those of the lab, then those for names: whoever calls none, or another, gets the first that fits.
    private List<TlsIdentity> identities() throws IOException {
        try {
            List<String> hosts =
                    Reachable.of(listener.bind()).stream().map(TlsService::host).toList();
            LabPki opened = folder.open(hosts);
            pki = opened;
            List<TlsIdentity> identities = new ArrayList<>(opened.servers());
            identities.addAll(NamedIdentities.of(names, opened, Clock.systemUTC()));
            return identities;
        } catch (GeneralSecurityException e) {
            throw new IOException("the lab's certificates cannot be made: " + e.getMessage(), e);
        }
    }

    /// Until its first message is there, a connection costs a place and a few bytes: no trace, no engine, no file.
    private void accepted(SocketChannel channel, ServerSettings settings, ConnectionTraces traces) {
        listener.add(channel);
        SourceNetwork source = new SourceNetwork(channel.remoteAddress().getAddress());
        reception.arrived(source, channel).ifPresent(TlsService::giveWay);
        channel.closeFuture().addListener(_ -> reception.left(channel));
        channel.pipeline()
                .addLast(new Meter(limits))
                .addLast(new Doorway(limits.hello(), LONGEST_FIRST_FLIGHT, new Doorway.Keeper() {
                    @Override
                    public boolean admit(ChannelPipeline pipeline) {
                        boolean admitted = reception.mayBegin(source);
                        if (admitted) {
                            begin(channel, source, settings, traces);
                        } else {
                            reset(channel);
                        }
                        return admitted;
                    }

                    @Override
                    public void turnAway(TurnedAway.Reason reason) {
                        reception.turnedAway(reason, source);
                        reset(channel);
                    }

                    @Override
                    public void giveWay() {
                        reset(channel);
                    }
                }));
    }

    private void begin(SocketChannel channel, SourceNetwork source, ServerSettings settings, ConnectionTraces traces) {
        String local = Endpoints.text(channel.localAddress());
        String remote = Endpoints.text(channel.remoteAddress());
        Conversation conversation = Conversation.between(remote, local);
        Trace trace = traces.open(name(), conversation);
        Diary recorder = new Diary(trace.recorder(Diary.SERVER, conversation), conversation, System::nanoTime);
        recorder.record(new VantageObservation.Opened(""));
        channel.closeFuture().addListener(_ -> {
            recorder.record(new VantageObservation.Closed("", 0));
            // whoever saves a run takes its time, which the event loop has not
            Thread.ofPlatform().daemon().name("tls-ended").start(() -> traces.closed(conversation));
        });

        TlsEngine engine = TlsEngine.server(settings, new Parties(local, remote, false), recorder, random);
        channel.pipeline()
                .addLast(new IdleStateHandler(0, 0, limits.idle().toMillis(), TimeUnit.MILLISECONDS))
                .addLast(new TlsHandler(engine, limits.handshake()))
                .addLast(new Threshold(() -> reception.opened(source, channel).ifPresent(TlsService::giveWay)))
                .addLast(new PageOrEcho(language -> HandshakePage.of(recorder, settings, remote, language)));
    }

    private static void giveWay(SocketChannel channel) {
        channel.pipeline().fireUserEventTriggered(TlsHandler.GIVE_WAY);
    }

    /// A reset rather than a FIN: it says that nobody has read anything, and leaves no TIME_WAIT here.
    private static void reset(SocketChannel channel) {
        channel.config().setSoLinger(0);
        channel.close();
    }

    /// The address of an endpoint as text, without brackets and port.
    private static String host(String endpoint) {
        return Endpoints.text(Endpoints.parse(endpoint).getAddress());
    }
}
