package org.wirelab.arq;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The buffer of a receiver, and what the protocols do alike with it: room is counted, data given on in order,
/// acknowledgments built and told. Frames are counted from 0 here, from 1 in what is told.
final class ReceiveBuffer {

    private static final long ACK_TIMER = 0;

    private final Transfer transfer;
    private final Ends ends;
    private final ReceiverSettings settings;
    private List<Action> actions = new ArrayList<>();
    private long next;
    /// Octets that were given to the application, which has not taken them yet.
    private long untaken;

    private int acks;
    /// Frames that came in their order and are not acknowledged yet.
    private int unacknowledged;

    private boolean ackTimerRuns;
    private long announced;

    ReceiveBuffer(Transfer transfer, Ends ends, ReceiverSettings settings) {
        this.transfer = transfer;
        this.ends = ends;
        this.settings = settings;
        this.announced = room();
    }

    /// What is to be done since this was asked last.
    List<Action> actions() {
        List<Action> done = actions;
        actions = new ArrayList<>(2);
        return done;
    }

    /// The frame that it waits for.
    long next() {
        return next;
    }

    /// How many frames from the next one on there is room for.
    long room() {
        long taken = (untaken + transfer.frameOctets() - 1) / transfer.frameOctets();
        return Math.max(0, settings.room() - taken);
    }

    /// Which frame of the transfer this is, by its number: one of the window from the next frame on, or one
    /// that was there before.
    ///
    /// @return -1 for one that is none of this transfer: its number, its length or its end does not fit
    long reading(Frame.Data data) {
        long places = transfer.places(next, data.number());
        if (places < transfer.window() && fits(data, next + places)) {
            return next + places;
        }
        long earlier = next + places - transfer.numbers().size();
        return fits(data, earlier) ? earlier : -1;
    }

    private boolean fits(Frame.Data data, long frame) {
        return frame >= 0
                && frame < transfer.frames()
                && data.payload().length == transfer.length(frame)
                && data.last() == (frame == transfer.frames() - 1);
    }

    /// Gives the next frame to the application.
    void deliver(byte[] payload) {
        next++;
        actions.add(new Action.Deliver(payload));
        if (settings.byTaken()) {
            untaken += payload.length;
        }
        if (next == transfer.frames()) {
            actions.add(new Action.Complete());
        }
    }

    /// The application has taken octets. Where there was no room before, the sender is told that there is now.
    void taken(int octets) {
        untaken = Math.max(0, untaken - octets);
        // RFC 9293 §3.8.6: the sender waits for it; should it get lost, its probe brings the next one
        if (announced == 0 && room() > 0 && next < transfer.frames()) {
            acknowledge(null, true);
        }
    }

    /// A frame that came in its order: acknowledged now, or with those that follow it.
    ///
    /// @param waiting how many frames are kept behind it
    void acknowledgeInOrder(long frame, int waiting) {
        unacknowledged++;
        if (unacknowledged >= settings.acknowledgeEvery() || waiting > 0 || next == transfer.frames() || room() == 0) {
            acknowledge(frame, false);
        } else if (!ackTimerRuns) {
            ackTimerRuns = true;
            actions.add(new Action.StartTimer(ACK_TIMER, settings.acknowledgeWithin()));
        }
    }

    /// The last acknowledgment has waited for others long enough.
    void expired() {
        ackTimerRuns = false;
        if (unacknowledged > 0) {
            acknowledge(next - 1, false);
        }
    }

    /// @param received the frame that is acknowledged by itself; null for none
    void acknowledge(@Nullable Long received, boolean update) {
        unacknowledged = 0;
        announced = room();
        long window = announced;
        int count = ++acks;
        actions.add(new Action.Transmit(new Frame.Ack(
                transfer.id(),
                count,
                transfer.number(next),
                window,
                transfer.number(received == null ? next - 1 : received))));
        long waitsFor = next;
        tell(() -> new ArqArrow.AckSent(
                ends.receiver(),
                ends.sender(),
                transfer.id(),
                count,
                waitsFor + 1,
                transfer.number(waitsFor),
                window,
                received == null ? null : received + 1,
                update));
    }

    /// Tells of a frame that has arrived, and of what became of the window.
    void tellReceived(Frame.Data data, long frame, Reception reception, int kept) {
        tell(() -> new ArqArrow.Received(
                ends.sender(),
                ends.receiver(),
                transfer.id(),
                frame + 1,
                data.number(),
                data.count(),
                data.payload().length,
                reception,
                next + 1,
                next + room() + 1));
        tell(() -> new ArqObservation.ReceiveWindow(transfer.id(), next + 1, next + room() + 1, kept));
    }

    private void tell(Supplier<ArqObservation> observation) {
        if (settings.recorded()) {
            actions.add(new Action.Tell(observation.get()));
        }
    }
}
