package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.wirelab.arq.Action;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Input;
import org.wirelab.wire.SequenceNumber;

/// Senders whose receiver says whatever it likes: RFC 5681 §3.2 and §5 warn of such ones.
class HostileAcksPropertyTest {

    private static final long OCTETS = 100L * Runs.SMSS;

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void nothingIsSentTwiceThatIsAcknowledgedAndNothingBeyondTheTransfer(@ForAll long seed) {
        Random random = new Random(seed);
        Algorithm algorithm = Algorithm.values()[random.nextInt(Algorithm.values().length)];
        long first = (1L << 32) - random.nextInt(1 << 20) - 1;
        Runs runs = Runs.over(algorithm, 0, Duration.ZERO, 1).with(Runs.transfer(7, first, Runs.SMSS, OCTETS));
        Guarded sender = new Guarded(runs);
        long sent = sent(sender, new Input.Begun(), 0);
        long now = 0;
        for (int i = 0; i < 300; i++) {
            now += random.nextInt(2_000_000_000);
            long octet = random.nextInt(4) == 0 ? random.nextLong(1L << 32) : random.nextLong(sent + 2);
            long window = random.nextInt(4) == 0 ? random.nextLong(1L << 32) : random.nextInt(1 << 17);
            SequenceNumber next = runs.transfer().first().plus(octet);
            Input input = random.nextInt(5) == 0
                    ? new Input.Expired(1 + random.nextInt(2))
                    : new Input.Arrived(new Frame.Ack(7, next, window, next));
            for (int again = random.nextInt(8); again >= 0; again--) {
                sent = Math.max(sent, sent(sender, input, now));
            }
        }
        assertThat(sent).isLessThanOrEqualTo(OCTETS);
    }

    /// How far the sender has got with what this input makes it send.
    private static long sent(Guarded sender, Input input, long now) {
        long end = 0;
        for (Action action : sender.on(input, now)) {
            if (action instanceof Action.Transmit(Frame.Data data)) {
                end = Math.max(end, sender.offset(data) + data.payload().length);
            }
        }
        return end;
    }
}
