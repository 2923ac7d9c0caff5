package org.wirelab.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.posix.Errno;
import org.wirelab.posix.InterfaceControl;
import org.wirelab.posix.MessageReceiver;
import org.wirelab.posix.PosixException;
import org.wirelab.posix.PosixSocket;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.LinkType;
import org.wirelab.wire.Octets;

/// A capture by a packet socket of this process (packet(7)): in a network namespace of its own the lab needs no
/// other right.
///
/// The socket belongs to the namespace of the thread that starts the capture.
public final class AfPacketCapture implements PacketCapture {
    private static final int SOL_PACKET = 263;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int PACKET_OUTGOING = 4;
    private static final short ETH_P_ALL = 3;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int SOCKADDR_LL_SIZE = 20;
    private static final int PACKET_TYPE = 10;

    private static final int LONGEST_FRAME = 65536 + 64;
    private static final int RECEIVE_BUFFER = 64 << 20;

    /// How long an idle capture sleeps: the longest that a stop has to wait.
    private static final int IDLE_MILLIS = 10;

    private static final int PATIENCE_SECONDS = 2;

    private final String interfaceName;
    private @Nullable Thread thread;
    private volatile boolean stopping;
    private volatile CaptureEnd end = new CaptureEnd(0, 0, null);
    private final Queue<CompletableFuture<Void>> settling = new ConcurrentLinkedQueue<>();

    /// Guards these two: the kernel counts from 0 again each time it is asked.
    private final Object counting = new Object();

    private @Nullable PosixSocket counted;
    private CaptureCounters total = new CaptureCounters(0, 0);

    public AfPacketCapture(String interfaceName) {
        this.interfaceName = interfaceName;
    }

    @Override
    public String interfaceName() {
        return interfaceName;
    }

    @Override
    public void start(Consumer<CapturedFrame> frames) throws CaptureException {
        if (thread != null) throw new IllegalStateException("started before");
        try (InterfaceControl interfaces = InterfaceControl.open()) {
            int hardwareType = interfaces.hardwareType(interfaceName);
            LinkType linkType = linkType(hardwareType);
            boolean loopback = hardwareType == InterfaceControl.ARPHRD_LOOPBACK;
            PosixSocket socket = open(interfaces.index(interfaceName), loopback);
            counted = socket;
            thread = Thread.ofPlatform()
                    .name("capture " + interfaceName)
                    .daemon()
                    .start(() -> run(socket, linkType, loopback, frames));
        } catch (PosixException e) {
            throw new CaptureException(reason(e));
        }
    }

    @Override
    public boolean isLive() {
        Thread running = thread;
        return running != null && running.isAlive();
    }

    @Override
    public void settle() {
        Thread running = thread;
        if (running == null) return;
        CompletableFuture<Void> empty = new CompletableFuture<>();
        settling.add(empty);
        try {
            if (running.isAlive()) empty.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            return; // on a link that is never silent
        }
    }

    @Override
    public Optional<CaptureCounters> counters() {
        try {
            return Optional.of(count());
        } catch (PosixException e) {
            return Optional.empty();
        }
    }

