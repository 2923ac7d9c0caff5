package org.wirelab.congestion;

import java.time.Duration;
import java.util.List;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Input;
import org.wirelab.arq.Machine;
import org.wirelab.arq.NumberSpace;
import org.wirelab.arq.Payload;
import org.wirelab.arq.Protocol;
import org.wirelab.arq.Simulation;
import org.wirelab.arq.Transfer;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;
import org.wirelab.wire.SequenceNumber;

/// Transfers of congestion control under a simulated clock: a sender, a receiver, and the link between them.
record Runs(
        Algorithm algorithm,
        Transfer transfer,
        SendingSettings sending,
        ReceivingSettings receiving,
        LinkSettings forward,
        LinkSettings backward) {

    static final int SMSS = 1448;
    static final long SECOND = 1_000_000_000L;
    private static final long SEED = 20_251_129;

    /// What surrounds a segment's data on the link: the frame's header, UDP and IP.
    static final int AROUND = 48;

    /// A link of this rate and round-trip time, and a transfer of so many segments over it.
    static Runs over(Algorithm algorithm, long bitsPerSecond, Duration roundTrip, long segments) {
        LinkSettings link = LinkSettings.PERFECT.withDelay(roundTrip.dividedBy(2));
        return new Runs(
                algorithm,
                transfer(7, 0, SMSS, segments * SMSS),
                SendingSettings.RECOMMENDED.with(TimerSettings.LINUX),
                ReceivingSettings.DEFAULT,
                link.withRate(bitsPerSecond),
                link);
    }

    static Transfer transfer(int id, long first, int smss, long octets) {
        return new Transfer(
                id, Protocol.CUMULATIVE, NumberSpace.OF_32_BITS, new SequenceNumber(first), 1, smss, octets, 0);
    }

    Runs with(Transfer other) {
        return new Runs(algorithm, other, sending, receiving, forward, backward);
    }

    Runs with(SendingSettings other) {
        return new Runs(algorithm, transfer, other, receiving, forward, backward);
    }

    Runs with(ControlSettings control) {
        return with(sending.with(control));
    }

    Runs with(ReceivingSettings other) {
        return new Runs(algorithm, transfer, sending, other, forward, backward);
    }

    Runs through(LinkSettings newForward, LinkSettings newBackward) {
        return new Runs(algorithm, transfer, sending, receiving, newForward, newBackward);
    }

    Runs withQueue(int packets) {
        return through(forward.withQueue(packets), backward);
    }

    /// The first transmission of the segments with these numbers, from 1, is lost; segments are not lost
    /// twice, so the numbers are those of all data that enters the link until then.
    Runs dropping(long... numbers) {
        return through(forward.with(Rule.drop("drop", PacketMatch.ANY, Selection.numbers(numbers))), backward);
    }

    Machine sender() {
        Machine sender = Senders.of(algorithm, transfer, new Payload(SEED, transfer.octets()), sending);
        sender.on(new Input.Arrived(new Frame.Accepted(transfer.id(), 1, receiving.room())), 0);
        return sender;
    }

    Machine receiver() {
        return new Receiver(transfer, receiving);
    }

    byte[] data() {
        return new Payload(SEED, transfer.octets()).part(0, (int) transfer.octets());
    }

    Simulation simulation(double corruption, long seed) {
        return new Simulation(sender(), receiver(), forward, backward, corruption, seed);
    }

    Simulation.Outcome run() {
        return simulation(0, 1).run(3600 * SECOND);
    }

    /// cwnd in whole segments after each round trip, and what followed, of a run.
    static List<CongestionObservation.Window> windows(Simulation.Outcome outcome) {
        return outcome.told(CongestionObservation.Window.class);
    }
}
