package org.wirelab.capture;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.UdpHeader;

/// A datagram that a socket sends to itself over loopback: when the capture shows it, it has shown everything
/// before it.
final class LoopbackMarker implements Settling {
    private static final int PATIENCE_SECONDS = 2;
    private static final byte[] TEXT = "wirelab: end of capture".getBytes(StandardCharsets.US_ASCII);

    private final DatagramSocket socket;
    private final CountDownLatch seen = new CountDownLatch(1);

    LoopbackMarker() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    @Override
    public String widen(String filter) {
        if (filter.isBlank()) return filter;
        return "(" + filter + ") or (udp and host 127.0.0.1 and port " + socket.getLocalPort() + ")";
    }

    @Override
    public boolean takes(CapturedFrame frame) {
        // 127.0.0.1, IPv4 and UDP headers, and no more than the text
        if (frame.originalLength() > 14 + 20 + 8 + TEXT.length) return false;
        if (!(PacketDecoder.decode(frame).transport() instanceof UdpHeader udp)) return false;
        if (udp.destinationPort() != socket.getLocalPort()) return false;
        seen.countDown();
        return true;
    }

    @Override
    public void await() {
        try {
            socket.send(new DatagramPacket(TEXT, TEXT.length, socket.getLocalSocketAddress()));
            // where it is lost, the capture simply ends without this certainty
            boolean _ = seen.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
