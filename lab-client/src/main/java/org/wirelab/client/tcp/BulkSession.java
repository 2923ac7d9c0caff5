package org.wirelab.client.tcp;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.EmbeddedServer;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.tcp.BulkLimits;
import org.wirelab.server.tcp.BulkService;

/// One bulk transfer with all that belongs to it. The wire is not captured: as many packets as a link carries are
/// more than a run can hold, and taking them would slow down what is measured.
final class BulkSession {

    private final ClientRun run;
    private final CommonOptions options;

    BulkSession(ClientRun run, CommonOptions options) {
        this.run = run;
        this.options = options;
    }

    /// Runs it to its end.
    ///
    /// @param other whom to connect to; null for an embedded one
    /// @throws LabException when the other end cannot be reached or does not play along
    void run(@Nullable InetSocketAddress other, BulkOptions bulk) throws LabException {
        run.part("tcp");
        run.say("tcp.bulk.capture");
        boolean ownNetwork = LabNetwork.prepare();
        try (Transport transport = Transport.open(2)) {
            if (other != null) {
                transfer(transport, other, bulk, Optional.empty());
                return;
            }
            InetSocketAddress place = EmbeddedServer.place(options, ownNetwork, BulkService.PORT);
            try (EmbeddedServer server =
                    EmbeddedServer.start(run.trace(), new BulkService(transport, place, BulkLimits.DEFAULT))) {
                transfer(transport, server.address(), bulk, Optional.of(server));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private void transfer(
            Transport transport, InetSocketAddress remote, BulkOptions bulk, Optional<EmbeddedServer> server)
            throws LabException, InterruptedException {
        try (BulkExperiment experiment = BulkExperiment.prepare(run.trace(), transport, remote, bulk)) {
            run.expect(experiment.conversation());
            experiment.run(new BulkProgress(run::say));
            if (server.isPresent()) {
                server.get().awaitLastWord();
            }
            run.ended(experiment.conversation());
        }
    }
}
