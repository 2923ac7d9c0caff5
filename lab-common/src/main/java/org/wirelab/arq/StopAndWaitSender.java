package org.wirelab.arq;

/// The sender of stop-and-wait: each frame waits for the acknowledgment of the one before it (RFC 3366 §1.1).
///
/// | state | input | what it does |
/// |---|---|---|
/// | - | begun | sends the first frame, starts the timer |
/// | waiting | acknowledgment of the frame | stops the timer; sends the next frame, or is complete |
/// | waiting | acknowledgment, and no room | waits for room: the timer now probes |
/// | waiting | any other acknowledgment | nothing |
/// | waiting | timer | sends the frame again, or gives up |
/// | no room | acknowledgment with room | sends the next frame |
/// | no room | timer | sends it as a probe (RFC 9293 §3.8.6.1) |
public final class StopAndWaitSender extends WindowSender {

    private int expiries;

    public StopAndWaitSender(Transfer transfer, Payload payload, Ends ends, SenderSettings settings) {
        if (transfer.window() != 1) {
            throw new IllegalArgumentException("stop-and-wait has one frame under way, not " + transfer.window());
        }
        super(transfer, payload, ends, settings);
    }

    @Override
    void begun(long nanos) {
        proceed(nanos);
    }

    @Override
    void acknowledged(Frame.Ack ack, long nanos) {
        boolean wasShut = window.shut();
        long single = window.received(ack);
        long frames = window.acknowledged(ack);
        if (frames > 0) {
            window.measure(single, nanos);
        }
        if (frames > 0 || (frames == 0 && wasShut)) {
            expiries = 0;
            if (frames > 0 || !window.shut()) {
                proceed(nanos);
            }
        }
    }

    private void proceed(long nanos) {
        if (window.complete()) {
            finish();
            return;
        }
        if (window.mayAdvance()) {
            window.advance(Cause.WINDOW_OPEN, nanos);
        }
        window.startTimer(window.patience());
    }

    @Override
    void expired(long nanos) {
        expiries++;
        Cause cause = window.shut() ? Cause.PROBE : Cause.TIMEOUT;
        if (cause == Cause.TIMEOUT) {
            window.tellTimeout(window.base(), window.timeout(), expiries);
        }
        if (window.triesAgain(expiries)) {
            window.backOff();
            window.transmit(window.base(), cause, nanos);
            window.startTimer(window.patience());
        }
    }
}
