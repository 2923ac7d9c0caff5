package org.wirelab.client.tls;

import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.wirelab.client.session.CaptureFeed;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.ConnectionWatch;
import org.wirelab.client.session.EmbeddedServer;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.Target;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.tls.TlsLimits;
import org.wirelab.server.tls.TlsService;
import org.wirelab.tls.EarlierSession;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.tls.pki.TrustAnchors;
import org.wirelab.trace.Endpoints;

/// One TLS experiment with all that belongs to it: the server, if it is to be embedded, the capture, the connection,
/// and the order in which they end.
public final class TlsSession {

    private final ClientRun run;
    private final CommonOptions options;
    private final Consumer<String> notices;

    /// @param notices takes lines for the user about the lab's certificates
    public TlsSession(ClientRun run, CommonOptions options, Consumer<String> notices) {
        this.run = run;
        this.options = options;
        this.notices = notices;
    }

    /// A connection to a server of the lab's own, which lives as long as it; both sides go into the run's trace.
    public void runEmbedded(TlsWishes wishes) throws LabException {
        boolean ownNetwork = LabNetwork.prepare();
        if (!ownNetwork) {
            LabNetwork.refusal().ifPresent(reason -> run.say("tls.capture", reason));
        }
        try (Transport transport = Transport.open(2)) {
            TlsService service = service(transport, ownNetwork);
            service.configure(settings -> wishes.embedded(anchors(service)).apply(settings));
            try (EmbeddedServer server = EmbeddedServer.start(run.trace(), service)) {
                TrustAnchors trusted = wishes.anchorsOr(anchors(service));
                TlsOptions tls = wishes.with(
                        trusted, false, "localhost", Optional.of(service.clientIdentity()), TlsOptions.GREETING);
                connect(transport, server.address(), tls, wishes.resume(), Optional.of(server));
            }
        }
    }

    private static TrustAnchors anchors(TlsService service) {
        return new TrustAnchors(Set.of(service.authority()), "the lab's own CA");
    }

    /// A connection to somebody else's server, or to a lab server that runs by itself.
    public void run(Target target, TlsWishes wishes) throws LabException {
        LabNetwork.prepare();
        try (Transport transport = Transport.open(1)) {
            InetSocketAddress remote = target.resolve(options.family());
            run.named(remote.getAddress(), target.host());
            TlsOptions tls = wishes.with(
                    wishes.anchorsOrSystem(),
                    true,
                    target.host(),
                    labIdentity(wishes),
                    TlsOptions.request(target.toString()));
            connect(transport, remote, tls, wishes.resume(), Optional.empty());
        }
    }

    private Optional<TlsIdentity> labIdentity(TlsWishes wishes) throws LabException {
        if (!wishes.offer().labIdentity()) {
            return Optional.empty();
        }
        try {
            return Optional.of(folder().open(List.of()).client());
        } catch (GeneralSecurityException e) {
            throw new LabException(ExitCode.LACKING, "no certificate can be made: " + e.getMessage(), e);
        }
    }

    private void connect(
            Transport transport,
            InetSocketAddress remote,
            TlsOptions tls,
            boolean resume,
            Optional<EmbeddedServer> server)
            throws LabException {
        TlsExperiment first = connect(transport, remote, tls, server);
        if (!resume) {
            return;
        }
        long ended = System.nanoTime();
        Optional<EarlierSession> session = first.session();
        if (session.isEmpty()) {
            throw new LabException(
                    ExitCode.UNREACHABLE,
                    Endpoints.text(remote)
                            + " gave nothing by which its session can be resumed: neither a session id nor"
                            + " a ticket");
        }
        EarlierSession earlier = session.get().aged(Duration.ofNanos(System.nanoTime() - ended));
        if (!connect(transport, remote, tls.resuming(earlier), server).resumed()) {
            run.say("tls.not_resumed");
        }
    }

    /// One connection, from its socket to its end.
    ///
    /// @return it, closed
    private TlsExperiment connect(
            Transport transport, InetSocketAddress remote, TlsOptions tls, Optional<EmbeddedServer> server)
            throws LabException {
        run.part("tls");
        try (TlsExperiment experiment = TlsExperiment.prepare(run.trace(), transport, remote, tls);
                CaptureFeed feed = ConnectionWatch.open(
                        run, options, "tls.capture", experiment.conversation(), experiment.local(), remote)) {
            try {
                experiment.run();
                return experiment;
            } finally {
                // the server has seen the end a moment later, also that of a connection which failed
                if (server.isPresent()) {
                    server.get().awaitLastWord();
                }
                feed.close(run.trace());
                run.ended(experiment.conversation());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private TlsService service(Transport transport, boolean ownNetwork) throws LabException {
        InetSocketAddress place = EmbeddedServer.place(options, ownNetwork, TlsService.PORT);
        return new TlsService(transport, place, TlsLimits.DEFAULT, folder());
    }

    private PkiFolder folder() {
        return new PkiFolder(PkiFolder.ofUser(System.getenv()), Clock.systemUTC(), notices);
    }
}
