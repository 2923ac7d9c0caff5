package org.wirelab.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The clock is the test's: each operation moves it by what it costs.
class MeasuringTest {

    private static final Plan PLAN = new Plan(3, Duration.ofMillis(16), Duration.ofMillis(5), Duration.ofMillis(400));

    private final List<String> order = new ArrayList<>();
    private long now;

    @AfterEach
    void noMarkIsLeft() {
        assertThat(Thread.interrupted()).isFalse();
    }

    private Work.Item costing(String name, long nanos, int bytes) {
        return Work.Item.of(new Operation(name, "encrypt", Family.SYMMETRIC, "script", bytes), () -> {
            now += nanos;
            return 1;
        });
    }

    private Measuring measuring() {
        return new Measuring(() -> now, PLAN, (operation, done, all) -> order.add(operation.algorithm()));
    }

    @Test
    void anOperationOfAMillisecondIsDoneAThousandTimesASecond() throws Exception {
        Cost cost = measuring().measure(List.of(costing("A", 1_000_000, 100))).getFirst();

        assertThat(cost.perSecond()).isEqualTo(new Spread(1000, 1000, 1000));
        assertThat(cost.bytesPerSecond()).contains(new Spread(100_000, 100_000, 100_000));
        assertThat(cost.rounds()).isEqualTo(3);
        assertThat(cost.operations()).isEqualTo(48);
        assertThat(cost.seconds()).isCloseTo(0.048, within(1e-9));
    }

    @Test
    void whatCarriesNothingHasNoBytesASecond() throws Exception {
        assertThat(measuring()
                        .measure(List.of(costing("A", 1_000, 0)))
                        .getFirst()
                        .bytesPerSecond())
                .isEmpty();
    }

    @Test
    void aShortOperationIsDoneInBatchesAndALongOneOnceATurnAtLeast() throws Exception {
        List<Cost> costs = measuring().measure(List.of(costing("short", 100, 1), costing("long", 1_000_000_000, 1)));

        assertThat(costs.get(0).perSecond().median()).isCloseTo(1e7, Percentage.withPercentage(0.001));
        assertThat(costs.get(0).operations()).isGreaterThanOrEqualTo(3 * 160_000);
        assertThat(costs.get(1).perSecond().median()).isEqualTo(1);
        assertThat(costs.get(1).operations()).isEqualTo(3);
    }

    @Test
    void allAreWarmedUpBeforeTheyTakeTurns() throws Exception {
        measuring().measure(List.of(costing("A", 1_000_000, 1), costing("B", 2_000_000, 1)));

        assertThat(order).containsExactly("A", "B", "A", "B", "A", "B", "A", "B");
    }

    @Test
    void theFirstRunsCountForNothing() throws Exception {
        long[] calls = {0};
        Work.Item gettingWarm = Work.Item.of(new Operation("A", "encrypt", Family.SYMMETRIC, "script", 1), () -> {
            calls[0]++;
            now += calls[0] <= 5 ? 1_000_000 : 1_000;
            return 1;
        });

        assertThat(measuring()
                        .measure(List.of(gettingWarm))
                        .getFirst()
                        .perSecond()
                        .min())
                .isCloseTo(1e6, Percentage.withPercentage(0.001));
    }

    @Test
    void whatIsCompiledLateIsWarmedUpUntilItWasCalledOftenEnough() throws Exception {
        long[] calls = {0};
        Work.Item late = Work.Item.compiledLate(new Operation("A", "encrypt", Family.SYMMETRIC, "script", 1), () -> {
            calls[0]++;
            now += calls[0] <= 5_000 ? 20_000 : 1_000;
            return 1;
        });

        assertThat(measuring().measure(List.of(late)).getFirst().perSecond().min())
                .isCloseTo(1e6, Percentage.withPercentage(0.1));
    }

    @Test
    void warmingUpEndsSomeTimeAlthoughTheCallsAreNotReached() throws Exception {
        Work.Item late = Work.Item.compiledLate(new Operation("A", "encrypt", Family.SYMMETRIC, "script", 1), () -> {
            now += 10_000_000;
            return 1;
        });
        measuring().measure(List.of(late));

        assertThat(now).isLessThan(Duration.ofMillis(400 + 3 * 16 + 4 * 10).toNanos());
    }

    @Test
    void aSlowRoundShowsInTheSpreadAndNotInTheMedian() throws Exception {
        Work.Item disturbed = Work.Item.of(new Operation("A", "encrypt", Family.SYMMETRIC, "script", 1), () -> {
            now += order.size() == 2 ? 4_000_000 : 1_000_000;
            return 1;
        });
        Spread spread = measuring().measure(List.of(disturbed)).getFirst().perSecond();

        assertThat(spread).isEqualTo(new Spread(250, 1000, 1000));
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(1, 2.5, 4));
    }

    @Test
    void anInterruptEndsItBetweenTwoBatches() {
        Work.Item interrupting = Work.Item.of(new Operation("A", "encrypt", Family.SYMMETRIC, "script", 1), () -> {
            now += 1_000;
            Thread.currentThread().interrupt();
            return 1;
        });

        assertThatThrownBy(() -> measuring().measure(List.of(interrupting))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void whatCannotBeDoneIsNoMeasurement() {
        Work.Item broken = Work.Item.of(new Operation("A", "encrypt", Family.SYMMETRIC, "script", 1), () -> {
            throw new GeneralSecurityException("no");
        });

        assertThatThrownBy(() -> measuring().measure(List.of(broken))).hasMessage("no");
    }

    @Test
    void aPlanWithoutTimeOrRoundsIsNone() {
        assertThatThrownBy(() -> new Plan(0, Duration.ofMillis(1), Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Plan.of(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
