package org.wirelab.client.tcp;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.CaptureFeed;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.ConnectionWatch;
import org.wirelab.client.session.EmbeddedServer;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.Limits;
import org.wirelab.server.tcp.TcpService;

/// One TCP experiment with all that belongs to it: the server, if it is to be embedded, the capture, the connection,
/// and the order in which they end.
public final class TcpSession {

    /// How often the rest of TIME_WAIT is said, in seconds.
    private static final int PROGRESS_STEP = 10;

    private final ClientRun run;
    private final CommonOptions options;

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
        try (Transport transport = Transport.open(2)) {
            if (other != null) {
                connect(transport, other, tcp, Optional.empty(), followTimeWait);
                return;
            }
            try (EmbeddedServer server = embedded(transport, ownNetwork)) {
                connect(transport, server.address(), tcp, Optional.of(server), followTimeWait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private void connect(
            Transport transport,
            InetSocketAddress remote,
            TcpOptions tcp,
            Optional<EmbeddedServer> server,
            boolean followTimeWait)
            throws LabException, InterruptedException {
        try (TcpExperiment experiment = TcpExperiment.prepare(run.trace(), transport, remote, tcp);
                CaptureFeed feed = ConnectionWatch.open(
                        run, options, "tcp.capture", experiment.conversation(), experiment.local(), remote)) {
            run.expect(experiment.conversation());
            if (server.isPresent()) {
                experiment.isOfTheLab();
            }
            conclude(experiment, feed, server, followTimeWait);
        }
    }

    /// The run may end when the kernel has been asked, the server has seen its end, and the capture has handed over
    /// what was on the wire: in this order, because each waits for less than the one before.
    private void conclude(
            TcpExperiment experiment, CaptureFeed feed, Optional<EmbeddedServer> server, boolean followTimeWait)
            throws LabException, InterruptedException {
        try {
            experiment.run();
            if (server.isPresent()) {
                server.get().awaitLastWord();
            }
        } finally {
            feed.close(run.trace());
        }
        if (followTimeWait) {
            experiment.followTimeWait(new Countdown(PROGRESS_STEP, left -> run.say("tcp.wait", left)));
        }
        run.ended(experiment.conversation());
    }

    private EmbeddedServer embedded(Transport transport, boolean ownNetwork) throws LabException {
        if (!ownNetwork) {
            LabNetwork.refusal().ifPresent(reason -> run.say("tcp.capture", reason));
        }
        InetSocketAddress place = EmbeddedServer.place(options, ownNetwork, TcpService.PORT);
        return EmbeddedServer.start(run.trace(), new TcpService(transport, place, Limits.DEFAULT));
    }
}
