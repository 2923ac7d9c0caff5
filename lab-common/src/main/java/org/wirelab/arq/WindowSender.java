package org.wirelab.arq;

import java.util.List;

/// What the senders of the three protocols do alike with what reaches them; where they differ is theirs.
abstract sealed class WindowSender implements Machine permits StopAndWaitSender, GoBackNSender, SelectiveRepeatSender {

    final SendWindow window;

    WindowSender(Transfer transfer, Payload payload, Ends ends, SenderSettings settings) {
        window = new SendWindow(transfer, payload, ends, settings);
    }

    @Override
    public final List<Action> on(Input input, long nanos) {
        switch (input) {
            case Input.Begun() -> begun(nanos);
            case Input.Arrived(Frame.Accepted accepted) -> window.granted(accepted);
            case Input.Arrived(Frame.Ack ack) -> acknowledged(ack, nanos);
            case Input.Arrived _, Input.Taken _ -> {}
            case Input.Expired _ -> {
                if (!window.complete()) {
                    expired(nanos);
                }
            }
        }
        return window.actions();
    }

    /// The transfer begins.
    abstract void begun(long nanos);

    /// An acknowledgment has arrived.
    abstract void acknowledged(Frame.Ack ack, long nanos);

    /// The timer has run out, and something is to be acknowledged still.
    abstract void expired(long nanos);

    /// Everything is acknowledged.
    final void finish() {
        window.stopTimer();
        window.add(new Action.Complete());
    }
}
