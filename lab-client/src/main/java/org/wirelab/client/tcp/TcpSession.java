package org.wirelab.client.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wirelab.capture.CaptureChoice;
import org.wirelab.client.session.CaptureFeed;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.LabServer;
import org.wirelab.server.Limits;
import org.wirelab.server.Service;
import org.wirelab.server.tcp.TcpService;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Trace;

/// One TCP experiment with all that belongs to it: the server, if it is to be embedded, the capture, the connection,
/// and
/// the order in which they end.
public final class TcpSession {

    /// After the last segment the server's kernel needs no more than a few milliseconds.
    private static final long SECONDS_FOR_THE_SERVER = 3;

    /// How often the rest of TIME_WAIT is said, in seconds.
    private static final int PROGRESS_STEP = 10;

    private final ClientRun run;
    private final CommonOptions options;
    private final CountDownLatch serverDone = new CountDownLatch(1);

    public TcpSession(ClientRun run, CommonOptions options) {
        this.run = run;
        this.options = options;
    }

    /// Runs it to its end.
    ///
    /// @param other whom to connect to; null for an embedded one
    /// @param followTimeWait whether to wait until TIME_WAIT is over
    /// @throws LabException when the other end cannot be reached or does not play along
    public void run(@Nullable InetSocketAddress other, TcpOptions tcp, boolean followTimeWait) throws LabException {
        run.part("tcp");
        boolean ownNetwork = LabNetwork.prepare();
        try (Transport transport = Transport.open(2);
                LabServer server = start(other == null ? List.of(embedded(transport, ownNetwork)) : List.of())) {
            if (other != null) {
                serverDone.countDown();
            }
            InetSocketAddress remote = other == null ? server.address("tcp") : other;
            try (TcpExperiment experiment = TcpExperiment.prepare(run.trace(), transport, remote, tcp);
                    CaptureFeed feed = watch(experiment, remote)) {
                run.expect(experiment.conversation());
                conclude(experiment, feed, followTimeWait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    /// The run may end when the kernel has been asked, the server has seen its end, and the capture has handed over
    /// what was on the wire: in this order, because each waits for less than the one before.
    private void conclude(TcpExperiment experiment, CaptureFeed feed, boolean followTimeWait)
            throws LabException, InterruptedException {
        try {
            experiment.run();
            boolean _ = serverDone.await(SECONDS_FOR_THE_SERVER, TimeUnit.SECONDS);
        } finally {
            feed.close(run.trace());
        }
        if (followTimeWait) {
            experiment.followTimeWait(new Countdown(PROGRESS_STEP, left -> run.say("tcp.wait", left)));
        }
        run.ended(experiment.conversation());
    }

    private CaptureFeed watch(TcpExperiment experiment, InetSocketAddress remote) {
        String filter = "tcp and host " + remote.getAddress().getHostAddress().replaceFirst("%.*", "") + " and port "
                + remote.getPort();
        String usual = LabNetwork.interfaceBetween(experiment.local().getAddress(), remote.getAddress());
        CaptureChoice choice = LabNetwork.captureOn(usual, filter, options);
        run.say("tcp.capture", choice.reason().in(run.wording().texts()));
        CaptureFeed feed =
                CaptureFeed.open(choice, filter, LabNetwork.sideOf(choice.interfaceName(), Side.CLIENT), false);
        feed.announce(run.trace());
        feed.follow(experiment.conversation(), run.trace(), run::keep);
        return feed;
    }

    private Service embedded(Transport transport, boolean ownNetwork) throws LabException {
        if (!ownNetwork) {
            LabNetwork.refusal().ifPresent(reason -> run.say("tcp.capture", reason));
        }
        String host = options.family().equals(Optional.of(StandardProtocolFamily.INET6)) ? "::1" : "127.0.0.1";
        // in a network of its own the usual port is free; on the host it may be somebody's
        InetSocketAddress bind = new InetSocketAddress(host, ownNetwork ? TcpService.PORT : 0);
        return new TcpService(transport, bind, Limits.DEFAULT);
    }

    private LabServer start(List<Service> services) throws LabException {
        try {
            return LabServer.start(new EmbeddedTraces(), services);
        } catch (IOException e) {
            throw new LabException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /// The server's side goes into the client's trace; when it is done, the experiment may end.
    private final class EmbeddedTraces implements ConnectionTraces {
        @Override
        public Trace open(String service, Conversation conversation) {
            return run.trace();
        }

        @Override
        public void closed(Conversation conversation) {
            serverDone.countDown();
        }
    }
}
