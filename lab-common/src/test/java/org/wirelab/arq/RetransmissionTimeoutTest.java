package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// RFC 6298 in numbers.
class RetransmissionTimeoutTest {

    private static RetransmissionTimeout from(long initial) {
        return new RetransmissionTimeout(new Timeout.Adaptive(initial, 10, 60_000));
    }

    @Test
    void theFirstMeasurementSetsAllThree() {
        RetransmissionTimeout timeout = from(1000);
        assertThat(timeout.current()).isEqualTo(1000);
        timeout.measured(100);
        assertThat(timeout.smoothed()).isEqualTo(100);
        assertThat(timeout.variation()).isEqualTo(50);
        assertThat(timeout.current()).isEqualTo(300);
    }

    @Test
    void laterOnesMoveThemByAnEighthAndAQuarter() {
        RetransmissionTimeout timeout = from(1000);
        timeout.measured(100);
        timeout.measured(180);
        assertThat(timeout.variation()).isEqualTo(50 + (80 - 50) / 4);
        assertThat(timeout.smoothed()).isEqualTo(110);
        assertThat(timeout.current()).isEqualTo(110 + 4 * 57);
    }

    @Test
    void eachExpiryDoublesItUpToTheMaximumAndAMeasurementMendsIt() {
        RetransmissionTimeout timeout = from(1000);
        timeout.backOff();
        timeout.backOff();
        assertThat(timeout.current()).isEqualTo(4000);
        for (int i = 0; i < 10; i++) {
            timeout.backOff();
        }
        assertThat(timeout.current()).isEqualTo(60_000);
        timeout.measured(100);
        assertThat(timeout.current()).isEqualTo(300);
    }

    @Test
    void aFixedOneStaysAsItIs() {
        RetransmissionTimeout timeout = new RetransmissionTimeout(new Timeout.Fixed(500));
        timeout.measured(7);
        timeout.backOff();
        assertThat(timeout.current()).isEqualTo(500);
    }
}
