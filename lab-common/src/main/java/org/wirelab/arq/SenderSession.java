package org.wirelab.arq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wirelab.wire.SequenceNumber;

/// The sender's end of a whole transfer: asks for it, lets a sender's machine do the work, and asks at the end what
/// arrived.
///
/// | state | input | what it does |
/// |---|---|---|
/// | - | begun | sends Open |
/// | opening | Accepted | hands it to the machine, which begins: moving |
/// | opening | Refused | gives up with the receiver's reason |
/// | opening | timer | sends Open again, or gives up |
/// | moving | acknowledgment, a timer of the machine | the machine's affair |
/// | moving | the machine is complete, or gives up | sends Done: closing |
/// | moving | deadline | sends Done, with few tries: closing |
/// | closing | Report | compares it with what was sent: complete, or gives up with the reason |
/// | closing | timer | sends Done again, or gives up |
///
/// Pure, as the machine inside it is.
public final class SenderSession implements Machine {

    private static final long OPENING_TIMER = -1;
    private static final long DEADLINE_TIMER = -2;
    private static final long CLOSING_TIMER = -3;
    private static final int FEW = 3;

    private enum State {
        OPENING,
        MOVING,
        CLOSING,
        OVER
    }

    private final Machine machine;
    private final Transfer transfer;
    private final Payload payload;
    private final SenderSettings settings;
    private final long deadline;
    private final RetransmissionTimeout timeout;
    private final ControlTold told;
    private State state = State.OPENING;
    private List<Action> actions = new ArrayList<>();
    private int tries;
    private long openedAt;
    private long movedUntil;
    private long frames;
    private long again;
    private @Nullable SequenceNumber highest;
    private @Nullable String reason;
    private ArqObservation.@Nullable Finished finished;

    /// @param machine the sender of the protocol, as [Machines#sender] makes it or one of congestion control
    /// @param deadline how long the whole transfer may take, in nanoseconds; 0 for as long as it takes
    public SenderSession(
            Machine machine, Transfer transfer, Payload payload, Ends ends, SenderSettings settings, long deadline) {
        this.machine = machine;
        this.transfer = transfer;
        this.payload = payload;
        this.settings = settings;
        this.deadline = deadline;
        this.timeout = new RetransmissionTimeout(settings.timeout());
        this.told = new ControlTold(ends, transfer.id());
    }

    /// How it ended; empty before it has.
    public Optional<ArqObservation.Finished> finished() {
        return Optional.ofNullable(finished);
    }

    @Override
    public List<Action> on(Input input, long nanos) {
        switch (input) {
            case Input.Begun() -> {
                openedAt = nanos;
                if (deadline > 0) {
                    actions.add(new Action.StartTimer(DEADLINE_TIMER, deadline));
                }
                open(nanos);
            }
            case Input.Arrived(Frame frame) when frame.transfer() == transfer.id() -> arrived(frame, nanos);
            case Input.Expired(long timer) -> expired(timer, nanos);
            case Input.Arrived _, Input.Taken _ -> {}
        }
        List<Action> done = actions;
        actions = new ArrayList<>();
        return done;
    }

    private void arrived(Frame frame, long nanos) {
        switch (frame) {
            case Frame.Accepted accepted
            when state == State.OPENING -> {
                tell(() -> told.received(accepted));
                actions.add(new Action.StopTimer(OPENING_TIMER));
                state = State.MOVING;
                if (tries == 1) {
                    // RFC 6298 §3: the opening is a round trip, unless it had to be sent twice
                    timeout.measured(nanos - openedAt);
                }
                openedAt = nanos;
                tell(() -> told.began(transfer, accepted.window()));
                work(frame, nanos);
                pass(new Input.Begun(), nanos);
            }
            case Frame.Refused refused
            when state == State.OPENING -> {
                tell(() -> told.received(refused));
                actions.add(new Action.StopTimer(OPENING_TIMER));
                finish(refused.reason(), null, nanos);
            }
            case Frame.Ack _ when state == State.MOVING -> work(frame, nanos);
            case Frame.Report report
            when state == State.CLOSING -> {
                tell(() -> told.received(report));
                actions.add(new Action.StopTimer(CLOSING_TIMER));
                finish(reason, report, nanos);
            }
            case Frame.Accepted _,
                    Frame.Refused _,
                    Frame.Ack _,
                    Frame.Report _,
                    Frame.Open _,
                    Frame.Data _,
                    Frame.Done _ -> {}
        }
    }

