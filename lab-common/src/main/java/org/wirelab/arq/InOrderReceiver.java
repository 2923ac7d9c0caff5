package org.wirelab.arq;

import java.util.List;

/// The receiver of stop-and-wait and of go-back-N: it takes frames in their order and throws away what comes before its
/// turn; each acknowledgment says which frame it waits for.
///
/// | frame | what it does |
/// |---|---|
/// | the one it waits for, and there is room | gives it to the application, acknowledges it |
/// | the one it waits for, and there is no room | throws it away, acknowledges what it has: no room |
/// | a later one | throws it away, acknowledges what it has |
/// | an earlier one | throws it away, acknowledges what it has: the acknowledgment may have been lost |
public final class InOrderReceiver implements Machine {

    private final ReceiveBuffer buffer;

    public InOrderReceiver(Transfer transfer, Ends ends, ReceiverSettings settings) {
        this.buffer = new ReceiveBuffer(transfer, ends, settings);
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
        boolean earlier = frame < buffer.next();
        boolean turn = frame == buffer.next();
        if (turn && buffer.room() > 0) {
            buffer.deliver(data.payload());
            buffer.tellReceived(data, frame, Reception.ACCEPTED, 0);
            buffer.acknowledgeInOrder(frame, 0);
            return;
        }
        Reception reception = earlier ? Reception.DUPLICATE : turn ? Reception.NO_ROOM : Reception.OUT_OF_ORDER;
        buffer.tellReceived(data, frame, reception, 0);
        buffer.acknowledge(null, false);
    }
}
