package org.wirelab.bench.link;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.wirelab.capture.AfPacketCapture;
import org.wirelab.capture.CaptureEnd;
import org.wirelab.capture.PacketCapture;
import org.wirelab.link.Host;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.UdpHeader;

/// How much later than the link's delay datagrams come to the server: the kernel's time stamp of a capture there,
/// less that of one at the client, less the delay.
///
/// @param sortedNanos of each datagram that both captures saw, smallest first
/// @param sent how many the client sent
record Lateness(long[] sortedNanos, int sent) {

    /// Not counted: until the kernel stamps every packet, a moment after the captures ask for it, a stamp is the
    /// time of reading.
    static final int BEFORE = 200;

    private static final int DISCARD_PORT = 9;
    private static final long BETWEEN_NANOS = 1_000_000;

    /// What has not arrived by then never will.
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    Lateness {
        sortedNanos = sortedNanos.clone();
        Arrays.sort(sortedNanos);
        if (sortedNanos.length == 0) {
            throw new IllegalArgumentException("no datagram arrived");
        }
    }

    /// Sends so many datagrams, a millisecond apart.
    ///
    /// @param delay that the link is set to
    static Lateness of(MeasuredNetwork network, int datagrams, Duration delay)
            throws LabException, InterruptedException {
        Map<Integer, Long> left = new ConcurrentHashMap<>();
        Map<Integer, Long> arrived = new ConcurrentHashMap<>();
        try (PacketCapture atClient = capture(network.client(), left);
                PacketCapture atServer = capture(network.server(), arrived)) {
            send(network, BEFORE + datagrams);
            awaitAll(arrived, BEFORE + datagrams);
            whole(atClient.stop());
            whole(atServer.stop());
        }
        LongStream.Builder late = LongStream.builder();
        arrived.forEach((number, stamp) -> {
            Long before = left.get(number);
            if (number >= BEFORE && before != null) {
                late.add(stamp - before - delay.toNanos());
            }
        });
        return new Lateness(late.build().toArray(), datagrams);
    }

    /// How many of them both captures saw.
    int datagrams() {
        return sortedNanos.length;
    }

    /// So many of all are as late as that or less (the nearest rank), in microseconds.
    ///
    /// @param share 0.5 for the median, 1 for the latest
    double micros(double share) {
        int rank = (int) Math.ceil(share * sortedNanos.length);
        return sortedNanos[Math.max(rank, 1) - 1] / 1e3;
    }

    private static PacketCapture capture(Host host, Map<Integer, Long> stamps) throws LabException {
        PacketCapture capture = new AfPacketCapture(Host.INTERFACE);
        try {
            host.run(() -> capture.start(frame -> keep(frame, stamps)));
            return capture;
        } catch (Exception e) {
            throw new LabException(ExitCode.LACKING, "cannot capture at the host " + host + ": " + e.getMessage(), e);
        }
    }

    private static void keep(CapturedFrame frame, Map<Integer, Long> stamps) {
        if (PacketDecoder.decode(frame).transport() instanceof UdpHeader udp
                && udp.payload().length() == Integer.BYTES) {
            stamps.put((int) udp.payload().u32(0), frame.epochNanos());
        }
    }

    private static void send(MeasuredNetwork network, int datagrams) throws LabException {
        try (DatagramSocket _ = network.server()
                        .call(() -> new DatagramSocket(
                                DISCARD_PORT, network.server().ipv4()));
                DatagramSocket client = network.client().call(() -> new DatagramSocket())) {
            long next = System.nanoTime();
            for (int number = 0; number < datagrams; number++) {
                byte[] payload =
                        ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
                client.send(new DatagramPacket(
                        payload, payload.length, network.server().ipv4(), DISCARD_PORT));
                next += BETWEEN_NANOS;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (Exception e) {
            throw new LabException(ExitCode.INTERNAL, "cannot send datagrams: " + e.getMessage(), e);
        }
    }

    private static void awaitAll(Map<Integer, Long> arrived, int count) throws InterruptedException {
        long begin = System.nanoTime();
        while (arrived.size() < count && System.nanoTime() - begin < PATIENCE_NANOS) {
            Thread.sleep(20);
        }
    }

    private static void whole(CaptureEnd end) throws LabException {
        if (!end.complete()) {
            throw new LabException(
                    ExitCode.INTERNAL,
                    "a capture missed " + end.dropped() + " frames (" + end.failure() + "): run it again");
        }
    }
}