    private void work(Frame frame, long nanos) {
        pass(new Input.Arrived(frame), nanos);
    }

    private void expired(long timer, long nanos) {
        if (timer == DEADLINE_TIMER) {
            pastDeadline(nanos);
        } else if (timer == OPENING_TIMER && state == State.OPENING) {
            if (tries >= settings.tries() || (settings.patienceNanos() > 0 && patience(nanos) <= 0)) {
                finish("arq.gave_up.no_answer", null, nanos);
            } else {
                timeout.backOff();
                open(nanos);
            }
        } else if (timer == CLOSING_TIMER && state == State.CLOSING) {
            if (tries >= (reason == null ? settings.tries() : Math.min(FEW, settings.tries()))) {
                finish(reason == null ? "arq.gave_up.no_report" : reason, null, nanos);
            } else {
                timeout.backOff();
                ask();
            }
        } else if (timer >= 0 && state == State.MOVING) {
            pass(new Input.Expired(timer), nanos);
        }
    }

    private void pastDeadline(long nanos) {
        switch (state) {
            case OPENING -> {
                actions.add(new Action.StopTimer(OPENING_TIMER));
                finish("arq.gave_up.no_answer", null, nanos);
            }
            case MOVING -> close("arq.gave_up.deadline", nanos);
            case CLOSING, OVER -> {}
        }
    }

    /// Lets the machine take an input, and does what it wants done.
    private void pass(Input input, long nanos) {
        for (Action action : machine.on(input, nanos)) {
            switch (action) {
                case Action.Complete() -> close(null, nanos);
                case Action.GiveUp(String why) -> close(why, nanos);
                case Action.Transmit(Frame.Data data) -> {
                    count(data);
                    actions.add(action);
                }
                case Action.Transmit _, Action.StartTimer _, Action.StopTimer _, Action.Deliver _, Action.Tell _ ->
                    actions.add(action);
            }
        }
    }

    private void count(Frame.Data data) {
        frames++;
        // where its sender does not count, what is not beyond all before it was sent before
        boolean before = (highest != null && transfer.numbers().distance(highest, data.number()) > Integer.MAX_VALUE)
                || data.number().equals(highest);
        if (data.count() > 1 || (data.count() == 0 && before)) {
            again++;
        } else {
            highest = data.number();
        }
    }

    private void open(long nanos) {
        Frame.Open open = transfer.open(++tries);
        tell(() -> told.sent(open));
        actions.add(new Action.Transmit(open));
        long wait = timeout.current();
        actions.add(new Action.StartTimer(
                OPENING_TIMER, settings.patienceNanos() > 0 ? Math.min(wait, patience(nanos)) : wait));
    }

    /// How much longer the first answer is waited for.
    private long patience(long nanos) {
        return openedAt + settings.patienceNanos() - nanos;
    }

    private void close(@Nullable String why, long nanos) {
        if (state == State.MOVING) {
            state = State.CLOSING;
            reason = why;
            movedUntil = nanos;
            tries = 0;
            ask();
        }
    }

    private void ask() {
        Frame.Done done = new Frame.Done(transfer.id(), ++tries);
        tell(() -> told.sent(done));
        actions.add(new Action.Transmit(done));
        actions.add(new Action.StartTimer(CLOSING_TIMER, timeout.current()));
    }

    private void finish(@Nullable String why, Frame.@Nullable Report report, long nanos) {
        long end = state == State.CLOSING ? movedUntil : nanos;
        state = State.OVER;
        actions.add(new Action.StopTimer(DEADLINE_TIMER));
        byte[] sent = payload.sha256();
        boolean same = report != null && report.octets() == transfer.octets() && Arrays.equals(report.sha256(), sent);
        String because = same ? null : why == null ? "arq.gave_up.different" : why;
        finished = new ArqObservation.Finished(
                transfer.id(),
                same,
                transfer.octets(),
                report == null ? null : report.octets(),
                HexFormat.of().formatHex(sent),
                report == null ? null : HexFormat.of().formatHex(report.sha256()),
                frames,
                again,
                report == null ? null : report.datagrams(),
                report == null || report.dropped() < 0 ? null : report.dropped(),
                end - openedAt,
                because);
        ArqObservation.Finished observation = finished;
        actions.add(new Action.Tell(observation));
        actions.add(because == null ? new Action.Complete() : new Action.GiveUp(because));
    }

    private void tell(Supplier<ArqObservation> observation) {
        if (settings.recorded()) {
            actions.add(new Action.Tell(observation.get()));
        }
    }
}
