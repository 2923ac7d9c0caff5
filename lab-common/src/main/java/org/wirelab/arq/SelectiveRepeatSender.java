package org.wirelab.arq;

/// The sender of selective repeat: a window of frames under way, each with a timer of its own and acknowledged by
/// itself; only the frame whose timer runs out is sent again.
///
/// | input | what it does |
/// |---|---|
/// | begun | sends as many frames as the window holds; each starts its timer |
/// | acknowledgment | the frames it names are done; when the oldest is, the window moves and what it now holds is sent
/// |
/// | acknowledgment of frames behind one that is not, often enough | that one counts as lost and is sent again
/// ([SenderSettings#evidence]) |
/// | a frame's timer | sends this frame again, or gives up |
/// | timer, no room | sends the next frame as a probe (RFC 9293 §3.8.6.1) |
///
/// One timer of the shell serves all frames: it is set to the earliest time at which one of theirs runs out.
public final class SelectiveRepeatSender extends WindowSender {

    private final boolean[] done;
    /// When a frame's timer runs out.
    private final long[] due;
    /// How many frames behind this one have been acknowledged that were sent after it.
    private final int[] evidence;

    private int expiries;
    private long timerDue = Long.MAX_VALUE;
    /// When the timeout was doubled last.
    private long backedOff = Long.MIN_VALUE;

    public SelectiveRepeatSender(Transfer transfer, Payload payload, Ends ends, SenderSettings settings) {
        super(transfer, payload, ends, settings);
        done = new boolean[window.slots()];
        due = new long[window.slots()];
        evidence = new int[window.slots()];
    }

    @Override
    void begun(long nanos) {
        proceed(nanos);
    }

    @Override
    void acknowledged(Frame.Ack ack, long nanos) {
        boolean wasShut = window.shut();
        long single = window.received(ack);
        boolean news = single >= 0 && !done[window.slot(single)];
        long frames = window.acknowledged(ack);
        if (frames < 0) {
            return;
        }
        if (news) {
            done[window.slot(single)] = true;
            window.measure(single, nanos);
            weigh(single, nanos);
        }
        if (frames > 0 || wasShut) {
            expiries = 0;
            if (wasShut && !window.shut()) {
                // the probe's timer means nothing any more
                timerDue = Long.MAX_VALUE;
            }
            proceed(nanos);
        }
    }

    /// Something was acknowledged behind frames that are not.
    private void weigh(long acknowledged, long nanos) {
        int enough = window.settings().evidence();
        if (enough == 0) {
            return;
        }
        long sent = window.sentAt(acknowledged);
        for (long frame = window.base(); frame < acknowledged; frame++) {
            int slot = window.slot(frame);
            if (!done[slot] && window.sentAt(frame) <= sent && ++evidence[slot] >= enough) {
                send(frame, Cause.SELECTIVE, nanos);
            }
        }
    }

    private void proceed(long nanos) {
        if (window.complete()) {
            finish();
            return;
        }
        while (window.mayAdvance()) {
            long frame = window.next();
            done[window.slot(frame)] = false;
            window.advance(Cause.WINDOW_OPEN, nanos);
            wait(frame, nanos);
        }
        if (window.shut()) {
            arm(nanos + window.patience(), nanos);
        }
    }

    private void send(long frame, Cause cause, long nanos) {
        window.transmit(frame, cause, nanos);
        wait(frame, nanos);
    }

    private void wait(long frame, long nanos) {
        int slot = window.slot(frame);
        evidence[slot] = 0;
        due[slot] = nanos + window.timeout();
        if (due[slot] < timerDue) {
            arm(due[slot], nanos);
        }
    }

    private void arm(long at, long nanos) {
        timerDue = at;
        window.startTimer(at - nanos);
    }

    @Override
    void expired(long nanos) {
        timerDue = Long.MAX_VALUE;
        if (window.shut()) {
            if (window.triesAgain(++expiries)) {
                window.backOff();
                window.transmit(window.base(), Cause.PROBE, nanos);
                arm(nanos + window.patience(), nanos);
            }
            return;
        }
        if (repeat(nanos)) {
            long earliest = Long.MAX_VALUE;
            for (long frame = window.base(); frame < window.next(); frame++) {
                if (!done[window.slot(frame)]) {
                    earliest = Math.min(earliest, due[window.slot(frame)]);
                }
            }
            arm(earliest, nanos);
        }
    }

    /// Sends again what has waited long enough.
    ///
    /// @return false when the sender has given up
    private boolean repeat(long nanos) {
        for (long frame = window.base(); frame < window.next(); frame++) {
            int slot = window.slot(frame);
            if (!done[slot] && due[slot] <= nanos) {
                int tries = window.attempts(frame);
                long sent = window.sentAt(frame);
                window.tellTimeout(frame, due[slot] - sent, tries);
                if (!window.triesAgain(tries)) {
                    return false;
                }
                // a window that is lost as a whole is one reason to wait longer, not as many as it has frames
                if (sent >= backedOff) {
                    backedOff = nanos;
                    window.backOff();
                }
                send(frame, Cause.TIMEOUT, nanos);
            }
        }
        return true;
    }
}
