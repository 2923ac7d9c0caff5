package org.wirelab.link;

import java.util.List;
import org.wirelab.posix.PacketBatch;
import org.wirelab.posix.PacketSocket;
import org.wirelab.posix.PosixException;
import org.wirelab.posix.Timers;
import org.wirelab.wire.LinkType;
import org.wirelab.wire.Octets;
import org.wirelab.wire.PacketDecoder;

/// The link model carried by two Ethernet interfaces of this process: what arrives at one leaves by the other, when
/// and if the model says so.
///
/// One thread for each direction. IP packets from host to host are numbered and go through the model; what a host
/// says to all (MLD reports) passes as it is.
final class PacketBridge implements AutoCloseable {
    /// Octets of an Ethernet header.
    static final int ETHERNET_HEADER = 14;

    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int BATCH = 64;
    private static final int BUFFER = 64 << 20;

    /// The longest that an idle thread sleeps, and so the longest that closing takes.
    private static final long IDLE_NANOS = 10_000_000;

    /// The kernel's stamp of a frame that is read later than that is not believed: somebody has set the clock.
    private static final long OLDEST_NANOS = 1_000_000_000;

    private final Lane<byte[]> toServer;
    private final Lane<byte[]> toClient;
    private final PacketSocket client;
    private final PacketSocket server;
    private final List<Thread> threads;
    private volatile boolean stopping;

    private PacketBridge(
            Lane<byte[]> toServer, Lane<byte[]> toClient, PacketSocket client, PacketSocket server, int longestFrame) {
        this.toServer = toServer;
        this.toClient = toClient;
        this.client = client;
        this.server = server;
        threads = List.of(
                thread("link to server", () -> carry(client, server, toServer, longestFrame)),
                thread("link to client", () -> carry(server, client, toClient, longestFrame)));
        threads.forEach(Thread::start);
    }

    /// Opens the bridge between two interfaces of the calling thread's namespace, which are up.
    ///
    /// @param settings the links' settings at the start, and the MTUs of what is behind the interfaces
    static PacketBridge open(String clientEnd, String serverEnd, NetworkSettings settings, LinkListener listener)
            throws PosixException {
        Lane<byte[]> toServer = lane(Direction.TO_SERVER, settings.toServer(), settings.serverMtu(), listener);
        Lane<byte[]> toClient = lane(Direction.TO_CLIENT, settings.toClient(), settings.clientMtu(), listener);
        PacketSocket client = PacketSocket.open(clientEnd, BUFFER);
        try {
            PacketSocket server = PacketSocket.open(serverEnd, BUFFER);
            toServer.begin(Link.now());
            toClient.begin(Link.now());
            int longest = Math.max(settings.clientMtu(), settings.serverMtu()) + ETHERNET_HEADER;
            return new PacketBridge(toServer, toClient, client, server, longest);
        } catch (PosixException e) {
            client.close();
            throw e;
        }
    }

    Link link() {
        return new Link(toServer, toClient);
    }

    /// Stops carrying. What is under way is lost, and counted.
    void stop() {
        stopping = true;
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
    }

    /// Counts packets that the kernel lost on the way to the link or behind it.
    void missed(Direction direction, long count) {
        (direction == Direction.TO_SERVER ? toServer : toClient).missed(count);
    }

    @Override
    public void close() {
        stop();
        toServer.end(Link.now());
        toClient.end(Link.now());
        client.close();
        server.close();
    }

    private static Lane<byte[]> lane(Direction direction, LinkSettings settings, int mtu, LinkListener listener) {
        return new Lane<>(
                direction, settings, mtu, frame -> frame.length - ETHERNET_HEADER, PacketBridge::describe, listener);
    }

    private static LinkPacket describe(byte[] frame) {
        return LinkPacket.of(PacketDecoder.decode(LinkType.ETHERNET, Octets.of(frame)), frame.length - ETHERNET_HEADER);
    }

    private void carry(PacketSocket from, PacketSocket to, Lane<byte[]> lane, int longestFrame) {
        try {
            Timers.precise();
            PacketBatch in = new PacketBatch(BATCH, longestFrame);
            PacketBatch out = new PacketBatch(BATCH, longestFrame);
            boolean idle = false;
            while (!stopping) {
                if (idle) {
                    long wait = Math.min(IDLE_NANOS, lane.nextArrival() - System.nanoTime());
                    if (wait > 0) {
                        boolean _ = from.awaitFrame(wait);
                    }
                }
                int count = in.receive(from);
                idle = count < BATCH;
                take(in, count, lane, out);
                deliver(lane, out, to);
            }
            lane.missed(from.takeDropped());
        } catch (PosixException | RuntimeException e) {
            lane.fail(String.valueOf(e));
        }
    }

    /// Frames enter the model at the time when the kernel received them, however late they are read here.
    private static void take(PacketBatch in, int count, Lane<byte[]> lane, PacketBatch out) {
        if (count == 0) {
            return;
        }
        long now = System.nanoTime();
        long epochNow = Link.now();
        for (int i = 0; i < count; i++) {
            byte[] frame = in.frame(i);
            if (isPacketBetweenHosts(frame)) {
                long stamp = in.epochNanos(i);
                long age = epochNow - stamp;
                boolean believed = age >= 0 && age < OLDEST_NANOS;
                lane.enter(frame, believed ? now - age : now, believed ? stamp : epochNow);
            } else {
                boolean _ = out.add(frame);
            }
        }
    }

    private static void deliver(Lane<byte[]> lane, PacketBatch out, PacketSocket to) {
        long now = System.nanoTime();
        for (byte[] frame = lane.arrived(now); frame != null; frame = lane.arrived(now)) {
            if (!out.add(frame)) {
                lane.missed(out.send(to));
                boolean _ = out.add(frame);
            }
        }
        lane.missed(out.send(to));
    }

    private static boolean isPacketBetweenHosts(byte[] frame) {
        if (frame.length < ETHERNET_HEADER || (frame[0] & 1) != 0) {
            return false;
        }
        int type = (frame[12] & 0xff) << 8 | (frame[13] & 0xff);
        return type == IPV4 || type == IPV6;
    }

    private static Thread thread(String name, Runnable task) {
        return Thread.ofPlatform().name(name).daemon().unstarted(task);
    }
}
