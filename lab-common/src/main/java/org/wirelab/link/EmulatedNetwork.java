package org.wirelab.link;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Two hosts and a link between them, in this process alone: client 192.0.2.1 and 2001:db8::1, server 192.0.2.2 and
/// 2001:db8::2 (the documentation's addresses, RFC 5737 and RFC 3849).
///
/// ```
/// client eth0 ──veth── client [ link: AF_PACKET bridge ] server ──veth── eth0 server
///                                                               ──veth── eth0 router eth1 ──veth── eth0 server
/// ```
///
/// The hosts know each other's Ethernet addresses from the start, so that no ARP and no Neighbor Discovery is among
/// the packets that the link counts. The kernel computes every checksum and cuts every segment itself: a capture sees
/// what a wire would carry. Everything vanishes when it is closed, and with the process.
///
/// A path that carries less than the hosts' interfaces do has a **router**, because that is what answers in the real
/// world: the kernel of a third host forwards, and sends the ICMP message itself. Where the message shall get lost,
/// as it does behind a badly set firewall, a rule drops it at the link ([PacketMatch#ICMP]).
public final class EmulatedNetwork implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Host client;
    private final Host server;
    private final @Nullable Host router;
    private final Host cable;
    private final PacketBridge bridge;
    private boolean linkEnded;
    private boolean closed;

    private EmulatedNetwork(NetworkSettings settings, LinkListener listener) throws Exception {
        try {
            cable = part(Host.open("link"));
            client = part(Host.open("client"));
            server = part(Host.open("server"));
            router = settings.hasRouter() ? part(Host.open("router")) : null;
            Wiring wiring = new Wiring(settings, speaksIpv6());
            wiring.join(cable, client, server, router);
            wiring.connect(cable);
            bridge =
                    part(cable.call(() -> PacketBridge.open(Wiring.CLIENT_END, Wiring.SERVER_END, settings, listener)));
            wiring.introduce(client, server, router);
        } catch (Exception e) {
            closeParts();
            throw e;
        }
    }

    /// Sets the network up; when this returns, packets get through.
    ///
    /// @param listener is told what the link does
    /// @throws LinkException where the system does not allow it
    public static EmulatedNetwork open(NetworkSettings settings, LinkListener listener) throws LinkException {
        try {
            return new EmulatedNetwork(settings, listener);
        } catch (Exception e) {
            throw LinkException.of(e);
        }
    }

    public Host client() {
        return client;
    }

    public Host server() {
        return server;
    }

    /// The router before the server, where the path has an MTU of its own.
    public Optional<Host> router() {
        return Optional.ofNullable(router);
    }

    /// The link, to be changed while it runs. Where there is a router, it is between the client and the router.
    public Link link() {
        return bridge.link();
    }

    /// Whether this machine's kernel has IPv6; where it has not, the hosts have IPv4 addresses alone.
    public static boolean speaksIpv6() {
        return Files.isDirectory(Path.of("/proc/sys/net/ipv6"));
    }

    /// Ends the link, which says what became of everything. The hosts go on until [#close()]: nothing reaches them
    /// any more, and what they send gets nowhere.
    public synchronized void endLink() {
        if (linkEnded) {
            return;
        }
        linkEnded = true;
        bridge.stop();
        Wiring.countLost(bridge, cable, client, server, router);
        bridge.close();
    }

    /// Ends the link, then the hosts.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        endLink();
        closeParts();
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    /// The last that was made goes first.
    private void closeParts() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("what the network is made of closes without a word", e);
            }
        }
    }
}
