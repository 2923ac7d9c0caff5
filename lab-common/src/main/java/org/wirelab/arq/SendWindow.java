package org.wirelab.arq;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The window of a sender, and what the three protocols do alike with it: frames are built and told, acknowledgments
/// read, the receiver's room respected. Frames are counted from 0 here, from 1 in what is told.
///
/// ```
///   acknowledged | under way         | may be sent | has to wait
///   ------------ base ------------- next -------- limit --------
/// ```
final class SendWindow {

    /// The only timer of a sender; what it stands for is the protocol's affair.
    static final long TIMER = 0;

    private final Transfer transfer;
    private final Payload payload;
    private final Ends ends;
    private final SenderSettings settings;
    private final RetransmissionTimeout timeout;
    private final long frames;
    private final int[] attempts;
    private final long[] sentAt;
    private List<Action> actions = new ArrayList<>();
    private long base;
    private long next;
    /// The first frame that has never been sent.
    private long fresh;
    /// The first frame that the receiver has no room for, as far as it has said.
    private long room = Long.MAX_VALUE;

    private boolean closed;
    /// How long the sender waits before it probes a window that is shut; 0 while none is.
    private long persist;

    SendWindow(Transfer transfer, Payload payload, Ends ends, SenderSettings settings) {
        this.transfer = transfer;
        this.payload = payload;
        this.ends = ends;
        this.settings = settings;
        this.timeout = new RetransmissionTimeout(settings.timeout());
        this.frames = transfer.frames();
        int slots = (int) Math.min(transfer.window() + 1L, Math.max(frames, 1));
        this.attempts = new int[slots];
        this.sentAt = new long[slots];
    }

    SenderSettings settings() {
        return settings;
    }

    /// What is to be done since this was asked last.
    List<Action> actions() {
        List<Action> done = actions;
        actions = new ArrayList<>(done.size() + 2);
        return done;
    }

    void add(Action action) {
        actions.add(action);
    }

    void tell(Supplier<ArqObservation> observation) {
        if (settings.recorded()) {
            actions.add(new Action.Tell(observation.get()));
        }
    }

    long base() {
        return base;
    }

    long next() {
        return next;
    }

    long limit() {
        return Math.min(Math.min(base + transfer.window(), room), frames);
    }

    /// How many frames are sent and not acknowledged.
    long underWay() {
        return next - base;
    }

    boolean mayAdvance() {
        return next < limit();
    }

    boolean complete() {
        return base == frames;
    }

    /// Whether nothing is under way and the receiver has no room for more.
    boolean shut() {
        return base == next && room <= base && !complete();
    }

    int attempts(long frame) {
        return frame < fresh ? attempts[slot(frame)] : 0;
    }

    long sentAt(long frame) {
        return sentAt[slot(frame)];
    }

    int slot(long frame) {
        return (int) (frame % attempts.length);
    }

    int slots() {
        return attempts.length;
    }

    /// RTO, in nanoseconds.
    long timeout() {
        return timeout.current();
    }

    /// How long the sender waits: for an acknowledgment, or before it probes a window that is shut.
    long patience() {
        if (!shut()) {
            return timeout.current();
        }
        if (persist == 0) {
            persist = timeout.current();
        }
        return persist;
    }

    /// The receiver has granted the transfer and said how much room it has.
    void granted(Frame.Accepted accepted) {
        room = accepted.window();
    }

    /// Sends the next frame of the window.
    void advance(Cause cause, long now) {
        long frame = next++;
        transmit(frame, attempts(frame) == 0 ? Cause.FIRST : cause, now);
    }

    /// Go-back-N: everything from the window's beginning on counts as not sent.
    void goBack() {
        next = base;
    }

