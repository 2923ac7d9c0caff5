package org.wirelab.arq;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.wirelab.link.LinkModel;
import org.wirelab.link.LinkPacket;
import org.wirelab.link.LinkSettings;
import org.wirelab.trace.Observation;
import org.wirelab.wire.Octets;

/// Two machines over two directions of a link, under a simulated clock: the datagrams are real, time is not.
///
/// What is lost, doubled or held back is the link's affair ([LinkSettings#rules]); damage is done here, to the octets
/// of datagrams, by a seed. The same arguments give the same run.
public final class Simulation {

    private static final int MTU = 65_535;
    private static final InetSocketAddress SENDER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    private static final InetSocketAddress RECEIVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2);

    /// Something that one of the machines told.
    ///
    /// @param nanos since the beginning
    /// @param bySender whether it was the sender's machine
    public record Told(long nanos, boolean bySender, Observation observation) {}

    /// How a run ended.
    ///
    /// @param complete whether the sender's machine says so
    /// @param gaveUp the reason of the machine that gave up, the sender's where both did; null for none
    /// @param deadlocked whether nothing was left to happen before the sender was done
    /// @param delivered what the receiver's machine gave to its application, in its order
    /// @param nanos when the sender was done, or the run ended
    /// @param transmitted datagrams that the two sent
    /// @param damaged how many were recognised as damaged
    public record Outcome(
            boolean complete,
            @Nullable String gaveUp,
            boolean deadlocked,
            byte[] delivered,
            long nanos,
            long transmitted,
            long damaged,
            List<Told> told) {

        public <T> List<T> told(Class<T> kind) {
            return told.stream()
                    .map(Told::observation)
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }
    }

    /// One of the two machines with its timers and its way to the other.
    private final class End {
        final boolean sender;
        final Machine machine;
        final LinkModel<byte[]> outgoing;
        final Map<Long, Long> timers = new HashMap<>();
        boolean over;

        End(boolean sender, Machine machine, LinkSettings outgoing) {
            this.sender = sender;
            this.machine = machine;
            this.outgoing = new LinkModel<>(outgoing, MTU);
        }

        void on(Input input) {
            if (!over) {
                machine.on(input, now).forEach(this::act);
            }
        }

        private void act(Action action) {
            switch (action) {
                case Action.Transmit(Frame frame) -> {
                    byte[] datagram = codec.encode(frame);
                    transmitted++;
                    InetSocketAddress from = sender ? SENDER : RECEIVER;
                    InetSocketAddress to = sender ? RECEIVER : SENDER;
                    LinkPacket packet = LinkPacket.datagram(from, to, Octets.of(datagram));
                    outgoing.offer(datagram, packet.octets(), () -> packet, now);
                }
                case Action.StartTimer(long timer, long nanos) -> timers.put(timer, now + nanos);
                case Action.StopTimer(long timer) -> timers.remove(timer);
                case Action.Deliver(byte[] octets) -> {
                    delivered.writeBytes(octets);
                    untaken += octets.length;
                }
                case Action.Tell(Observation observation) -> told.add(new Told(now, sender, observation));
                case Action.Complete() -> complete |= sender;
                case Action.GiveUp(String reason) -> {
                    over = true;
                    gaveUp = sender || gaveUp == null ? reason : gaveUp;
                }
            }
        }

        long nextTimer() {
            return timers.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        }

        void expire() {
            List<Long> due = timers.entrySet().stream()
                    .filter(each -> each.getValue() <= now)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            for (Long timer : due) {
                // one that the machine has stopped or started anew meanwhile is no longer due
                if (timers.getOrDefault(timer, Long.MAX_VALUE) <= now) {
                    timers.remove(timer);
                    on(new Input.Expired(timer));
                }
            }
        }
    }

    private final End sender;
    private final End receiver;
    private final FrameCodec codec = new FrameCodec();
    private final double corruption;
    private final Random random;
    private final ByteArrayOutputStream delivered = new ByteArrayOutputStream();
    private final List<Told> told = new ArrayList<>();
    private long takeEvery;
    private int takes;
    private long nextTake = Long.MAX_VALUE;
    private long untaken;
    private long now;
    private long transmitted;
    private long damaged;
    private boolean complete;
    private @Nullable String gaveUp;

    /// @param forward how the link treats what the sender says
    /// @param backward how it treats what the receiver says
    /// @param corruption the chance of each datagram to arrive with some bits turned over
    /// @param seed of the corruption
    public Simulation(
            Machine sender,
            Machine receiver,
            LinkSettings forward,
            LinkSettings backward,
            double corruption,
            long seed) {
        this.sender = new End(true, sender, forward);
        this.receiver = new End(false, receiver, backward);
        this.corruption = corruption;
        this.random = new Random(seed);
    }

    /// The receiver's application takes so many octets every so many nanoseconds, if they are there.
    public Simulation taking(int octets, long every) {
        takes = octets;
        takeEvery = every;
        nextTake = every;
        return this;
    }

    /// Runs until the sender's machine is done or gives up, nothing is left to happen, or time is over. A receiver
    /// that gives up before hears nothing any more.
    ///
    /// @param limit in nanoseconds of the simulated clock
    public Outcome run(long limit) {
        receiver.on(new Input.Begun());
        sender.on(new Input.Begun());
        boolean deadlocked = false;
        while (!complete && !sender.over && !deadlocked) {
            long next = Math.min(
                    Math.min(sender.nextTimer(), receiver.nextTimer()),
                    Math.min(sender.outgoing.nextArrival(), receiver.outgoing.nextArrival()));
            if (untaken > 0) {
                next = Math.min(next, nextTake);
            }
            if (next > limit) {
                deadlocked = next == Long.MAX_VALUE;
                break;
            }
            now = Math.max(now, next);
            arrive(sender, receiver);
            arrive(receiver, sender);
            take();
            sender.expire();
            receiver.expire();
        }
        return new Outcome(
                complete, gaveUp, deadlocked, delivered.toByteArray(), now, transmitted, damaged, List.copyOf(told));
    }

    private void arrive(End from, End to) {
        for (byte[] datagram = from.outgoing.poll(now); datagram != null; datagram = from.outgoing.poll(now)) {
            byte[] arriving = random.nextDouble() < corruption ? spoiled(datagram) : datagram;
            switch (codec.decode(ByteBuffer.wrap(arriving))) {
                case Decoded.Whole(Frame frame) -> to.on(new Input.Arrived(frame));
                case Decoded.Damaged _ -> damaged++;
            }
        }
    }

    private byte[] spoiled(byte[] datagram) {
        byte[] spoiled = datagram.clone();
        int burst = 1 + random.nextInt(8);
        int at = random.nextInt(spoiled.length);
        for (int i = at; i < Math.min(spoiled.length, at + burst); i++) {
            spoiled[i] ^= (byte) (1 + random.nextInt(255));
        }
        return spoiled;
    }

    private void take() {
        if (nextTake <= now) {
            if (untaken > 0) {
                int some = (int) Math.min(untaken, takes);
                untaken -= some;
                receiver.on(new Input.Taken(some));
            }
            nextTake = now + takeEvery;
        }
    }
}
