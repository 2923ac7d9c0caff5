package org.wirelab.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.wirelab.wire.SequenceNumber;

/// What holds of the link model whatever it is set to and whatever is sent.
class LinkModelPropertyTest {
    private static final long NANOS = 1_000_000_000L;

    /// @param pause nanoseconds after the packet before
    record Sent(long pause, int octets) {}

    /// @param packet its number, from 1
    record Arrival(long packet, long at) {}

    record Outcome(List<Fate> fates, List<Arrival> arrivals, List<Sent> sent) {
        List<Long> order() {
            return arrivals.stream().map(Arrival::packet).toList();
        }
    }

    @Property(tries = 2000)
    void eachPacketArrivesUnlessItWasDroppedForAReason(
            @ForAll("settings") LinkSettings settings, @ForAll("traffic") List<Sent> traffic) {
        Outcome outcome = run(settings, traffic);
        Set<String> reasons = new HashSet<>(Set.of(Rule.QUEUE_FULL));
        settings.rules().forEach(rule -> reasons.add(rule.name()));
        for (Fate fate : outcome.fates()) {
            long times = outcome.order().stream()
                    .filter(each -> each == fate.number())
                    .count();
            switch (fate) {
                case Fate.Delivered _, Fate.HeldBack _ -> assertThat(times).isEqualTo(1);
                case Fate.Duplicated twice -> assertThat(times).isEqualTo(1 + twice.more());
                case Fate.Dropped dropped -> {
                    assertThat(times).isZero();
                    assertThat(reasons).contains(dropped.rule());
                }
            }
        }
    }

    @Property(tries = 1000)
    void nothingIsLostWithoutARuleWhileTheQueueHasRoom(
            @ForAll("withoutRules") LinkSettings settings, @ForAll("traffic") List<Sent> traffic) {
        LinkSettings roomy = settings.withQueue(Integer.MAX_VALUE).withQueueOctets(Long.MAX_VALUE);
        assertThat(run(roomy, traffic).fates())
                .allSatisfy(fate -> assertThat(fate).isInstanceOf(Fate.Delivered.class));
    }

    @Property(tries = 1000)
    void packetsKeepTheirOrderHoweverTheDelayVaries(
            @ForAll("withoutRules") LinkSettings settings, @ForAll("traffic") List<Sent> traffic) {
        assertThat(run(settings, traffic).order()).isSorted();
    }

    @Property(tries = 1000)
    void onlyWhatIsHeldBackChangesItsPlaceAndItWaitsNoLongerThanSaid(
            @ForAll("settings") LinkSettings settings, @ForAll("traffic") List<Sent> traffic) {
        Outcome outcome = run(settings, traffic);
        Set<Long> held = new HashSet<>();
        outcome.fates().forEach(fate -> {
            if (fate instanceof Fate.HeldBack) {
                held.add(fate.number());
            }
        });
        assertThat(outcome.order().stream().filter(each -> !held.contains(each)).toList())
                .isSorted();
        for (Fate fate : outcome.fates()) {
            if (fate instanceof Fate.HeldBack late) {
                int place = outcome.order().indexOf(late.number());
                long later = outcome.order().subList(0, place).stream()
                        .filter(each -> each > late.number() && !held.contains(each))
                        .distinct()
                        .count();
                assertThat(later).isLessThanOrEqualTo(late.behind());
            }
        }
    }

    @Property(tries = 1000)
    void theRateIsNeverExceededOverAnyStretch(
            @ForAll("rated") LinkSettings settings, @ForAll("traffic") List<Sent> traffic) {
        // without jitter and rules, arrivals are one delay behind the last bits
        Outcome outcome = run(settings, traffic);
        List<Arrival> arrivals = outcome.arrivals();
        for (int from = 0; from < arrivals.size(); from++) {
            long bits = 0;
            for (int to = from + 1; to < arrivals.size(); to++) {
                bits += 8L * traffic.get((int) arrivals.get(to).packet() - 1).octets();
                long nanos = arrivals.get(to).at() - arrivals.get(from).at();
                assertThat(bits * (double) NANOS).isLessThanOrEqualTo((double) nanos * settings.bitsPerSecond());
            }
        }
    }

    @Property(tries = 1000)
    void noPacketArrivesBeforeItsDelayIsOver(
            @ForAll("settings") LinkSettings settings, @ForAll("traffic") List<Sent> traffic) {
        long now = 0;
        List<Long> entered = new ArrayList<>();
        for (Sent sent : traffic) {
            now += sent.pause();
            entered.add(now);
        }
        for (Arrival arrival : run(settings, traffic).arrivals()) {
            assertThat(arrival.at())
                    .isGreaterThanOrEqualTo(entered.get((int) arrival.packet() - 1)
                            + settings.delay().toNanos());
        }
    }

