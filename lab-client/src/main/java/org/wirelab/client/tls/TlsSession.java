package org.wirelab.client.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.wirelab.client.session.CaptureFeed;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.ConnectionWatch;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.Target;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.LabServer;
import org.wirelab.server.Limits;
import org.wirelab.server.tls.TlsService;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.tls.pki.TrustAnchors;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Trace;

/// One TLS experiment with all that belongs to it: the server, if it is to be embedded, the capture, the connection,
/// and
/// the order in which they end.
public final class TlsSession {

    private static final long SECONDS_FOR_THE_SERVER = 3;

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
        CountDownLatch serverDone = new CountDownLatch(1);
        try (Transport transport = Transport.open(2)) {
            TlsService service = service(transport, ownNetwork);
            try (LabServer server = start(service, serverDone)) {
                TrustAnchors lab = new TrustAnchors(Set.of(service.authority()), "the lab's own CA");
                TlsOptions tls = wishes.with(wishes.anchorsOr(lab), "localhost", TlsOptions.GREETING);
                connect(transport, server.address("tls"), tls, serverDone);
            }
        }
    }

    /// A connection to somebody else's server, or to a lab server that runs by itself.
    public void run(Target target, TlsWishes wishes) throws LabException {
        LabNetwork.prepare();
        try (Transport transport = Transport.open(1)) {
            InetSocketAddress remote = target.resolve(options.family());
            TlsOptions tls =
                    wishes.with(wishes.anchorsOrSystem(), target.host(), TlsOptions.request(target.toString()));
            connect(transport, remote, tls, new CountDownLatch(0));
        }
    }

    private void connect(Transport transport, InetSocketAddress remote, TlsOptions tls, CountDownLatch serverDone)
            throws LabException {
        run.part("tls");
        try (TlsExperiment experiment = TlsExperiment.prepare(run.trace(), transport, remote, tls);
                CaptureFeed feed = ConnectionWatch.open(
                        run, options, "tls.capture", experiment.conversation(), experiment.local(), remote)) {
            try {
                experiment.run();
            } finally {
                // the server has seen the end a moment later, also that of a connection which failed
                boolean _ = serverDone.await(SECONDS_FOR_THE_SERVER, TimeUnit.SECONDS);
                feed.close(run.trace());
                run.ended(experiment.conversation());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private TlsService service(Transport transport, boolean ownNetwork) throws LabException {
        String host = options.family().equals(Optional.of(StandardProtocolFamily.INET6)) ? "::1" : "127.0.0.1";
        // in a network of its own the usual port is free; on the host it may be somebody's
        InetSocketAddress bind = new InetSocketAddress(host, ownNetwork ? TlsService.PORT : 0);
        PkiFolder folder = new PkiFolder(PkiFolder.ofUser(System.getenv()), Clock.systemUTC(), notices);
        return new TlsService(transport, bind, Limits.DEFAULT, folder);
    }

    private LabServer start(TlsService service, CountDownLatch done) throws LabException {
        ConnectionTraces traces = new ConnectionTraces() {
            @Override
            public Trace open(String name, Conversation conversation) {
                return run.trace();
            }

            @Override
            public void closed(Conversation conversation) {
                done.countDown();
            }
        };
        try {
            return LabServer.start(traces, List.of(service));
        } catch (IOException e) {
            throw new LabException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }
}
