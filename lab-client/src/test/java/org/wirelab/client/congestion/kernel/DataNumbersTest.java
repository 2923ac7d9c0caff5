package org.wirelab.client.congestion.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.link.LinkPacket;
import org.wirelab.link.PacketMatch;
import org.wirelab.wire.SequenceNumber;

class DataNumbersTest {

    private final DataNumbers numbers = new DataNumbers();

    private static LinkPacket segment(long number, int length) {
        return new LinkPacket(
                "192.0.2.1:1",
                "192.0.2.2:2",
                "tcp",
                length + 40,
                "ACK",
                SequenceNumber.of(number),
                SequenceNumber.of(1),
                length,
                null);
    }

    private int numberOf(LinkPacket packet) {
        for (int number = 1; number < 10; number++) {
            PacketMatch match = numbers.apply(number);
            if (match.test().test(packet)) {
                return number;
            }
        }
        return 0;
    }

    @Test
    void segmentsAreNumberedInTheOrderOfTheirFirstSending() {
        assertThat(numberOf(segment(1000, 100))).isEqualTo(1);
        assertThat(numberOf(segment(1100, 100))).isEqualTo(2);
        assertThat(numberOf(segment(1200, 50))).isEqualTo(3);
    }

    @Test
    void aSegmentThatIsSentAgainKeepsItsNumber() {
        numberOf(segment(1000, 100));
        numberOf(segment(1100, 100));

        assertThat(numberOf(segment(1000, 100))).isEqualTo(1);
        assertThat(numberOf(segment(1200, 100))).isEqualTo(3);
    }

    @Test
    void whatCarriesNoDataHasNoNumber() {
        assertThat(numberOf(segment(1000, 0))).isZero();
        assertThat(numberOf(segment(1000, 100))).isEqualTo(1);
    }

    @Test
    void numbersGoOnWhereTheSequenceWraps() {
        assertThat(numberOf(segment((1L << 32) - 50, 100))).isEqualTo(1);
        assertThat(numberOf(segment(50, 100))).isEqualTo(2);
    }
}
