package org.wirelab.client.flow.slow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long A_SECOND = 1_000_000_000;

    @Test
    void aProgramThatIsBusyAtFirstReadsLaterAndThenAtItsRate() {
        ReadingPace pace = new ReadingPace(400_000_000, 1_000_000);
        assertThat(pace.first(7)).isEqualTo(400_000_007);
        assertThat(pace.next(A_SECOND, 1250)).isEqualTo(A_SECOND + 10_000_000);
        assertThat(pace.asItComes()).isFalse();
    }

    @Test
    void aProgramWithNothingElseToDoReadsAsItComes() {
        assertThat(ReadingPace.AS_IT_COMES.first(7)).isEqualTo(7);
        assertThat(ReadingPace.AS_IT_COMES.next(A_SECOND, 1400)).isEqualTo(A_SECOND);
    }

    /// However late each turn is: the sender is never faster than the link by more than what it may make up for.
    @Property(tries = 200)
    void aSenderIsNeverMuchFasterThanTheLink(
            @ForAll @Size(min = 1, max = 50) long[] late, @ForAll @IntRange(min = 60, max = 1500) int octets) {
        long rate = 5_000_000;
        SendingPace pace = new SendingPace(rate, 0);
        long now = 0;
        for (long each : late) {
            now = Math.max(now, pace.due()) + Math.floorMod(each, 20_000_000L);
            pace.sent(octets, now);
        }
        long needed = (late.length - 1) * octets * 8 * (A_SECOND / rate);
        assertThat(now).isGreaterThanOrEqualTo(needed - 5_000_000 * 2);
    }

    @Test
    void thePaceCountsTheHeaderOfTheProtocolThatIsSpoken() {
        assertThat(SendingPace.ipHeader(new InetSocketAddress("127.0.0.1", 7))).isEqualTo(20);
        assertThat(SendingPace.ipHeader(new InetSocketAddress("::1", 7))).isEqualTo(40);
    }

    @Property(tries = 100)
    void aSenderInTimeKeepsExactlyToTheRate(@ForAll @LongRange(min = 1, max = 200) long packets) {
        SendingPace pace = new SendingPace(8_000_000, 0);
        for (long i = 0; i < packets; i++) {
            pace.sent(1000, pace.due());
        }
        assertThat(pace.due()).isEqualTo(packets * 1_000_000);
    }
}
