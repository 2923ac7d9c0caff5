package org.wirelab.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wirelab.capture.AfPacketCapture;
import org.wirelab.capture.PacketCapture;
import org.wirelab.trace.Endpoints;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.NetworkHeader;
import org.wirelab.wire.Octets;
import org.wirelab.wire.Packet;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.TcpFlag;
import org.wirelab.wire.TcpHeader;

/// An emulated network as a test uses it: it sends something across, and asks what link and captures have seen.
final class TwoHosts implements AutoCloseable {
    /// @param from the sender
    /// @param mtu what ICMP says about the next hop
    record Icmp(String from, int type, int code, int mtu) {}

    private final List<LinkObservation> told = Collections.synchronizedList(new ArrayList<>());
    private final Map<Host, PacketCapture> captures = new LinkedHashMap<>();
    private final Map<Host, List<CapturedFrame>> frames = new LinkedHashMap<>();
    private final EmulatedNetwork network;

    private TwoHosts(NetworkSettings settings) throws LinkException {
        network = EmulatedNetwork.open(settings, (_, observation) -> told.add(observation));
    }

    static TwoHosts on(NetworkSettings settings) throws LinkException {
        return new TwoHosts(settings);
    }

    EmulatedNetwork network() {
        return network;
    }

    /// Captures at both hosts from now on.
    void watch() throws Exception {
        for (Host host : List.of(network.client(), network.server())) {
            PacketCapture capture = new AfPacketCapture(Host.INTERFACE);
            List<CapturedFrame> seen = Collections.synchronizedList(new ArrayList<>());
            host.run(() -> capture.start(seen::add));
            captures.put(host, capture);
            frames.put(host, seen);
        }
    }

    <T extends LinkObservation> List<T> told(Class<T> type) {
        synchronized (told) {
            return told.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    /// The client sends so many octets and closes; the server reads to the end.
    void transfer(InetAddress address, int octets) throws Exception {
        assertThat(beginTransfer(address, octets).get()).isEqualTo(octets);
    }

    /// The same, not waited for.
    ///
    /// @return how many octets the server has read when it came to the end
    Future<Integer> beginTransfer(InetAddress address, int octets) throws Exception {
        ServerSocket listener = network.server().call(() -> new ServerSocket(0, 1, address));
        CompletableFuture<Integer> received = new CompletableFuture<>();
        daemon(() -> {
            try (listener;
                    Socket accepted = listener.accept();
                    InputStream in = accepted.getInputStream()) {
                received.complete(in.readAllBytes().length);
            } catch (IOException e) {
                received.completeExceptionally(e);
            }
        });
        Socket socket = network.client().call(() -> {
            Socket made = new Socket();
            made.connect(new InetSocketAddress(address, listener.getLocalPort()));
            return made;
        });
        daemon(() -> {
            try (socket) {
                socket.getOutputStream().write(new byte[octets]);
            } catch (IOException e) {
                received.completeExceptionally(e);
            }
        });
        return received;
    }

    /// The client sends a datagram, the server sends it back.
    ///
    /// @return what came back; null if nothing did in a time in which everything does
    @Nullable
    String echo(String text) throws Exception {
        return echo(text, 20_000);
    }

    /// @return null if nothing came back in so many milliseconds
    @Nullable
    String echo(String text, int patience) throws Exception {
        InetAddress serverAddress = network.server().ipv4();
        InetAddress clientAddress = network.client().ipv4();
        // any port: a socket that somebody still receives on keeps its own a little longer than it is open
        try (DatagramSocket server = network.server().call(() -> new DatagramSocket(0, serverAddress));
                DatagramSocket client = network.client().call(() -> new DatagramSocket(0, clientAddress))) {
            daemon(() -> {
                try {
                    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
                    server.receive(packet);
                    server.send(packet);
                } catch (IOException e) {
                    return;
                }
            });
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            client.send(new DatagramPacket(bytes, bytes.length, serverAddress, server.getLocalPort()));
            client.setSoTimeout(patience);
            DatagramPacket answer = new DatagramPacket(new byte[100], 100);
            client.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    /// The TCP frames that the capture at this host has seen; ends the capture.
    List<CapturedFrame> framesSeenAt(Host host) {
        return all(host)
                .filter(frame -> PacketDecoder.decode(frame).transport() instanceof TcpHeader)
                .toList();
    }

    /// The segments with FIN from the client; ends the capture.
    List<TcpHeader> finsSeenAt(Host host) {
        return framesSeenAt(host).stream()
                .map(PacketDecoder::decode)
                .filter(packet -> packet.network() != null
                        && packet.network().source().equals(network.client().ipv4()))
                .map(Packet::transport)
                .map(TcpHeader.class::cast)
                .filter(tcp -> tcp.has(TcpFlag.FIN))
                .toList();
    }

    /// What ICMP said at this host about packets that were too large; ends the capture.
    List<Icmp> icmpSeenAt(Host host) {
        return all(host)
                .map(frame -> PacketDecoder.decode(frame).network())
                .filter(network -> network != null && (network.protocol() == 1 || network.protocol() == 58))
                .map(TwoHosts::icmp)
                .filter(icmp -> icmp.type() == 3 || icmp.type() == 2)
                .toList();
    }

    @Override
    public void close() {
        captures.values().forEach(PacketCapture::stop);
        network.close();
    }

    private Stream<CapturedFrame> all(Host host) {
        captures.get(host).stop();
        return List.copyOf(frames.get(host)).stream();
    }

    private static Icmp icmp(NetworkHeader network) {
        Octets message = network.payload();
        String from = Endpoints.text(network.source(), 0);
        // RFC 1191 §4: the last two octets of the second word; RFC 4443 §3.2: all four
        return new Icmp(from.substring(0, from.length() - 2), message.u8(0), message.u8(1), message.u16(6));
    }

    private static void daemon(Runnable task) {
        Thread.ofPlatform().daemon().start(task);
    }
}
