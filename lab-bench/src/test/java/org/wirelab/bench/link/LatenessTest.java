package org.wirelab.bench.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenessTest {
    @Test
    void aShareIsTheLatenessThatSoManyDoNotExceed() {
        Lateness late = new Lateness(
                LongStream.rangeClosed(1, 200).map(n -> 201_000 - n * 1000).toArray(), 200);

        assertThat(late.micros(0.5)).isEqualTo(100);
        assertThat(late.micros(0.9)).isEqualTo(180);
        assertThat(late.micros(0.99)).isEqualTo(198);
        assertThat(late.micros(1)).isEqualTo(200);
    }

    @Test
    void ofOneDatagramEveryShareIsThatOne() {
        Lateness late = new Lateness(new long[] {7000}, 1);

        assertThat(late.micros(0.5)).isEqualTo(7);
        assertThat(late.micros(1)).isEqualTo(7);
    }

    @Test
    void whereNothingArrivedNothingIsLate() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Lateness(new long[0], 2000));
    }
}
