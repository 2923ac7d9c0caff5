package org.wirelab.arq;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The receiver of selective repeat: it keeps what comes before its turn, and acknowledges each frame by itself.
///
/// | frame | what it does |
/// |---|---|
/// | the one it waits for | gives it to the application, and with it those kept that follow directly; acknowledges it |
/// | a later one within the window | keeps it, acknowledges it |
/// | a later one beyond its room | throws it away, acknowledges what it has |
/// | an earlier one, or one it keeps | throws it away, acknowledges it again: the acknowledgment may have been lost |
public final class SelectiveRepeatReceiver implements Machine {

    private final ReceiveBuffer buffer;
    private final Frame.@Nullable Data[] kept;
    private int waiting;

    public SelectiveRepeatReceiver(Transfer transfer, Ends ends, ReceiverSettings settings) {
        this.buffer = new ReceiveBuffer(transfer, ends, settings);
        int slots = Math.min(settings.room(), transfer.window());
        this.kept = new Frame.@Nullable Data[Math.clamp(transfer.frames(), 1, slots)];
    }

    @Override
    public List<Action> on(Input input, long nanos) {
        switch (input) {
            case Input.Arrived(Frame.Data data) -> arrived(data);
            case Input.Taken(int octets) -> buffer.taken(octets);
            case Input.Expired _ -> buffer.expired();
            case Input.Begun _, Input.Arrived _ -> {}
        }
        return buffer.actions();
    }

    private void arrived(Frame.Data data) {
        long frame = buffer.reading(data);
        if (frame < 0) {
            return;
        }
        long places = frame - buffer.next();
        if (places < 0) {
            refuse(data, frame, Reception.DUPLICATE);
        } else if (places >= Math.min(buffer.room(), kept.length)) {
            buffer.tellReceived(data, frame, Reception.NO_ROOM, waiting);
            buffer.acknowledge(null, false);
        } else if (kept[slot(frame)] != null) {
            refuse(data, frame, Reception.DUPLICATE);
        } else if (places > 0) {
            kept[slot(frame)] = data;
            waiting++;
            refuse(data, frame, Reception.KEPT);
        } else {
            accept(data, frame);
        }
    }

    private void accept(Frame.Data data, long frame) {
        int before = waiting;
        buffer.deliver(data.payload());
        for (Frame.Data next = kept[slot(frame + 1)]; next != null; next = kept[slot(buffer.next())]) {
            kept[slot(buffer.next())] = null;
            waiting--;
            buffer.deliver(next.payload());
        }
        buffer.tellReceived(data, frame, Reception.ACCEPTED, waiting);
        buffer.acknowledgeInOrder(frame, before);
    }

    private void refuse(Frame.Data data, long frame, Reception reception) {
        buffer.tellReceived(data, frame, reception, waiting);
        buffer.acknowledge(frame, false);
    }

    private int slot(long frame) {
        return (int) (frame % kept.length);
    }
}