    @Override
    public CaptureEnd stop() {
        Thread running = thread;
        if (running == null) return end;
        stopping = true;
        boolean interrupted = false;
        while (running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        return end;
    }

    /// When the socket is bound, the kernel queues every frame for it.
    private static PosixSocket open(int index, boolean loopback) throws PosixException {
        // protocol 0 receives nothing: until it is bound the socket would hear all interfaces
        PosixSocket socket = PosixSocket.open(PosixSocket.AF_PACKET, PosixSocket.SOCK_RAW, 0);
        try {
            enlargeBuffer(socket);
            socket.setOption(PosixSocket.SOL_SOCKET, SO_TIMESTAMPNS, 1);
            if (loopback) ignoreOutgoing(socket);
            // struct sockaddr_ll { family; __be16 protocol; int ifindex; ... }
            ByteBuffer address = ByteBuffer.allocate(SOCKADDR_LL_SIZE).order(ByteOrder.nativeOrder());
            address.putShort(0, (short) PosixSocket.AF_PACKET).putInt(4, index);
            address.order(ByteOrder.BIG_ENDIAN).putShort(2, ETH_P_ALL);
            socket.bind(address);
            return socket;
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
    }

    /// Beyond net.core.rmem_max where this process may; else as far as it goes.
    private static void enlargeBuffer(PosixSocket socket) throws PosixException {
        try {
            socket.setOption(PosixSocket.SOL_SOCKET, PosixSocket.SO_RCVBUFFORCE, RECEIVE_BUFFER);
        } catch (PosixException e) {
            socket.setOption(PosixSocket.SOL_SOCKET, PosixSocket.SO_RCVBUF, RECEIVE_BUFFER);
        }
    }

    /// `lo` shows each frame twice, as it leaves and as it arrives; the kernel can spare us the first. Where it
    /// is too old for that, we drop it.
    private static void ignoreOutgoing(PosixSocket socket) {
        try {
            socket.setOption(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
        } catch (PosixException e) {
            return;
        }
    }

    private void run(PosixSocket socket, LinkType linkType, boolean loopback, Consumer<CapturedFrame> frames) {
        try {
            MessageReceiver receiver = new MessageReceiver(socket, LONGEST_FRAME, 64);
            boolean more = true;
            while (more) {
                // whoever asked before the queue was looked at and found empty has seen everything
                boolean stop = stopping;
                List<CompletableFuture<Void>> waiting = waiting();
                while (socket.awaitReadable(IDLE_MILLIS)) {
                    if (receiver.receive() && !(loopback && isOutgoing(receiver))) {
                        frames.accept(frame(receiver, linkType));
                    }
                }
                waiting.forEach(one -> one.complete(null));
                more = !stop;
            }
            CaptureCounters counters = count();
            end = new CaptureEnd(counters.received(), counters.dropped(), null);
        } catch (PosixException | RuntimeException e) {
            end = new CaptureEnd(0, 0, String.valueOf(e));
        } finally {
            close(socket);
        }
    }

    private List<CompletableFuture<Void>> waiting() {
        List<CompletableFuture<Void>> taken = new ArrayList<>();
        for (CompletableFuture<Void> one = settling.poll(); one != null; one = settling.poll()) {
            taken.add(one);
        }
        return taken;
    }

    private CaptureCounters count() throws PosixException {
        synchronized (counting) {
            if (counted != null) {
                // struct tpacket_stats { unsigned packets; unsigned drops; }, drops counted in packets too
                ByteBuffer more = counted.option(SOL_PACKET, PACKET_STATISTICS, 8);
                total = new CaptureCounters(
                        total.received() + Integer.toUnsignedLong(more.getInt()),
                        total.dropped() + Integer.toUnsignedLong(more.getInt()));
            }
            return total;
        }
    }

    private void close(PosixSocket socket) {
        synchronized (counting) {
            counted = null;
            socket.close();
        }
    }

    private CapturedFrame frame(MessageReceiver receiver, LinkType linkType) {
        ByteBuffer message = receiver.message();
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return new CapturedFrame(
                epochNanos(receiver), interfaceName, linkType, receiver.originalLength(), Octets.of(bytes));
    }

    /// The kernel's time stamp; the time of reception here, where it gave none.
    private static long epochNanos(MessageReceiver receiver) {
        // struct timespec { long seconds; long nanoseconds; }
        ByteBuffer time = receiver.control(PosixSocket.SOL_SOCKET, SO_TIMESTAMPNS);
        if (time != null && time.remaining() >= 16) return time.getLong() * 1_000_000_000L + time.getLong();
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private static boolean isOutgoing(MessageReceiver receiver) {
        ByteBuffer sender = receiver.address();
        return sender.remaining() > PACKET_TYPE && sender.get(PACKET_TYPE) == PACKET_OUTGOING;
    }

    private LinkType linkType(int hardwareType) throws CaptureException {
        return switch (hardwareType) {
            case InterfaceControl.ARPHRD_ETHER, InterfaceControl.ARPHRD_LOOPBACK -> LinkType.ETHERNET;
            // ARPHRD_NONE, ARPHRD_RAWIP: tunnels that carry bare IP packets
            case 65534, 519 -> LinkType.RAW;
            default -> throw new CaptureException(new CaptureReason(CaptureReason.Why.LINK_TYPE, interfaceName));
        };
    }

    private CaptureReason reason(PosixException e) {
        if (e.notPermitted()) return new CaptureReason(CaptureReason.Why.NOT_PERMITTED, interfaceName);
        if (e.errno().number() == Errno.ENODEV) {
            return new CaptureReason(CaptureReason.Why.NO_SUCH_INTERFACE, interfaceName);
        }
        return new CaptureReason(CaptureReason.Why.FAILED, String.valueOf(e.getMessage()));
    }
}
