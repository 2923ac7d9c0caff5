package org.wirelab.client.tls.scenario;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import org.wirelab.client.session.ClientSocket;
import org.wirelab.run.LabException;
import org.wirelab.tls.scenario.ArmedScript;
import org.wirelab.tls.scenario.Role;
import org.wirelab.tls.scenario.ScenarioObservation;
import org.wirelab.trace.Recorder;

/// What a script has before it: the two ends, who stands between them, and whom the scenario is aimed at.
///
/// @param towards the end that is to notice
/// @param socket the client's, bound
/// @param remote where it is to connect to
/// @param between what the man in the middle does, once he is armed
/// @param props what the scenario is made of
/// @param prober makes more connections to the same server
/// @param tells takes what the script itself has found out
record Stage(
        End client,
        End server,
        Role towards,
        Channel socket,
        InetSocketAddress remote,
        ArmedScript between,
        Props props,
        Prober prober,
        Recorder tells) {

    /// The end that is to notice.
    End victim() {
        return towards == Role.CLIENT ? client : server;
    }

    /// The other end.
    End other() {
        return towards == Role.CLIENT ? server : client;
    }

    /// Has the client connect; the handshake begins by itself, and the man in the middle does what he does.
    void connect() throws LabException, InterruptedException {
        between.arm();
        begin();
    }

    /// Opens the connection while the man in the middle lets everything pass; from then on he does what he does.
    void open() throws LabException, InterruptedException {
        begin();
        client.awaitOpen();
        server.awaitOpen();
        between.arm();
    }

    /// Waits until both sockets are closed.
    void awaitEnds() throws LabException, InterruptedException {
        client.awaitEnd();
        server.awaitEnd();
    }

    /// Tells what the script itself has found out.
    void tell(ScenarioObservation found) {
        tells.record(found);
    }

    private void begin() throws LabException, InterruptedException {
        client.attach(socket);
        ChannelFuture connected = socket.connect(remote).await();
        if (!connected.isSuccess()) {
            throw ClientSocket.unreachable(remote, connected.cause());
        }
    }
}
