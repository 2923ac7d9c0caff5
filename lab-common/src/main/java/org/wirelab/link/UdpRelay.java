package org.wirelab.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.wirelab.posix.Posix;
import org.wirelab.posix.PosixException;
import org.wirelab.posix.Timers;

/// The link model carried by two datagram sockets of this host's loopback: what a client sends to the relay reaches the
/// server, when and if the model says so, and the answers come back the same way. It needs no right and no namespace.
///
/// A relay serves one client at a time: answers go to whoever sent last. A datagram counts with the headers of UDP
/// and IP that it would have on a wire, so that a rate means here what it means on a bridge.
public final class UdpRelay implements AutoCloseable {
    private static final int LONGEST = 65535;

    /// @param client who sent it, or is to get it
    private record Datagram(byte[] data, InetSocketAddress client) {}

    private final InetSocketAddress server;
    private final DatagramChannel front;
    private final DatagramChannel back;
    private final Lane<Datagram> toServer;
    private final Lane<Datagram> toClient;
    private final List<Thread> threads;
    private volatile @Nullable InetSocketAddress client;
    private volatile boolean stopping;

    private UdpRelay(
            InetSocketAddress server, NetworkSettings settings, LinkListener listener, List<DatagramChannel> channels) {
        this.server = server;
        front = channels.get(0);
        back = channels.get(1);
        toServer = new Lane<>(
                Direction.TO_SERVER,
                settings.toServer(),
                settings.serverMtu(),
                this::octets,
                each -> LinkPacket.datagram(each.client(), server, each.data().length),
                listener);
        toClient = new Lane<>(
                Direction.TO_CLIENT,
                settings.toClient(),
                settings.clientMtu(),
                this::octets,
                each -> LinkPacket.datagram(server, each.client(), each.data().length),
                listener);
        Thread forward = thread("relay to server", () -> deliver(toServer, back));
        Thread backward = thread("relay to client", () -> deliver(toClient, front));
        threads = List.of(
                forward,
                backward,
                thread("relay from client", () -> receive(front, toServer, forward)),
                thread("relay from server", () -> receive(back, toClient, backward)));
    }

    /// Opens a relay before a server.
    ///
    /// @param server where it listens
    /// @param settings of the link; paths have no routers here
    /// @throws LinkException when the system gives no sockets
    public static UdpRelay open(InetSocketAddress server, NetworkSettings settings, LinkListener listener)
            throws LinkException {
        try {
            InetAddress loopback = server.getAddress();
            DatagramChannel front = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0));
            DatagramChannel back = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0));
            UdpRelay relay = new UdpRelay(server, settings, listener, List.of(front, back));
            relay.start();
            return relay;
        } catch (IOException e) {
            throw LinkException.of(e);
        }
    }

    /// Where the client sends instead of to the server.
    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) front.getLocalAddress();
        } catch (IOException e) {
            throw new IllegalStateException("the relay is closed", e);
        }
    }

    /// The link, to be changed while it runs.
    public Link link() {
        return new Link(toServer, toClient);
    }

    /// Ends the relay, which says what became of everything.
    @Override
    public void close() {
        stopping = true;
        try {
            front.close();
            back.close();
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
        toServer.end(Link.now());
        toClient.end(Link.now());
    }

    private void start() {
        toServer.begin(Link.now());
        toClient.begin(Link.now());
        threads.forEach(Thread::start);
    }

    private void receive(DatagramChannel from, Lane<Datagram> lane, Thread deliverer) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST);
        while (!stopping) {
            try {
                SocketAddress sender = from.receive(buffer.clear());
                long nanos = System.nanoTime();
                if (from == front) {
                    client = (InetSocketAddress) sender;
                } else if (!server.equals(sender)) {
                    // a stranger's
                    continue;
                }
                InetSocketAddress known = client;
                if (known == null) {
                    continue;
                }
                byte[] data = new byte[buffer.flip().remaining()];
                buffer.get(data);
                lane.enter(new Datagram(data, known), nanos, Link.now());
                LockSupport.unpark(deliverer);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // an ICMP message for an earlier datagram: its loss is none of the link's
                continue;
            }
        }
    }

    private void deliver(Lane<Datagram> lane, DatagramChannel to) {
        beExact();
        while (!stopping) {
            long now = System.nanoTime();
            for (Datagram datagram = lane.arrived(now); datagram != null; datagram = lane.arrived(now)) {
                send(lane, datagram, to);
            }
            long next = lane.nextArrival();
            if (next == Long.MAX_VALUE) {
                LockSupport.park(lane);
            } else {
                LockSupport.parkNanos(lane, next - System.nanoTime());
            }
        }
    }

    private void send(Lane<Datagram> lane, Datagram datagram, DatagramChannel to) {
        try {
            to.send(ByteBuffer.wrap(datagram.data()), to == back ? server : datagram.client());
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
