package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.wire.SequenceNumber;

/// Datagrams of somebody who knows a transfer's number and means harm, at the receiver's end of it.
class ReceiverFuzzTest {

    private static final int ID = 0x77;
    private static final int TRANSFER_AT = 8;
    private static final int TIMERS = 3;

    @FuzzTest(maxDuration = "1m")
    void whateverArrivesNothingIsAmplifiedAndNoMoreIsDeliveredThanWasOpened(FuzzedDataProvider data) {
        Protocol protocol =
                data.pickValue(List.of(Protocol.STOP_AND_WAIT, Protocol.GO_BACK_N, Protocol.SELECTIVE_REPEAT));
        int bits = data.consumeInt(1, 32);
        NumberSpace numbers = new NumberSpace(bits);
        int window = (int) Math.min(protocol == Protocol.STOP_AND_WAIT ? 1 : 16, numbers.longestWindow(protocol));
        long octets = data.consumeLong(0, 500);
        Transfer transfer = new Transfer(
                ID, protocol, numbers, new SequenceNumber(0), window, 7, octets, data.consumeBoolean() ? 1000 : 0);
        ReceiverSettings settings = ReceiverSettings.DEFAULT.withRoom(data.consumeInt(1, 20));
        if (transfer.readRate() > 0) {
            settings = settings.taking();
        }
        ReceiverSession session = new ReceiverSession(
                Machines.receiver(transfer, Transfers.ENDS, settings),
                transfer,
                Transfers.ENDS,
                settings.room(),
                true,
                () -> -1,
                1000,
                10_000);
        FrameCodec codec = new FrameCodec();
        long delivered = 0;
        List<Input> inputs = new ArrayList<>(List.of(new Input.Arrived(transfer.open(1))));
        for (long now = 0; !inputs.isEmpty(); now += 10) {
            Input input = inputs.removeFirst();
            int asked = input instanceof Input.Arrived(Frame frame) ? FrameCodec.length(frame) : 0;
            int answered = 0;
            for (Action action : session.on(input, now)) {
                if (action instanceof Action.Transmit(Frame frame)) {
                    answered += FrameCodec.length(frame);
                } else if (action instanceof Action.Deliver(byte[] some)) {
                    delivered += some.length;
                }
            }
            if (input instanceof Input.Arrived) {
                assertThat(answered).isLessThanOrEqualTo(asked);
            }
            if (data.remainingBytes() > 0) {
                inputs.add(next(data, codec));
            }
        }
        assertThat(delivered).isLessThanOrEqualTo(octets);
    }

    private static Input next(FuzzedDataProvider data, FrameCodec codec) {
        if (data.consumeInt(0, 9) == 0) {
            return new Input.Expired(data.consumeInt(-TIMERS, 0));
        }
        byte[] datagram = data.consumeBytes(data.consumeInt(0, 90));
        if (datagram.length >= FrameCodec.HEADER) {
            ByteBuffer.wrap(datagram).putInt(TRANSFER_AT, ID);
        }
        Datagram.seal(datagram);
        return switch (codec.decode(ByteBuffer.wrap(datagram))) {
            case Decoded.Whole(Frame frame) -> new Input.Arrived(frame);
            case Decoded.Damaged _ -> new Input.Taken(1);
        };
    }
}
