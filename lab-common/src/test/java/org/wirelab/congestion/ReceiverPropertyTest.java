package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.wirelab.arq.Action;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Input;
import org.wirelab.arq.Payload;
import org.wirelab.arq.Transfer;
import org.wirelab.wire.SequenceNumber;

/// The receiver of numbered octets, whatever pieces they come in.
class ReceiverPropertyTest {

    private static final long FIRST = (1L << 32) - 1500;

    private final ByteArrayOutputStream delivered = new ByteArrayOutputStream();
    private final List<Frame.Ack> acks = new ArrayList<>();
    private int completed;

    private void on(Receiver receiver, Frame frame) {
        for (Action action : receiver.on(new Input.Arrived(frame), 0)) {
            switch (action) {
                case Action.Deliver(byte[] octets) -> delivered.writeBytes(octets);
                case Action.Transmit(Frame.Ack ack) -> acks.add(ack);
                case Action.Complete() -> completed++;
                case Action.Transmit _, Action.StartTimer _, Action.StopTimer _, Action.Tell _, Action.GiveUp _ -> {}
            }
        }
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void segmentsThatOverlapInAnyOrderGiveTheDataOnce(@ForAll long seed) {
        delivered.reset();
        acks.clear();
        completed = 0;
        Random random = new Random(seed);
        int octets = 1 + random.nextInt(3000);
        Transfer transfer = Runs.transfer(7, FIRST, 1448, octets);
        byte[] data = new Payload(seed, octets).part(0, octets);
        List<Frame> segments = new ArrayList<>();
        for (int at = 0; at < octets; ) {
            int length = 1 + random.nextInt(Math.min(400, octets - at));
            segments.add(segment(transfer, data, at, length));
            // some more that overlap with it
            int from = random.nextInt(at + 1);
            segments.add(segment(transfer, data, from, 1 + random.nextInt(octets - from)));
            at += length;
        }
        Collections.shuffle(segments, random);
        Receiver receiver = new Receiver(transfer, ReceivingSettings.DEFAULT);
        segments.forEach(each -> on(receiver, each));

        assertThat(delivered.toByteArray()).isEqualTo(data);
        assertThat(completed).isEqualTo(1);
        assertThat(acks).as("each segment is acknowledged at once").hasSize(segments.size());
        for (int i = 1; i < acks.size(); i++) {
            assertThat(acks.get(i).next().isBefore(acks.get(i - 1).next()))
                    .as("goes back")
                    .isFalse();
            assertThat(edge(acks.get(i)).isBefore(edge(acks.get(i - 1))))
                    .as("takes room back")
                    .isFalse();
        }
    }

    private static SequenceNumber edge(Frame.Ack ack) {
        return ack.next().plus(ack.window());
    }

    private static Frame segment(Transfer transfer, byte[] data, int from, int length) {
        int end = Math.min(data.length, from + length);
        return new Frame.Data(7, transfer.first().plus(from), end == data.length, Arrays.copyOfRange(data, from, end));
    }

    @Test
    void whatLiesOutsideItsWindowIsNotKept() {
        Transfer transfer = Runs.transfer(7, FIRST, 1448, 10_000);
        byte[] data = new Payload(1, 10_000).part(0, 10_000);
        Receiver receiver = new Receiver(transfer, ReceivingSettings.DEFAULT.withRoom(2000));
        on(receiver, segment(transfer, data, 1500, 1000));
        on(receiver, segment(transfer, data, 0, 1500));
        // 500 of the thousand octets lay within the window
        assertThat(delivered.toByteArray()).isEqualTo(Arrays.copyOf(data, 2000));
    }

    @Test
    void framesThatAreNoPartOfTheTransferChangeNothing() {
        Transfer transfer = Runs.transfer(7, FIRST, 1448, 1000);
        Receiver receiver = new Receiver(transfer, ReceivingSettings.DEFAULT);
        on(receiver, new Frame.Data(7, transfer.first().minus(10), false, new byte[10]));
        on(receiver, new Frame.Data(7, transfer.first().plus(990), false, new byte[11]));
        on(receiver, new Frame.Data(7, transfer.first(), true, new byte[10]));
        on(receiver, new Frame.Ack(7, transfer.first(), 10, transfer.first()));
        assertThat(acks).isEmpty();
        assertThat(delivered.size()).isZero();
    }
}
