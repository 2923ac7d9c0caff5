package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.wirelab.arq.Simulation;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;

/// Transfers over any link: with a rate and a queue or without, losing, doubling, reordering and damaging in both
/// directions; any algorithm, any settings, numbers that wrap, a receiver that may be slow.
class AnyLinkPropertyTest {

    /// A receiver with room for one octet, over a link that loses half of everything, takes weeks.
    private static final long A_YEAR = 365 * 24 * 3600 * Runs.SECOND;

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void aTransferIsCompleteAndUnchangedOrTheSenderSaysThatItGivesUp(@ForAll long seed) {
        Random random = new Random(seed);
        Runs runs = any(random);
        Simulation simulation = new Simulation(
                new Guarded(runs), runs.receiver(), runs.forward(), runs.backward(), random.nextDouble() * 0.05, seed);
        if (runs.receiving().byTaken()) {
            simulation.taking(
                    1 + random.nextInt(4 * runs.transfer().frameOctets()), (1 + random.nextInt(400)) * 1_000_000L);
        }
        Simulation.Outcome outcome = simulation.run(A_YEAR);

        assertThat(outcome.deadlocked()).as("%s", runs).isFalse();
        assertThat(outcome.complete() || outcome.gaveUp() != null)
                .as("ends within a year: %s", runs)
                .isTrue();
        byte[] data = runs.data();
        if (outcome.complete()) {
            assertThat(Arrays.equals(outcome.delivered(), data))
                    .as("delivered as it was sent: %s", runs)
                    .isTrue();
        } else {
            int length = outcome.delivered().length;
            assertThat(Arrays.equals(outcome.delivered(), 0, length, data, 0, length))
                    .as("delivered is how it begins: %s", runs)
                    .isTrue();
        }
        assertThat(outcome.told(CongestionObservation.Finished.class))
                .singleElement()
                .matches(finished -> finished.complete() == outcome.complete());
    }

    private static Runs any(Random random) {
        int smss = 1 + random.nextInt(random.nextInt(5) == 0 ? 20 : 1448);
        long octets = random.nextInt(120 * smss);
        // numbers begin anywhere, often just before they wrap
        long first = random.nextBoolean() ? random.nextLong(1L << 32) : (1L << 32) - 1 - random.nextInt(50 * smss);
        ControlSettings control = new ControlSettings(
                random.nextBoolean()
                        ? new InitialWindow.Segments(1 + random.nextInt(12))
                        : random.nextBoolean() ? new InitialWindow.Rfc5681() : new InitialWindow.Rfc6928(),
                random.nextBoolean() ? null : 2 + random.nextInt(40),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean());
        TimerSettings timer = random.nextBoolean() ? TimerSettings.LINUX : TimerSettings.RFC_6298;
        SendingSettings sending = new SendingSettings(control, timer, random.nextBoolean(), 5 + random.nextInt(11));
        long room = random.nextInt(3) == 0 ? 1 + random.nextInt(4 * smss) : smss * (4L + random.nextInt(100));
        ReceivingSettings receiving = ReceivingSettings.DEFAULT.withRoom(room);
        receiving = random.nextBoolean() ? receiving : receiving.delayed();
        receiving = random.nextInt(3) > 0 ? receiving : receiving.taking();
        Algorithm algorithm = Algorithm.values()[random.nextInt(Algorithm.values().length)];
        return new Runs(
                algorithm,
                Runs.transfer(7, first, smss, octets),
                sending,
                receiving,
                link(random, random.nextInt(3) > 0),
                link(random, random.nextInt(4) == 0));
    }

    private static LinkSettings link(Random random, boolean narrow) {
        LinkSettings link = LinkSettings.PERFECT
                .withDelay(Duration.ofMillis(random.nextInt(100)))
                .withJitter(Duration.ofMillis(random.nextInt(20)), random.nextLong());
        if (narrow) {
            link = link.withRate(100_000L + random.nextInt(20_000_000)).withQueue(1 + random.nextInt(40));
        }
        double loss = random.nextInt(3) == 0 ? 0 : random.nextDouble() * (random.nextInt(10) == 0 ? 0.6 : 0.15);
        return link.with(Rule.loss("loss", loss, random.nextLong()))
                .with(Rule.duplicate("twice", PacketMatch.ANY, chance(random, 0.1)))
                .with(Rule.holdBack(
                        "late",
                        PacketMatch.ANY,
                        chance(random, 0.1),
                        1 + random.nextInt(8),
                        Duration.ofMillis(random.nextInt(300))));
    }

    private static Selection chance(Random random, double most) {
        return new Selection.Chance(random.nextInt(3) == 0 ? 0 : random.nextDouble() * most, random.nextLong());
    }
}
