package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;
import org.wirelab.wire.SequenceNumber;

/// What holds of all three protocols whatever the link does: everything arrives unchanged, or somebody says that he
/// gives up; nobody waits for ever, and no octet is wrong.
class ArqPropertyTest {

    private static final long A_DAY = Transfers.millis(86_400_000);

    /// @param held whether packets overtake each other
    record Weather(
            double loss,
            double duplication,
            double corruption,
            double held,
            long delay,
            long jitter,
            long rate,
            int queue,
            long seed) {

        LinkSettings forward() {
            return link(seed);
        }

        LinkSettings backward() {
            return link(~seed);
        }

        private LinkSettings link(long salt) {
            LinkSettings link = LinkSettings.PERFECT
                    .withDelay(Duration.ofNanos(delay))
                    .withJitter(Duration.ofNanos(jitter), salt)
                    .withRate(rate)
                    .withQueue(queue)
                    .with(Rule.loss("loss", loss, salt))
                    .with(Rule.duplicate("twice", PacketMatch.ANY, new Selection.Chance(duplication, salt + 1)));
            return held == 0
                    ? link
                    : link.with(Rule.holdBack(
                            "late",
                            PacketMatch.ANY,
                            new Selection.Chance(held, salt + 2),
                            1 + (int) Math.abs(salt % 4),
                            Duration.ofMillis(20)));
        }
    }

    /// @param every how often the application takes something, in nanoseconds; 0 for at once
    record Choice(SenderSettings sender, ReceiverSettings receiver, int takes, long every) {}

    /// The longest window that the numbers allow, on a path that keeps the order.
    @Property(tries = 1500)
    void withAsFewNumbersAsThereMayBeNoOldFrameIsTakenForANewOne(
            @ForAll("protocols") Protocol protocol,
            @ForAll("bits") int bits,
            @ForAll("sizes") long octets,
            @ForAll long first,
            @ForAll("inOrder") Weather weather,
            @ForAll("ends") Choice ends) {
        NumberSpace numbers = new NumberSpace(bits);
        int window = (int) Math.min(24, numbers.longestWindow(protocol));
        holds(transfer(protocol, numbers, first, window, octets), weather, ends);
    }

    /// Frames that come late by a few places need a few numbers more; the numbers return all the same.
    @Property(tries = 1500)
    void whereFramesOvertakeEachOtherAFewNumbersMoreAreEnough(
            @ForAll("protocols") Protocol protocol,
            @ForAll("windows") int wanted,
            @ForAll("sizes") long octets,
            @ForAll long first,
            @ForAll("disorder") Weather weather,
            @ForAll("ends") Choice ends) {
        int window = protocol == Protocol.STOP_AND_WAIT ? 1 : wanted;
        holds(transfer(protocol, new NumberSpace(7), first, window, octets), weather, ends);
    }

    /// The same with the opening, the report and the deadline around it.
    @Property(tries = 1000)
    void aWholeTransferIsCompleteOrSaysWhatIsMissing(
            @ForAll("protocols") Protocol protocol,
            @ForAll("windows") int wanted,
            @ForAll("sizes") long octets,
            @ForAll("disorder") Weather weather,
            @ForAll("ends") Choice ends,
            @ForAll boolean slow) {
        int window = protocol == Protocol.STOP_AND_WAIT ? 1 : wanted;
        Transfer transfer = new Transfer(
                3, protocol, new NumberSpace(7), new SequenceNumber(120), window, 4, octets, slow ? 20_000 : 0);
        Payload payload = Transfers.payload(transfer);
        SenderSession sender = new SenderSession(
                Transfers.sender(transfer, ends.sender()),
                transfer,
                payload,
                Transfers.ENDS,
                ends.sender(),
                Transfers.millis(30_000));
        ReceiverSettings settings = slow ? ends.receiver().taking() : ReceiverSettings.DEFAULT;
        ReceiverSession receiver = new ReceiverSession(
                Transfers.receiver(transfer, settings),
                transfer,
                Transfers.ENDS,
                settings.room(),
                true,
                () -> -1,
                Transfers.millis(60_000),
                Transfers.millis(600_000));
        Simulation.Outcome outcome = new Simulation(
                        sender, receiver, weather.forward(), weather.backward(), weather.corruption(), weather.seed())
                .run(A_DAY);
        ArqObservation.Finished finished = sender.finished().orElseThrow();
        assertThat(outcome.deadlocked()).isFalse();
        assertThat(finished.complete()).isEqualTo(outcome.gaveUp() == null);
        assertThat(finished.nanos()).isLessThanOrEqualTo(Transfers.millis(30_000));
        prefix(transfer, outcome);
        if (finished.complete()) {
            assertThat(outcome.delivered()).hasSize((int) octets);
        } else {
            assertThat(finished.reason()).isNotNull();
            assertThat(finished.delivered() == null || finished.delivered() <= octets)
                    .isTrue();
        }
    }

