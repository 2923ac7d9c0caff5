package org.wirelab.arq;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The receiver's end of a whole transfer: grants it, lets a receiver's machine do the work, is the application that
/// takes the data (at the rate that was asked for), and says at the end what arrived.
///
/// | state | input | what it does |
/// |---|---|---|
/// | moving | Open | sends Accepted, again for each that comes |
/// | moving | data, a timer of the machine | the machine's affair |
/// | moving | Done | sends a Report: over |
/// | moving | nothing for so long | gives up |
/// | over | Done | sends the Report again |
/// | over | nothing for so long | complete |
///
/// Pure, as the machine inside it is.
public final class ReceiverSession implements Machine {

    private static final long IDLE_TIMER = -1;
    private static final long READING_TIMER = -2;
    private static final long LIFE_TIMER = -3;
    /// How long Done is answered again after it was answered, in nanoseconds: an answer may be lost, a few times.
    private static final long LINGER = 3_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Machine machine;
    private final Transfer transfer;
    private final long window;
    private final boolean recorded;
    private final LongSupplier dropped;
    private final long idle;
    private final long life;
    private final long readAfter;
    private final ControlTold told;
    private final MessageDigest digest = Sha256.digest();
    private List<Action> actions = new ArrayList<>();
    private boolean begun;
    private boolean gone;
    private byte @Nullable [] sha256;
    private long delivered;
    private long untaken;
    private boolean reading;
    /// What the application is busy with.
    private int inHand;

    private long nextReading;
    private long datagrams;
    private long frames;
    private long droppedBefore;
    private long begunAt;
    private long lastHeard;
    private long lastDelivery;
    private ArqObservation.@Nullable Delivered result;

    /// @param machine the receiver of the protocol
    /// @param window what it has room for at first, in frames, or octets where these are numbered
    /// @param recorded whether its decisions are told
    /// @param dropped how many datagrams its socket has dropped until now; -1 where its system does not say
    /// @param idle after how long a silence it gives up, in nanoseconds
    /// @param life how long the transfer may last at all, in nanoseconds
    public ReceiverSession(
            Machine machine,
            Transfer transfer,
            Ends ends,
            long window,
            boolean recorded,
            LongSupplier dropped,
            long idle,
            long life) {
        this(machine, transfer, ends, window, recorded, dropped, idle, life, 0);
    }

    /// The same with an application that is busy at first.
    ///
    /// @param readAfter how long after the grant it begins to take data, in nanoseconds; has a meaning only
    ///     where the transfer has a rate of reading
    public ReceiverSession(
            Machine machine,
            Transfer transfer,
            Ends ends,
            long window,
            boolean recorded,
            LongSupplier dropped,
            long idle,
            long life,
            long readAfter) {
        this.machine = machine;
        this.transfer = transfer;
        this.window = window;
        this.recorded = recorded;
        this.dropped = dropped;
        this.idle = idle;
        this.life = life;
        this.readAfter = readAfter;
        this.told = new ControlTold(ends, transfer.id());
    }

    /// How it ended; empty before the sender was done with it, or it gave up.
    public Optional<ArqObservation.Delivered> result() {
        return Optional.ofNullable(result);
    }

    @Override
    public List<Action> on(Input input, long nanos) {
        switch (input) {
            case Input.Arrived(Frame frame)
            when frame.transfer() == transfer.id() && !gone -> {
                lastHeard = nanos;
                datagrams++;
                arrived(frame, nanos);
            }
            case Input.Expired(long timer) when !gone -> expired(timer, nanos);
            case Input.Begun _, Input.Taken _, Input.Expired _, Input.Arrived _ -> {}
        }
        List<Action> done = actions;
        actions = new ArrayList<>(done.size());
        return done;
    }

    private void arrived(Frame frame, long nanos) {
        switch (frame) {
            case Frame.Data _
            when begun && sha256 == null -> {
                frames++;
                pass(new Input.Arrived(frame), nanos);
            }
            case Frame.Open open when sha256 == null -> accept(open, nanos);
            case Frame.Done done when begun -> report(done, nanos);
            case Frame.Data _,
                    Frame.Open _,
                    Frame.Done _,
                    Frame.Ack _,
                    Frame.Accepted _,
                    Frame.Refused _,
                    Frame.Report _ -> {}
        }
    }

