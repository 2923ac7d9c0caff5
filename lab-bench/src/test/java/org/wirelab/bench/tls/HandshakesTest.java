package org.wirelab.bench.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirelab.tls.pki.LabPki;
import org.wirelab.tls.pki.PkiFolder;

/// Every implementation that is measured comes to the end of every handshake that it speaks.
class HandshakesTest {

    @TempDir
    private static Path folder;

    private static LabPki pki;

    @BeforeAll
    static void certificates() throws Exception {
        pki = new PkiFolder(folder, Clock.systemUTC(), _ -> {}).open(List.of());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void allOfThemShakeHands(Mode mode) throws Exception {
        SecureRandom random = new SecureRandom();
        try (Listening listening = Listening.judgedAndWritten()) {
            for (Handshakes way : List.of(
                    Handshakes.plain(mode, pki, random),
                    Handshakes.overTheJdk(mode, pki, random),
                    Handshakes.recorded(mode, pki, random, listening))) {
                assertThatCode(way::once).doesNotThrowAnyException();
            }
            if (mode.spokenByTheJdk()) {
                assertThatCode(Handshakes.jdk(mode, pki)::once).doesNotThrowAnyException();
            }
            listening.settle();
        }
    }

    @Test
    void theMedianOfManyLiesInItsInterval() {
        Interval interval =
                Interval.of(IntStream.rangeClosed(1, 101).asDoubleStream().toArray());

        assertThat(interval.median()).isEqualTo(51);
        assertThat(interval.low()).isBetween(40.0, 42.0);
        assertThat(interval.high()).isBetween(60.0, 62.0);
        assertThat(interval.width()).isEqualTo(interval.high() - interval.low());
    }

    @Test
    void aRatioIsSaidAsWhatItAdds() {
        assertThat(new Interval(1.031, 1.024, 1.039, 600).asAddition()).isEqualTo("+3.1 % (+2.4 to +3.9)");
    }
}
