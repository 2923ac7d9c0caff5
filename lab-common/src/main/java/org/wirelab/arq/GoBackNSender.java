package org.wirelab.arq;

/// The sender of go-back-N: a window of frames under way, one timer, for the oldest of them; when it runs out,
/// everything from that frame on is sent again.
///
/// | input | what it does |
/// |---|---|
/// | begun | sends as many frames as the window holds, starts the timer |
/// | acknowledgment of more frames | the window moves: sends what it now holds; the timer begins anew, or stops when
/// nothing is under way |
/// | acknowledgment without news | nothing, unless it says that there is room again |
/// | timer, frames under way | goes back to the oldest and sends the window again, or gives up |
/// | timer, no room | sends the next frame as a probe (RFC 9293 §3.8.6.1) |
public final class GoBackNSender extends WindowSender {

    private int expiries;

    public GoBackNSender(Transfer transfer, Payload payload, Ends ends, SenderSettings settings) {
        super(transfer, payload, ends, settings);
    }

    @Override
    void begun(long nanos) {
        if (window.complete()) {
            finish();
        } else {
            fill(Cause.FIRST, nanos);
            window.startTimer(window.patience());
        }
    }

    @Override
    void acknowledged(Frame.Ack ack, long nanos) {
        boolean wasShut = window.shut();
        long single = window.received(ack);
        long frames = window.acknowledged(ack);
        if (frames < 0 || (frames == 0 && !wasShut)) {
            if (frames == 0) {
                fill(Cause.GO_BACK, nanos);
            }
            return;
        }
        expiries = 0;
        if (frames > 0) {
            window.measure(single, nanos);
        }
        if (window.complete()) {
            finish();
            return;
        }
        boolean opened = wasShut && !window.shut();
        fill(wasShut ? Cause.WINDOW_OPEN : Cause.GO_BACK, nanos);
        if (frames > 0 || opened) {
            // RFC 6298 §5.3: when new data is acknowledged, the timer begins anew
            window.startTimer(window.patience());
        }
    }

    /// Sends what the window holds. Behind the frame whose timer has run out, what was sent before goes again.
    private void fill(Cause again, long nanos) {
        while (window.mayAdvance()) {
            window.advance(again, nanos);
        }
    }

    @Override
    void expired(long nanos) {
        expiries++;
        if (!window.shut()) {
            window.tellTimeout(window.base(), window.timeout(), expiries);
        }
        if (!window.triesAgain(expiries)) {
            return;
        }
        window.backOff();
        if (window.shut()) {
            window.transmit(window.base(), Cause.PROBE, nanos);
        } else {
            window.goBack();
            window.advance(Cause.TIMEOUT, nanos);
            fill(Cause.GO_BACK, nanos);
        }
        window.startTimer(window.patience());
    }
}
