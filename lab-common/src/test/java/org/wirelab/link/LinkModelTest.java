package org.wirelab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.wire.SequenceNumber;

/// Times are milliseconds here; packets are named by letters.
class LinkModelTest {
    private static final long MS = 1_000_000;

    /// 1000 octets take a millisecond.
    private static final long RATE = 8_000_000;

    private final List<String> arrivals = new ArrayList<>();
    private LinkModel<String> model = new LinkModel<>(LinkSettings.PERFECT, 1500);

    @Test
    void aPerfectLinkDeliversAtOnce() {
        offer("a", 1000, 0);
        assertThat(arrivedBy(0)).containsExactly("a@0");
    }

    @Test
    void aPacketTakesItsBitsAtTheRateAndThenTheDelay() {
        given(LinkSettings.PERFECT.withRate(RATE).withDelay(Duration.ofMillis(10)));
        offer("a", 1000, 0);
        offer("b", 500, 0);
        assertThat(arrivedBy(100)).containsExactly("a@11.0", "b@11.5");
    }

    @Test
    void aFullQueueDropsWhatComesLast() {
        given(LinkSettings.PERFECT.withRate(RATE).withQueue(2));
        assertThat(offer("being sent", 1000, 0)).isInstanceOf(Fate.Delivered.class);
        assertThat(offer("first in the queue", 1000, 0)).isInstanceOf(Fate.Delivered.class);
        assertThat(offer("second", 1000, 0)).isInstanceOf(Fate.Delivered.class);
        assertThat(offer("third", 1000, 0)).isEqualTo(new Fate.Dropped(4, Rule.QUEUE_FULL));
        assertThat(offer("room again", 1000, 1)).isInstanceOf(Fate.Delivered.class);
    }

    @Test
    void aQueueOfOctetsTakesSmallPacketsWhereALargeOneHasNoRoom() {
        given(LinkSettings.PERFECT.withRate(RATE).withQueueOctets(1000));
        offer("being sent", 1000, 0);
        offer("waits", 900, 0);
        assertThat(offer("large", 1000, 0)).isEqualTo(new Fate.Dropped(3, Rule.QUEUE_FULL));
        assertThat(offer("small", 100, 0)).isInstanceOf(Fate.Delivered.class);
    }

    @Test
    void aPacketThatIsLostOnTheWayHasTakenItsTurnAtTheRate() {
        given(LinkSettings.PERFECT.withRate(RATE).with(Rule.drop("first", PacketMatch.ANY, Selection.FIRST)));
        assertThat(offer("lost", 1000, 0)).isEqualTo(new Fate.Dropped(1, "first"));
        offer("next", 1000, 0);
        assertThat(arrivedBy(100)).containsExactly("next@2");
    }

    @Test
    void whatIsLargerThanTheFarEndTakesIsLostThere() {
        model = new LinkModel<>(LinkSettings.PERFECT, 1400);
        assertThat(offer("large", 1401, 0)).isEqualTo(new Fate.Dropped(1, Rule.TOO_LARGE));
        assertThat(offer("fits", 1400, 0)).isInstanceOf(Fate.Delivered.class);
    }

    @Test
    void aPacketIsHeldBackBehindTheNumberThatTheRuleNames() {
        given(LinkSettings.PERFECT.with(
                Rule.holdBack("late", PacketMatch.ANY, Selection.numbers(2), 2, Duration.ofSeconds(1))));
        for (String name : List.of("a", "b", "c", "d", "e")) {
            offer(name, 100, 0);
        }
        assertThat(arrivedBy(0)).containsExactly("a@0", "c@0", "d@0", "b@0", "e@0");
    }

    @Test
    void aPacketForWhichNobodyComesIsHeldNoLongerThanTheRuleSays() {
        given(LinkSettings.PERFECT.with(
                Rule.holdBack("late", PacketMatch.ANY, Selection.FIRST, 3, Duration.ofMillis(7))));
        offer("a", 100, 0);
        offer("b", 100, 2);
        assertThat(arrivedBy(100)).containsExactly("b@2", "a@7");
    }

    @Test
    void aDuplicateFollowsDirectly() {
        given(LinkSettings.PERFECT.with(Rule.duplicate("twice", PacketMatch.ANY, Selection.numbers(2))));
        offer("a", 100, 0);
        assertThat(offer("b", 100, 0)).isEqualTo(new Fate.Duplicated(2, "twice", 1));
        offer("c", 100, 0);
        assertThat(arrivedBy(0)).containsExactly("a@0", "b@0", "b@0", "c@0");
    }

