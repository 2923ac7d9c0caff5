package org.wirelab.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.Packet;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.SequenceNumber;
import org.wirelab.wire.TcpFlag;
import org.wirelab.wire.TcpHeader;

class PrivateNetworkTest {
    private static final int SENT = 1_000_000;

    @Test
    void aRootServersIpv4AddressIsOursAndEverySegmentIsSeen() throws Exception {
        PrivateJvm.run(Ipv4RootServer.class);
    }

    @Test
    void aRootServersIpv6AddressIsOursAndEverySegmentIsSeen() throws Exception {
        PrivateJvm.run(Ipv6RootServer.class);
    }

    @Test
    void settingUpTwiceIsSettingUpOnce() throws Exception {
        PrivateJvm.run(Twice.class);
    }

    static final class Ipv4RootServer implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            PrivateNetwork.setUp();
            transferIsSeen("198.41.0.4");
        }
    }

    static final class Ipv6RootServer implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            PrivateNetwork.setUp();
            transferIsSeen("2001:503:ba3e::2:30");
        }
    }

    static final class Twice implements PrivateJvm.Body {
        @Override
        public void run() throws Exception {
            PrivateNetwork.setUp();
            PrivateNetwork.setUp();
            transferIsSeen("192.0.2.1");
        }
    }

    private static void transferIsSeen(String address) throws Exception {
        List<CapturedFrame> frames = Collections.synchronizedList(new ArrayList<>());
        long before = System.currentTimeMillis();
        PacketCapture capture = new AfPacketCapture(PrivateNetwork.INTERFACE);
        capture.start(frames::add);
        InetAddress root = InetAddress.getByName(address);
        transfer(root);
        CaptureEnd end = capture.stop();

        assertThat(end).isEqualTo(new CaptureEnd(end.received(), 0, null));
        assertThat(end.complete()).isTrue();
        List<Packet> packets = frames.stream().map(PacketDecoder::decode).toList();
        assertThat(packets).allSatisfy(packet -> assertThat(packet.malformed()).isNull());
        List<Packet> toRoot =
                packets.stream().filter(packet -> isTo(packet, root)).toList();
        // a busy machine sends some again: the same octets, but not the same frame
        assertThat(frames).extracting(CapturedFrame::bytes).doesNotHaveDuplicates();
        assertThat(segments(packets)
                        .filter(tcp -> tcp.has(TcpFlag.FIN))
                        .map(tcp -> tcp.sourcePort() + " " + tcp.sequenceNumber())
                        .distinct())
                .hasSize(2);
        assertThat(octetsSeen(toRoot)).isEqualTo(SENT);
        // none larger than the link would carry
        assertThat(frames)
                .allSatisfy(frame -> assertThat(frame.originalLength()).isLessThanOrEqualTo(14 + 1500));
        long after = System.currentTimeMillis() + 1;
        assertThat(frames)
                .allSatisfy(frame -> assertThat(frame.epochNanos() / 1_000_000).isBetween(before, after));
    }

    /// How many different octets of the stream were on the wire.
    private static int octetsSeen(List<Packet> packets) {
        SequenceNumber first = segments(packets)
                .filter(tcp -> tcp.has(TcpFlag.SYN))
                .map(tcp -> tcp.sequenceNumber().plus(1))
                .findFirst()
                .orElseThrow();
        BitSet octets = new BitSet();
        segments(packets).filter(tcp -> tcp.payloadLength() > 0).forEach(tcp -> {
            int begin = tcp.sequenceNumber().minus(first);
            octets.set(begin, begin + tcp.payloadLength());
        });
        return octets.cardinality();
    }

    private static void transfer(InetAddress address) throws Exception {
        try (ServerSocket server = new ServerSocket(53, 1, address);
                Socket client = new Socket(address, 53);
                Socket accepted = server.accept()) {
            Thread sender = Thread.ofVirtual().start(() -> {
                try (OutputStream out = client.getOutputStream()) {
                    out.write(new byte[SENT]);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try (InputStream in = accepted.getInputStream()) {
                assertThat(in.readAllBytes()).hasSize(SENT);
            }
            sender.join();
        }
    }

    private static boolean isTo(Packet packet, InetAddress address) {
        return Objects.requireNonNull(packet.network()).destination().equals(address)
                && packet.transport() instanceof TcpHeader tcp
                && tcp.destinationPort() == 53;
    }

    private static Stream<TcpHeader> segments(List<Packet> packets) {
        return packets.stream()
                .map(Packet::transport)
                .filter(TcpHeader.class::isInstance)
                .map(TcpHeader.class::cast);
    }
}