    /// Sends a frame, whatever the window says.
    void transmit(long frame, Cause cause, long now) {
        int slot = slot(frame);
        if (frame >= fresh) {
            fresh = frame + 1;
            attempts[slot] = 0;
        }
        int attempt = ++attempts[slot];
        sentAt[slot] = now;
        int length = transfer.length(frame);
        boolean last = frame == frames - 1;
        add(new Action.Transmit(new Frame.Data(
                transfer.id(), attempt, transfer.number(frame), last, payload.part(transfer.offset(frame), length))));
        tell(() -> new ArqArrow.Sent(
                ends.sender(),
                ends.receiver(),
                transfer.id(),
                frame + 1,
                transfer.number(frame),
                attempt,
                length,
                last,
                cause,
                base + 1,
                next + 1,
                limit() + 1));
    }

    /// The frame that an acknowledgment speaks of by itself; -1 for one that is not under way.
    long received(Frame.Ack ack) {
        long places = transfer.places(base, ack.received());
        return places < fresh - base ? base + places : -1;
    }

    /// Takes an acknowledgment.
    ///
    /// @return how many frames more are acknowledged, all before them included; -1 for an old acknowledgment
    long acknowledged(Frame.Ack ack) {
        long places = transfer.places(base, ack.next());
        boolean old = places > fresh - base;
        @Nullable Long single = told(received(ack));
        if (!old) {
            if (places > 0) {
                persist = 0;
            }
            base += places;
            next = Math.max(next, base);
            // RFC 9293 §3.8.6: a window's right edge does not move left, whatever overtakes what
            room = Math.max(room == Long.MAX_VALUE ? 0 : room, base + ack.window());
        }
        tell(() -> new ArqArrow.AckReceived(
                ends.receiver(),
                ends.sender(),
                transfer.id(),
                ack.count(),
                old ? null : base + 1,
                ack.next(),
                ack.window(),
                single,
                base + 1,
                limit() + 1));
        if (!old) {
            tell(() -> new ArqObservation.Window(transfer.id(), base + 1, next + 1, limit() + 1));
            noticeClosing();
        }
        return old ? -1 : places;
    }

    /// RFC 6298 §3, Karn's algorithm: only of a frame that was sent once.
    ///
    /// @param frame whose acknowledgment has just come, directly; -1 for none
    void measure(long frame, long now) {
        int slot = frame < 0 ? 0 : slot(frame);
        if (frame >= 0 && attempts[slot] == 1) {
            long sample = now - sentAt[slot];
            timeout.measured(sample);
            tell(() -> new ArqObservation.RoundTrip(
                    transfer.id(), frame + 1, sample, timeout.smoothed(), timeout.variation(), timeout.current()));
        }
    }

    /// A frame's timer has run out.
    ///
    /// @param expiries in a row, this one included
    void tellTimeout(long frame, long waited, int expiries) {
        tell(() -> new ArqObservation.TimedOut(transfer.id(), frame + 1, waited, expiries));
    }

    /// The timer has run out: the next one runs longer (RFC 6298 §5.5; RFC 9293 §3.8.6.1 for probes, which
    /// say nothing of round-trip times and leave the retransmission timeout alone).
    void backOff() {
        if (shut()) {
            persist = timeout.doubled(patience());
        } else {
            timeout.backOff();
        }
    }

    /// Whether the sender tries once more; if not, it has given up.
    ///
    /// @param tries in vain so far
    boolean triesAgain(int tries) {
        if (tries < settings.tries()) {
            return true;
        }
        add(new Action.GiveUp("arq.gave_up.no_ack"));
        return false;
    }

    void startTimer(long nanos) {
        add(new Action.StartTimer(TIMER, Math.max(nanos, 1)));
    }

    void stopTimer() {
        add(new Action.StopTimer(TIMER));
    }

    private void noticeClosing() {
        boolean shut = room <= base && !complete();
        if (shut != closed) {
            closed = shut;
            persist = 0;
            tell(() -> new ArqObservation.ZeroWindow(transfer.id(), shut, base + 1));
        }
    }

    private static @Nullable Long told(long frame) {
        return frame < 0 ? null : frame + 1;
    }
}