    @Test
    void aRuleCountsOnlyWhatItLooksAt() {
        given(LinkSettings.PERFECT.with(Rule.drop("second_fin", PacketMatch.FIN, Selection.numbers(2))));
        assertThat(model.offer("1", 52, () -> segment("ACK", 0), 0)).isEqualTo(new Fate.Delivered(1));
        assertThat(model.offer("2", 52, () -> segment("FIN|ACK", 0), 0)).isEqualTo(new Fate.Delivered(2));
        assertThat(model.offer("3", 52, () -> segment("ACK", 0), 0)).isEqualTo(new Fate.Delivered(3));
        assertThat(model.offer("4", 52, () -> segment("FIN|PSH|ACK", 0), 0))
                .isEqualTo(new Fate.Dropped(4, "second_fin"));
    }

    @Test
    void theFirstRuleThatStrikesDecidesAndTheOthersDoNotCount() {
        given(LinkSettings.PERFECT
                .with(Rule.drop("one", PacketMatch.ANY, Selection.FIRST))
                .with(Rule.drop("two", PacketMatch.ANY, Selection.FIRST)));
        assertThat(offer("a", 1, 0)).isEqualTo(new Fate.Dropped(1, "one"));
        assertThat(offer("b", 1, 0)).isEqualTo(new Fate.Dropped(2, "two"));
        assertThat(offer("c", 1, 0)).isEqualTo(new Fate.Delivered(3));
    }

    @Test
    void everyThirdPacketIsStruck() {
        given(LinkSettings.PERFECT.with(Rule.drop("third", PacketMatch.ANY, new Selection.EveryNth(3))));
        List<Long> dropped = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            if (offer("p", 1, 0) instanceof Fate.Dropped drop) {
                dropped.add(drop.number());
            }
        }
        assertThat(dropped).containsExactly(3L, 6L, 9L);
    }

    @Test
    void aCutLinkCarriesNothingUntilItIsMendedAndOtherRulesWait() {
        LinkSettings settings = LinkSettings.PERFECT.with(Rule.drop("first", PacketMatch.ANY, Selection.FIRST));
        given(settings.withRules(List.of(Rule.cut(), settings.rules().getFirst())));
        assertThat(offer("a", 1, 0)).isEqualTo(new Fate.Dropped(1, Rule.CUT));
        model.set(settings);
        assertThat(offer("b", 1, 0)).isEqualTo(new Fate.Dropped(2, "first"));
        assertThat(offer("c", 1, 0)).isEqualTo(new Fate.Delivered(3));
    }

    @Test
    void aRuleThatStaysGoesOnCountingWhenTheSettingsChange() {
        Rule third = Rule.drop("third", PacketMatch.ANY, Selection.numbers(3));
        given(LinkSettings.PERFECT.with(third));
        offer("a", 1, 0);
        offer("b", 1, 0);
        model.set(model.settings().withDelay(Duration.ofMillis(5)));
        assertThat(offer("c", 1, 0)).isEqualTo(new Fate.Dropped(3, "third"));
    }

    @Test
    void aShorterDelayLetsNothingOvertake() {
        given(LinkSettings.PERFECT.withDelay(Duration.ofMillis(10)));
        offer("a", 1, 0);
        model.set(LinkSettings.PERFECT);
        offer("b", 1, 1);
        assertThat(arrivedBy(100)).containsExactly("a@10", "b@10");
    }

    @Test
    void aClockThatStepsBackIsTakenToStandStill() {
        given(LinkSettings.PERFECT);
        offer("a", 1, 10);
        offer("b", 1, 5);
        assertThat(arrivedBy(100)).containsExactly("a@10", "b@10");
    }

    @Test
    void twoRulesOfOneNameAreRefused() {
        LinkSettings one = LinkSettings.PERFECT.with(Rule.loss("loss", 0.1, 1));
        assertThatThrownBy(() -> one.with(Rule.loss("loss", 0.2, 2))).hasMessageContaining("loss");
    }

    private void given(LinkSettings settings) {
        model = new LinkModel<>(settings, 1500);
    }

    private Fate offer(String name, int octets, long millis) {
        return model.offer(name, octets, () -> segment("ACK", octets), millis * MS);
    }

    private List<String> arrivedBy(long millis) {
        while (model.nextArrival() <= millis * MS) {
            long at = model.nextArrival();
            String name = model.poll(at);
            arrivals.add(name + "@" + (at % MS == 0 && !fractions() ? String.valueOf(at / MS) : at / (double) MS));
        }
        return arrivals;
    }

    /// Whether times of this test are shown with fractions: where there is a delay behind a rate.
    private boolean fractions() {
        return model.settings().bitsPerSecond() > 0 && !model.settings().delay().isZero();
    }

    private static LinkPacket segment(String flags, int length) {
        SequenceNumber zero = new SequenceNumber(0);
        return new LinkPacket("192.0.2.1:4000", "192.0.2.2:7", "tcp", 40 + length, flags, zero, zero, length, null);
    }
}
