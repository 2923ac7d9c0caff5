package org.wirelab.arq;

/// Keeps the account of a receiver's room, from what the two ends of one transfer tell in their order. For
/// one thread at a time.
public final class RoomLedger {

    private final int transfer;
    private int frames;
    private int again;
    private long octetsSent;
    private int zeroWindows;
    private int probes;
    private int updates;
    private long closedNanos;
    private boolean closed;
    private long closedSince;
    private boolean complete;
    private long octetsDelivered;

    /// @param transfer whose account it is; others are not counted
    public RoomLedger(int transfer) {
        this.transfer = transfer;
    }

    /// Takes what an end tells.
    ///
    /// @param nanos when, on one clock
    public void on(ArqObservation observation, long nanos) {
        switch (observation) {
            case ArqArrow.Sent sent when sent.transfer() == transfer -> sent(sent);
            case ArqArrow.AckReceived ack when ack.transfer() == transfer -> zeroWindows += ack.window() == 0 ? 1 : 0;
            case ArqArrow.AckSent ack when ack.transfer() == transfer -> updates += ack.update() ? 1 : 0;
            case ArqObservation.ZeroWindow window when window.transfer() == transfer -> window(window.closed(), nanos);
            case ArqObservation.Finished finished
            when finished.transfer() == transfer -> complete = finished.complete();
            case ArqObservation.Delivered delivered
            when delivered.transfer() == transfer -> octetsDelivered = delivered.delivered();
            case ArqArrow _,
                    ArqPacket _,
                    OnTheLink _,
                    Comparison _,
                    ArqObservation.Began _,
                    ArqObservation.Window _,
                    ArqObservation.ReceiveWindow _,
                    ArqObservation.TimedOut _,
                    ArqObservation.RoundTrip _,
                    ArqObservation.ZeroWindow _,
                    ArqObservation.Damaged _,
                    ArqObservation.Finished _,
                    ArqObservation.Delivered _,
                    RoomAccount _ -> {}
        }
    }

    private void sent(ArqArrow.Sent sent) {
        frames++;
        again += sent.attempt() > 1 ? 1 : 0;
        octetsSent += sent.octets();
        probes += sent.cause() == Cause.PROBE ? 1 : 0;
    }

    private void window(boolean nowClosed, long nanos) {
        if (closed && !nowClosed) {
            closedNanos += nanos - closedSince;
        } else if (!closed && nowClosed) {
            closedSince = nanos;
        }
        closed = nowClosed;
    }

    /// The account so far.
    public RoomAccount account() {
        return new RoomAccount(
                transfer,
                frames,
                again,
                octetsSent,
                zeroWindows,
                probes,
                updates,
                closedNanos,
                complete,
                octetsDelivered);
    }
}
