package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "999,999 B",
        "1000,1.00 kB",
        "24800000,24.8 MB",
        "999600000,1.00 GB",
        "123456789012,123 GB",
        "5e15,5000 TB"
    })
    void threeDigitsAndAPrefix(double bytes, String text) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"19843000000,19.8 Gbit/s", "100,100 bit/s"})
    void ratesAreInBitsPerSecond(double rate, String text) {
        assertThat(Quantity.rate(rate)).isEqualTo(text);
    }
}