    private void accept(Frame.Open open, long nanos) {
        tell(() -> told.received(open));
        Frame.Accepted accepted = new Frame.Accepted(transfer.id(), open.count(), window);
        tell(() -> told.sent(accepted));
        actions.add(new Action.Transmit(accepted));
        if (!begun) {
            begun = true;
            begunAt = nanos;
            droppedBefore = dropped.getAsLong();
            tell(() -> told.began(transfer, window));
            actions.add(new Action.StartTimer(IDLE_TIMER, idle));
            actions.add(new Action.StartTimer(LIFE_TIMER, life));
            pass(new Input.Begun(), nanos);
        }
    }

    private void report(Frame.Done done, long nanos) {
        tell(() -> told.received(done));
        if (sha256 == null) {
            end(delivered == transfer.octets() ? null : "arq.gave_up.missing", nanos);
            actions.add(new Action.StartTimer(IDLE_TIMER, LINGER));
        }
        long after = dropped.getAsLong();
        Frame.Report report = new Frame.Report(
                transfer.id(),
                done.count(),
                delivered,
                sha256 == null ? new byte[Sha256.LENGTH] : sha256,
                datagrams,
                after < 0 || droppedBefore < 0 ? -1 : after - droppedBefore);
        tell(() -> told.sent(report));
        actions.add(new Action.Transmit(report));
    }

    private void end(@Nullable String reason, long nanos) {
        byte[] sum = digest.digest();
        sha256 = sum;
        ArqObservation.Delivered observation = new ArqObservation.Delivered(
                transfer.id(),
                reason == null,
                transfer.octets(),
                delivered,
                HexFormat.of().formatHex(sum),
                datagrams,
                frames,
                (delivered == 0 ? nanos : lastDelivery) - begunAt,
                reason);
        result = observation;
        actions.add(new Action.Tell(observation));
    }

    private void expired(long timer, long nanos) {
        if (timer == IDLE_TIMER) {
            long patience = sha256 == null ? idle : LINGER;
            long silent = nanos - lastHeard;
            if (silent < patience) {
                actions.add(new Action.StartTimer(IDLE_TIMER, patience - silent));
            } else {
                leave("arq.gave_up.idle", nanos);
            }
        } else if (timer == LIFE_TIMER) {
            leave("arq.gave_up.deadline", nanos);
        } else if (timer == READING_TIMER) {
            read(nanos);
        } else {
            pass(new Input.Expired(timer), nanos);
        }
    }

    /// Lets the machine take an input, and does what it wants done. That all has been delivered is not the end: the
    /// sender may not know it yet.
    private void pass(Input input, long nanos) {
        for (Action action : machine.on(input, nanos)) {
            switch (action) {
                case Action.Deliver(byte[] octets) -> {
                    digest.update(octets);
                    delivered += octets.length;
                    lastDelivery = nanos;
                    actions.add(action);
                    startReading(octets.length, nanos);
                }
                case Action.Complete(), Action.GiveUp _ -> {}
                case Action.Transmit _, Action.StartTimer _, Action.StopTimer _, Action.Tell _ -> actions.add(action);
            }
        }
    }

    private void startReading(int octets, long nanos) {
        if (transfer.readRate() > 0) {
            untaken += octets;
            if (!reading) {
                reading = true;
                nextReading = Math.max(nanos, begunAt + readAfter);
                awaitReading(nanos);
            }
        }
    }

    /// Says nothing any more. A sender that was done knows what arrived; another one never will.
    private void leave(String reason, long nanos) {
        gone = true;
        if (sha256 == null) {
            end(reason, nanos);
            actions.add(new Action.GiveUp(reason));
        } else {
            actions.add(new Action.Complete());
        }
    }

    /// The application takes a frame's worth, and is busy with it until it takes the next.
    private void read(long nanos) {
        int octets = inHand;
        untaken -= octets;
        reading = untaken > 0;
        if (reading) {
            awaitReading(nanos);
        }
        pass(new Input.Taken(octets), nanos);
    }

    private void awaitReading(long nanos) {
        inHand = (int) Math.min(untaken, transfer.frameOctets());
        nextReading += (long) (inHand * NANOS_PER_SECOND / transfer.readRate());
        actions.add(new Action.StartTimer(READING_TIMER, Math.max(1, nextReading - nanos)));
    }

    private void tell(Supplier<ArqObservation> observation) {
        if (recorded) {
            actions.add(new Action.Tell(observation.get()));
        }
    }
}
