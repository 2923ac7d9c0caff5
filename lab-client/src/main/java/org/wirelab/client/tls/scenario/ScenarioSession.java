package org.wirelab.client.tls.scenario;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.tls.scenario.Noticing;
import org.wirelab.tls.scenario.Role;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Trace;

/// Plays scenarios of TLS on this host: where the server listens, who watches the wire, how long anything may take.
public final class ScenarioSession {

    private final Trace trace;
    private final PkiFolder folder;
    private final InetSocketAddress place;
    private final Duration patience;
    private final Wire wire;

    /// Begins to watch the wire.
    public interface Wire {

        /// A wire that nobody watches.
        Wire UNWATCHED = _ -> () -> {};

        /// @param legs the connections that are about to be made
        /// @return ends the watching
        Watching watch(List<Leg> legs);
    }

    /// One connection of TCP.
    ///
    /// @param local the end that opens it
    /// @param remote the other end
    public record Leg(InetSocketAddress local, InetSocketAddress remote) {
        /// Its name.
        public Conversation conversation() {
            return Conversation.between(Endpoints.text(local), Endpoints.text(remote));
        }
    }

    /// The watching of a wire, until it is ended.
    @FunctionalInterface
    public interface Watching {
        /// Ends it: what was on the wire before is still recorded.
        void end();
    }

    /// @param trace where everything goes
    /// @param folder where the lab's certificates are kept
    /// @param place where the server is to listen; port 0 takes a free one
    /// @param patience how long to wait for anything
    public ScenarioSession(Trace trace, PkiFolder folder, InetSocketAddress place, Duration patience, Wire wire) {
        this.trace = trace;
        this.folder = folder;
        this.place = place;
        this.patience = patience;
        this.wire = wire;
    }

    /// Plays a scenario to its end.
    ///
    /// @param towards the end that it is aimed at
    /// @param version of TLS that the ends speak
    /// @throws LabException when a socket cannot be had, or what the script waits for does not come
    /// @throws InterruptedException when the thread is interrupted
    public void play(Scenario scenario, Role towards, TlsVersion version) throws LabException, InterruptedException {
        trace.record(Play.OURSELVES, Conversation.RUN, RunObservation.Part.about(scenario.key()));
        trace.conclude(new Noticing(scenario.name()));
        for (int act = 0; act < scenario.acts(); act++) {
            play(scenario, act, towards, version);
        }
    }

    private void play(Scenario scenario, int act, Role towards, TlsVersion version)
            throws LabException, InterruptedException {
        try (Transport transport = Transport.open(2);
                Play play = new Play(scenario, act, towards, version, trace, transport, place, patience)) {
            play.run(folder, wire);
        } catch (GeneralSecurityException e) {
            throw new LabException(ExitCode.LACKING, "the certificates cannot be made: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new LabException(ExitCode.UNREACHABLE, SystemWords.of(e), e);
        }
    }
}
