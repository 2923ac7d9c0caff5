package org.wirelab.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.wirelab.posix.Posix;
import org.wirelab.posix.PosixException;
import org.wirelab.posix.Timers;
import org.wirelab.wire.Octets;

/// The link model carried by datagram sockets of this host's loopback: what a client sends to the relay reaches the
/// server, when and if the model says so, and the answers come back the same way. It needs no right and no namespace.
///
/// It serves several clients, which share the link: the server sees each under an address of the relay's own
/// ([#clientBehind]). A datagram counts with the headers of UDP and IP that it would have on a wire, so that a rate
/// means here what it means on a bridge.
public final class UdpRelay implements AutoCloseable {
    private static final int LONGEST = 65535;

    /// @param party who sent it, or is to get it
    private record Datagram(byte[] data, RelayParties.Party party) {}

    private final InetSocketAddress server;
    private final DatagramChannel front;
    private final RelayParties parties;
    private final Lane<Datagram> toServer;
    private final Lane<Datagram> toClient;
    private final Thread forward = thread("relay to server", this::deliverToServer);
    private final Thread backward = thread("relay to client", this::deliverToClient);
    private final List<Thread> threads = List.of(
            forward,
            backward,
            thread("relay from client", this::receiveFromClients),
            thread("relay from server", this::receiveFromServer));
    private volatile boolean stopping;

    private UdpRelay(
            InetSocketAddress server,
            NetworkSettings settings,
            LinkListener listener,
            DatagramChannel front,
            RelayParties parties) {
        this.server = server;
        this.front = front;
        this.parties = parties;
        toServer = new Lane<>(
                Direction.TO_SERVER,
                settings.toServer(),
                settings.serverMtu(),
                this::octets,
                each -> LinkPacket.datagram(each.party().client(), server, Octets.of(each.data())),
                listener);
        toClient = new Lane<>(
                Direction.TO_CLIENT,
                settings.toClient(),
                settings.clientMtu(),
                this::octets,
                each -> LinkPacket.datagram(server, each.party().client(), Octets.of(each.data())),
                listener);
    }

    /// Opens a relay before a server.
    ///
    /// @param server where it listens
    /// @param settings of the link; paths have no routers here
    /// @throws LinkException when the system gives no sockets
    public static UdpRelay open(InetSocketAddress server, NetworkSettings settings, LinkListener listener)
            throws LinkException {
        try {
            UdpRelay relay =
                    new UdpRelay(server, settings, listener, RelayParties.socket(server), RelayParties.before(server));
            relay.start();
            return relay;
        } catch (IOException e) {
            throw LinkException.of(e);
        }
    }

    /// Where clients send instead of to the server.
    public InetSocketAddress address() {
        return RelayParties.local(front);
    }

    /// The link, to be changed while it runs.
    public Link link() {
        return new Link(toServer, toClient);
    }

    /// The client that the server knows by this address of the relay's.
    public Optional<InetSocketAddress> clientBehind(InetSocketAddress seenByServer) {
        return parties.clientBehind(seenByServer);
    }

    /// Ends the relay, which says what became of everything.
    @Override
    public void close() {
        stopping = true;
        try {
            front.close();
            parties.stop();
        } catch (IOException e) {
            throw new IllegalStateException("a socket closes without a word", e);
        }
        threads.forEach(LockSupport::unpark);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        parties.close();
        toServer.end(Link.now());
        toClient.end(Link.now());
    }

    private void start() {
        toServer.begin(Link.now());
        toClient.begin(Link.now());
        threads.forEach(Thread::start);
    }

    private void receiveFromClients() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST);
        while (!stopping) {
            try {
                InetSocketAddress sender = (InetSocketAddress) front.receive(buffer.clear());
                long nanos = System.nanoTime();
                RelayParties.Party party = parties.of(sender);
                if (party == null && !stopping) {
                    toServer.missed(1);
                } else if (party != null) {
                    enter(toServer, new Datagram(data(buffer), party), nanos, forward);
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // an ICMP message for an earlier datagram: its loss is none of the link's
                continue;
            }
        }
    }

    private void receiveFromServer() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST);
        boolean more = true;
        while (more && !stopping) {
            more = parties.await(party -> receive(party, buffer));
        }
    }

    /// Takes all that the server has sent to one client by now.
    private void receive(RelayParties.Party party, ByteBuffer buffer) {
        while (!stopping) {
            try {
                SocketAddress sender = party.back().receive(buffer.clear());
                if (sender == null) {
                    return;
                }
                if (server.equals(sender)) { // else a stranger's
                    enter(toClient, new Datagram(data(buffer), party), System.nanoTime(), backward);
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // as above
                continue;
            }
        }
    }

    private static byte[] data(ByteBuffer buffer) {
        byte[] data = new byte[buffer.flip().remaining()];
        buffer.get(data);
        return data;
    }

    private static void enter(Lane<Datagram> lane, Datagram datagram, long nanos, Thread deliverer) {
        lane.enter(datagram, nanos, Link.now());
        LockSupport.unpark(deliverer);
    }

    private void deliverToServer() {
        deliver(toServer, datagram -> datagram.party().back().send(ByteBuffer.wrap(datagram.data()), server));
    }

    private void deliverToClient() {
        deliver(
                toClient,
                datagram -> front.send(
                        ByteBuffer.wrap(datagram.data()), datagram.party().client()));
    }

    private interface Sending {
        int send(Datagram datagram) throws IOException;
    }

    private void deliver(Lane<Datagram> lane, Sending sending) {
        beExact();
        while (!stopping) {
            long now = System.nanoTime();
            for (Datagram datagram = lane.arrived(now); datagram != null; datagram = lane.arrived(now)) {
                send(lane, datagram, sending);
            }
            long next = lane.nextArrival();
            if (next == Long.MAX_VALUE) {
                LockSupport.park(lane);
            } else {
                LockSupport.parkNanos(lane, next - System.nanoTime());
            }
        }
    }

    private void send(Lane<Datagram> lane, Datagram datagram, Sending sending) {
        try {
            // a socket that does not wait may take nothing
            if (sending.send(datagram) == 0 && datagram.data().length > 0) {
                lane.missed(1);
            }
        } catch (IOException e) {
            if (!stopping) {
                lane.missed(1);
            }
        }
    }

    private int octets(Datagram datagram) {
        return LinkPacket.datagramOctets(server, datagram.data().length);
    }

    /// As near to the model's times as this system allows.
    private static void beExact() {
        if (Posix.available()) {
            try {
                Timers.precise();
            } catch (PosixException e) {
                return;
            }
        }
    }

    private static Thread thread(String name, Runnable task) {
        return Thread.ofPlatform().name(name).daemon().unstarted(task);
    }
}