    /// The receiver hears nothing for a minute and gives up, while the sender still asks for its report.
    @Example
    void aReceiverMayGiveUpBeforeItsSender() {
        aWholeTransferIsCompleteOrSaysWhatIsMissing(
                Protocol.STOP_AND_WAIT,
                1,
                13,
                new Weather(0.28, 0.01, 0.03, 0, 0, 0, 0, 2, 0),
                new Choice(
                        new SenderSettings(Timeout.ADAPTIVE, 4, 0, 0, true),
                        new ReceiverSettings(1, false, 1, 1, true),
                        1,
                        0),
                false);
    }

    private static Transfer transfer(Protocol protocol, NumberSpace numbers, long first, int window, long octets) {
        return new Transfer(9, protocol, numbers, numbers.after(new SequenceNumber(0), first), window, 4, octets, 0);
    }

    private static void holds(Transfer transfer, Weather weather, Choice ends) {
        Simulation simulation = new Simulation(
                Transfers.sender(transfer, ends.sender()),
                Transfers.receiver(transfer, ends.every() > 0 ? ends.receiver().taking() : ends.receiver()),
                weather.forward(),
                weather.backward(),
                weather.corruption(),
                weather.seed());
        Simulation.Outcome outcome =
                (ends.every() > 0 ? simulation.taking(ends.takes(), ends.every()) : simulation).run(A_DAY);
        assertThat(outcome.deadlocked()).isFalse();
        assertThat(outcome.complete() || outcome.gaveUp() != null).isTrue();
        prefix(transfer, outcome);
        // a run in which everybody gives up at once proves nothing
        Statistics.label("complete").collect(outcome.complete());
        Statistics.label("complete").coverage(share -> share.check(true).percentage(part -> part > 40));
        if (outcome.complete()) {
            assertThat(outcome.delivered()).hasSize((int) transfer.octets());
        } else {
            assertThat(outcome.gaveUp()).isEqualTo("arq.gave_up.no_ack");
        }
    }

    private static void prefix(Transfer transfer, Simulation.Outcome outcome) {
        byte[] data = Transfers.data(transfer);
        assertThat(outcome.delivered().length).isLessThanOrEqualTo(data.length);
        assertThat(outcome.delivered()).isEqualTo(Arrays.copyOf(data, outcome.delivered().length));
    }

    @Provide
    Arbitrary<Protocol> protocols() {
        return Arbitraries.of(Protocol.STOP_AND_WAIT, Protocol.GO_BACK_N, Protocol.SELECTIVE_REPEAT);
    }

    @Provide
    Arbitrary<Integer> bits() {
        return Arbitraries.of(1, 2, 3, 4, 5, 32);
    }

    @Provide
    Arbitrary<Integer> windows() {
        return Arbitraries.integers().between(1, 24);
    }

    /// Up to 200 frames of four octets.
    @Provide
    Arbitrary<Long> sizes() {
        return Arbitraries.longs().between(0, 800);
    }

    @Provide
    Arbitrary<Weather> inOrder() {
        return weather(Arbitraries.just(0.0));
    }

    @Provide
    Arbitrary<Weather> disorder() {
        return weather(Arbitraries.doubles().between(0, 0.3));
    }

    private static Arbitrary<Weather> weather(Arbitrary<Double> held) {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 0.3),
                        Arbitraries.doubles().between(0, 0.2),
                        Arbitraries.doubles().between(0, 0.1),
                        held,
                        Arbitraries.longs().between(0, Transfers.millis(40)),
                        Arbitraries.longs().between(0, Transfers.millis(20)),
                        Arbitraries.of(0L, 200_000L, 10_000_000L))
                .flatAs((loss, twice, damage, late, delay, jitter, rate) -> Combinators.combine(
                                Arbitraries.integers().between(2, 30), Arbitraries.longs())
                        .as((queue, seed) -> new Weather(loss, twice, damage, late, delay, jitter, rate, queue, seed)));
    }

    @Provide
    Arbitrary<Choice> ends() {
        Arbitrary<Timeout> timeouts = Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(Transfers.millis(1), Transfers.millis(300))
                        .map(Timeout.Fixed::new),
                Arbitraries.of(List.of(
                        Timeout.ADAPTIVE,
                        new Timeout.Adaptive(Transfers.millis(5), 1_000_000, Transfers.millis(2000)))));
        Arbitrary<SenderSettings> senders = Combinators.combine(
                        timeouts,
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.integers().between(0, 4))
                .as((timeout, tries, evidence) -> new SenderSettings(timeout, tries, evidence, 0, true));
        Arbitrary<ReceiverSettings> receivers = Combinators.combine(
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.longs().between(1, Transfers.millis(10)))
                .as((room, every, within) -> new ReceiverSettings(room, false, every, within, true));
        return Combinators.combine(
                        senders,
                        receivers,
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.of(0L, 0L, Transfers.millis(1), Transfers.millis(50)))
                .as(Choice::new);
    }
}
