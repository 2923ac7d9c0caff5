package org.wirelab.bench.tls;

import java.io.IOException;
import java.security.SecureRandom;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.Parties;
import org.wirelab.tls.ServerSettings;
import org.wirelab.tls.TlsEngine;
import org.wirelab.tls.TlsFailure;
import org.wirelab.trace.Recorder;

/// A side that is the lab's own engine: Bouncy Castle under observation.
final class LabPeer implements Peer {

    static final String CLIENT = "127.0.0.1:40000";
    static final String SERVER = "127.0.0.1:7443";

    private final TlsEngine engine;

    private LabPeer(TlsEngine engine) {
        this.engine = engine;
    }

    static LabPeer client(ClientSettings settings, Recorder recorder, SecureRandom random) {
        return new LabPeer(TlsEngine.client(settings, new Parties(CLIENT, SERVER, true), recorder, random));
    }

    static LabPeer server(ServerSettings settings, Recorder recorder, SecureRandom random) {
        return new LabPeer(TlsEngine.server(settings, new Parties(SERVER, CLIENT, false), recorder, random));
    }

    @Override
    public void start() throws IOException {
        try {
            engine.start();
        } catch (TlsFailure e) {
            throw new IOException(e);
        }
    }

    @Override
    public void receive(byte[] octets) throws IOException {
        try {
            engine.receive(octets);
        } catch (TlsFailure e) {
            throw new IOException(e);
        }
    }

    @Override
    public byte[] output() {
        return engine.output();
    }

    @Override
    public boolean isOpen() {
        return engine.isOpen();
    }
}
