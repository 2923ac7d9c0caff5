package org.wirelab.client.read;

import java.util.Optional;
import java.util.function.Consumer;
import org.wirelab.tls.offline.ByteStream;
import org.wirelab.tls.offline.CapturedSession;
import org.wirelab.tls.offline.CapturedTls;
import org.wirelab.tls.offline.Opening;
import org.wirelab.tls.offline.Secrets;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;

/// The TLS in one TCP connection of a capture: its segments put together, its records read.
///
final class TlsConversation {

    private final CapturedTls tls;
    private final ByteStream client;
    private final ByteStream server;
    private final boolean clientInitiated;
    private Consumer<Observation> listener = _ -> {};
    private boolean clientGapTold;
    private boolean serverGapTold;

    /// @param clientInitiated whether the TLS client is the one that began the connection
    TlsConversation(
            String clientEndpoint,
            String serverEndpoint,
            Secrets secrets,
            boolean clientInitiated,
            int clientSequence,
            int serverSequence) {
        Recorder recorder = observation -> listener.accept(observation);
        this.tls = new CapturedTls(clientEndpoint, serverEndpoint, secrets, recorder);
        this.client = new ByteStream(clientSequence, (array, from, count) -> tls.octets(true, array, from, count));
        this.server = new ByteStream(serverSequence, (array, from, count) -> tls.octets(false, array, from, count));
        this.clientInitiated = clientInitiated;
    }

    /// The next segment with data.
    ///
    /// @param octets what the capture kept of its data
    /// @param length how much there was on the wire
    /// @param told hears what it brings
    void segment(boolean byInitiator, int sequence, byte[] octets, int length, Consumer<Observation> told) {
        boolean fromClient = byInitiator == clientInitiated;
        listener = told;
        (fromClient ? client : server).segment(sequence, octets, 0, octets.length, length);
        gaps();
        listener = _ -> {};
    }

    /// How many octets are remembered of it.
    long held() {
        return tls.held() + client.held() + server.held();
    }

    /// True when an overview needs nothing more of it.
    boolean isKnown() {
        return tls.isKnown();
    }

    /// Nothing more comes.
    ///
    /// @param closed whether the connection has ended, and not only the capture
    void end(boolean closed, Consumer<Observation> told) {
        listener = told;
        client.end();
        server.end();
        if (client.wasCut()) {
            tls.gap(true, true);
        }
        if (server.wasCut()) {
            tls.gap(false, true);
        }
        gaps();
        tls.end(closed);
        listener = _ -> {};
    }

    private void gaps() {
        if (client.hasGap() && !clientGapTold) {
            clientGapTold = true;
            tls.gap(true, client.wasCut());
        }
        if (server.hasGap() && !serverGapTold) {
            serverGapTold = true;
            tls.gap(false, server.wasCut());
        }
    }

    CapturedSession session() {
        return tls.session();
    }

    Optional<Opening> blindness() {
        return tls.blindness();
    }
}
