package org.wirelab.capture;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.UdpHeader;

/// A datagram that a socket sends to itself over loopback: when the capture shows it, it has shown everything
/// before it.
final class LoopbackMarker implements Settling {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final byte[] TEXT =
            "wirelab: everything before this has been seen ".getBytes(StandardCharsets.US_ASCII);

    /// The number of the round stands behind the text, so that a marker that comes late counts for its own round.
    private static final int LENGTH = TEXT.length + 1;

    /// The longest header that a capture of loopback puts before the IP header is Linux cooked v2's.
    private static final int LONGEST_FRAME = 20 + 20 + 8 + LENGTH;

    private final DatagramSocket socket;
    private byte sent;
    private byte seen;

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
        if (frame.originalLength() > LONGEST_FRAME) return false;
        if (!(PacketDecoder.decode(frame).transport() instanceof UdpHeader udp)) return false;
        if (udp.destinationPort() != socket.getLocalPort()) return false;
        synchronized (this) {
            seen = (byte) frame.bytes().u8(frame.bytes().length() - 1);
            notifyAll();
        }
        return true;
    }

    @Override
    public synchronized void await() {
        byte[] marker = new byte[LENGTH];
        System.arraycopy(TEXT, 0, marker, 0, TEXT.length);
        marker[TEXT.length] = ++sent;
        byte round = sent;
        try {
            socket.send(new DatagramPacket(marker, LENGTH, socket.getLocalSocketAddress()));
            long end = System.nanoTime() + PATIENCE;
            // where it is lost, the capture simply ends without this certainty
            for (long left = PATIENCE; seen != round && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
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
