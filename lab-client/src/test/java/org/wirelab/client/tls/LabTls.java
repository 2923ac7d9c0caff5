package org.wirelab.client.tls;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wirelab.net.Transport;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.LabServer;
import org.wirelab.server.tls.TlsLimits;
import org.wirelab.server.tls.TlsService;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.tls.pki.TrustAnchors;

/// A lab server for TLS on a free port of loopback, with certificates of its own, and clients that trust it.
final class LabTls implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    final Transport transport = Transport.open(2);
    final TlsRun run = new TlsRun();
    final PkiFolder folder;
    private final TlsService service;
    private final LabServer server;

    LabTls(Path home) throws Exception {
        folder = new PkiFolder(home.resolve("pki"), Clock.systemUTC(), notice -> {
            throw new AssertionError(notice);
        });
        service = new TlsService(transport, new InetSocketAddress("127.0.0.1", 0), TlsLimits.DEFAULT, folder);
        server = LabServer.start(ConnectionTraces.into(run.trace()), List.of(service));
    }

    InetSocketAddress address() {
        return server.address("tls");
    }

    TrustAnchors anchors() {
        return new TrustAnchors(Set.of(service.authority()), "the lab's CA");
    }

    /// The documented flow with a server that is called `host`.
    static TlsOptions documented(TrustAnchors anchors, String host) {
        ClientSettings settings =
                ClientSettings.documented(Optional.of(host), PkixTrust.of(anchors, host, Clock.systemUTC()));
        return new TlsOptions(settings, TlsOptions.GREETING, TIMEOUT);
    }

    /// One connection; what the server answered.
    String connect(InetSocketAddress remote, TlsOptions options) throws Exception {
        try (TlsExperiment experiment = TlsExperiment.prepare(run.trace(), transport, remote, options)) {
            return experiment.run();
        }
    }

    @Override
    public void close() {
        server.close();
        transport.close();
    }
}