    @Property(tries = 1000)
    void theSameSeedsAndTheSamePacketsHaveTheSameFates(
            @ForAll("settings") LinkSettings settings, @ForAll("traffic") List<Sent> traffic) {
        assertThat(run(settings, traffic)).isEqualTo(run(settings, traffic));
    }

    @Property(tries = 20)
    void aChanceStrikesAboutAsOftenAsItSays(@ForAll long seed) {
        LinkModel<Integer> model = new LinkModel<>(LinkSettings.PERFECT.with(Rule.loss("loss", 0.1, seed)), 1500);
        int dropped = 0;
        for (int i = 0; i < 10_000; i++) {
            if (model.offer(i, 100, LinkModelPropertyTest::packet, i) instanceof Fate.Dropped) {
                dropped++;
            }
        }
        // 30 is the standard deviation: six of them on either side
        assertThat(dropped).isBetween(820, 1180);
    }

    private static Outcome run(LinkSettings settings, List<Sent> traffic) {
        LinkModel<Long> model = new LinkModel<>(settings, 65535);
        List<Fate> fates = new ArrayList<>();
        List<Arrival> arrivals = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < traffic.size(); i++) {
            now += traffic.get(i).pause();
            collect(model, now, arrivals);
            fates.add(model.offer((long) i + 1, traffic.get(i).octets(), LinkModelPropertyTest::packet, now));
        }
        collect(model, Long.MAX_VALUE - 1, arrivals);
        assertThat(model.underWay()).isZero();
        return new Outcome(fates, arrivals, traffic);
    }

    private static void collect(LinkModel<Long> model, long until, List<Arrival> arrivals) {
        while (model.nextArrival() <= until) {
            long at = model.nextArrival();
            Long packet = model.poll(at);
            assertThat(packet).isNotNull();
            arrivals.add(new Arrival(packet, at));
        }
    }

    private static LinkPacket packet() {
        SequenceNumber zero = new SequenceNumber(0);
        return new LinkPacket("a:1", "b:2", "tcp", 1000, "ACK", zero, zero, 948, null);
    }

    @Provide
    Arbitrary<List<Sent>> traffic() {
        Arbitrary<Sent> one = Combinators.combine(
                        Arbitraries.longs().between(0, 3_000_000),
                        Arbitraries.integers().between(20, 1500))
                .as(Sent::new);
        return one.list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<LinkSettings> withoutRules() {
        return Combinators.combine(
                        Arbitraries.of(0L, 64_000L, 1_000_000L, 10_000_000L),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.longs().between(0, 50_000_000),
                        Arbitraries.longs().between(0, 20_000_000),
                        Arbitraries.longs())
                .as((rate, queue, delay, jitter, seed) -> LinkSettings.PERFECT
                        .withRate(rate)
                        .withQueue(queue)
                        .withDelay(Duration.ofNanos(delay))
                        .withJitter(Duration.ofNanos(jitter), seed));
    }

    @Provide
    Arbitrary<LinkSettings> rated() {
        return withoutRules()
                .filter(settings -> settings.bitsPerSecond() > 0)
                .map(settings -> settings.withJitter(Duration.ZERO, 1));
    }

    @Provide
    Arbitrary<LinkSettings> settings() {
        Arbitrary<Selection> selections = Arbitraries.oneOf(
                Arbitraries.just(Selection.ALL),
                Arbitraries.longs().between(1, 20).map(Selection::numbers),
                Arbitraries.integers().between(1, 9).map(Selection.EveryNth::new),
                Arbitraries.doubles().between(0, 1).map(p -> new Selection.Chance(p, 7)));
        Arbitrary<Effect> effects = Arbitraries.oneOf(
                Arbitraries.just(new Effect.Drop()),
                Arbitraries.integers().between(1, 3).map(Effect.Duplicate::new),
                Arbitraries.integers()
                        .between(1, 5)
                        .map(behind -> new Effect.HoldBack(behind, Duration.ofMillis(behind))));
        Arbitrary<List<Rule>> rules = Combinators.combine(selections, effects)
                .as((selection, effect) -> new Rule("rule", PacketMatch.ANY, selection, effect))
                .list()
                .ofMaxSize(3)
                .map(LinkModelPropertyTest::named);
        return Combinators.combine(withoutRules(), rules).as(LinkSettings::withRules);
    }

    private static List<Rule> named(List<Rule> rules) {
        List<Rule> named = new ArrayList<>();
        for (Rule rule : rules) {
            named.add(new Rule("rule " + named.size(), rule.match(), rule.selection(), rule.effect()));
        }
        return named;
    }
}
