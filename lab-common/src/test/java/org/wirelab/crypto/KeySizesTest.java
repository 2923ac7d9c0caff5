package org.wirelab.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What RSA really carries, and how large its numbers are.
class KeySizesTest {

    private static List<RsaCapacity> tried() throws Exception {
        return Works.capacities(List.of(TestKeys.SMALL, TestKeys.BOB), new SecureRandom());
    }

    @Test
    void theLongestMessageIsTheModulusLessThePaddingAndTheNextIsRefused() throws Exception {
        List<RsaCapacity> tried = tried();

        assertThat(tried).extracting(RsaCapacity::largest).containsExactly(117, 62, 245, 190);
        assertThat(tried).allSatisfy(capacity -> {
            assertThat(capacity.asSpecified()).as(capacity.toString()).isTrue();
            assertThat(capacity.refused()).isEqualTo(capacity.largest() + 1);
            assertThat(capacity.refusal()).contains("longer than " + capacity.largest() + " bytes");
            assertThat(capacity.implementation()).isEqualTo("SunJCE");
        });
    }

    @Test
    void theNumberOfTheNotesHas1024BitsWhichIsTooFew() throws Exception {
        KeySizes sizes = KeySizes.of(tried());

        assertThat(sizes.bits()).isEqualTo(1024);
        assertThat(sizes.title()).isEqualTo("10^308 is a number of 1024 bits: 2^1024 = 1.80·10^308");
        assertThat(sizes.carriesOaep()).isEqualTo(190);
        assertThat(sizes.carriesPkcs1()).isEqualTo(245);
        assertThat(sizes.sizes()).extracting(KeySizes.Size::allowed).containsExactly(false, true);
    }

    @Test
    void withoutTheLeastAllowedSizeNothingCanBeSaid() throws Exception {
        List<RsaCapacity> small = Works.capacities(List.of(TestKeys.SMALL), new SecureRandom());

        assertThatThrownBy(() -> KeySizes.of(small)).hasMessageContaining("RSA-2048");
    }

    @ParameterizedTest
    @CsvSource({"1024, 1.80·10^308", "2048, 3.23·10^616", "3072, 5.81·10^924", "4096, 1.04·10^1233"})
    void powersOfTwoAsPeopleWriteThem(int bits, String written) {
        assertThat(KeySizes.powerOfTwo(bits)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"100, 1.00·10^2", "12345, 1.23·10^4", "99951, 1.00·10^5", "999, 9.99·10^2"})
    void numbersAreRounded(BigInteger number, String written) {
        assertThat(KeySizes.scientific(number)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"0.424, 0.42", "5.5, 5.50", "9.996, 10.0", "912, 912", "999.6, 1.00k", "48312, 48.3k", "1.2e9, 1.20G"})
    void magnitudesHaveThreeDigitsThatCount(double value, String written) {
        assertThat(Magnitude.of(value)).isEqualTo(written);
    }
}
