package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SequenceNumberTest {
    private static final long LAST = 0xffff_ffffL;

    @Test
    void theNumberAfterTheLastIsZero() {
        assertThat(new SequenceNumber(LAST).plus(1)).isEqualTo(new SequenceNumber(0));
        assertThat(new SequenceNumber(0).minus(1)).isEqualTo(new SequenceNumber(LAST));
    }

    @Test
    void aNumberJustPastTheWrapIsAfterOneJustBeforeIt() {
        SequenceNumber before = new SequenceNumber(LAST - 9);
        SequenceNumber after = new SequenceNumber(10);
        assertThat(after).isGreaterThan(before);
        assertThat(after.isAfter(before)).isTrue();
        assertThat(after.minus(before)).isEqualTo(20);
        assertThat(before.minus(after)).isEqualTo(-20);
    }

    @Test
    void itIsWrittenUnsigned() {
        assertThat(new SequenceNumber(2_872_315_101L)).hasToString("2872315101");
    }

    @Test
    void whatLiesOffTheCircleIsRefused() {
        assertThatThrownBy(() -> new SequenceNumber(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SequenceNumber(LAST + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void addingAndTakingAwayMeetAgain(@ForAll @LongRange(min = 0, max = LAST) long start, @ForAll int octets) {
        SequenceNumber number = new SequenceNumber(start);
        assertThat(number.plus(octets).minus(octets)).isEqualTo(number);
        assertThat(number.plus(octets).minus(number)).isEqualTo(octets);
    }

    @Property
    void withinHalfACircleTheOrderIsThatOfTheDistance(
            @ForAll @LongRange(min = 0, max = LAST) long start, @ForAll @IntRange(min = 1) int octets) {
        SequenceNumber number = new SequenceNumber(start);
        assertThat(number.plus(octets)).isGreaterThan(number);
        assertThat(number).isLessThan(number.plus(octets));
        assertThat(number.isBefore(number.plus(octets))).isTrue();
    }
}
