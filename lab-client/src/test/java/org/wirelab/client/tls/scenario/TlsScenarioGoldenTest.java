package org.wirelab.client.tls.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirelab.client.golden.KeptLines;

/// Every scenario in every direction that it has, played for real: it ends as documented, and its JSON lines are, but
/// for what is masked, those that are kept. `-Dgolden.write=true` writes them anew.
class TlsScenarioGoldenTest {

    private static final KeptLines KEPT = KeptLines.of("tls", "scenario");

    static List<Played> plays() {
        return Played.all();
    }

    @ParameterizedTest
    @MethodSource("plays")
    void endsAsDocumented(Played played) throws Exception {
        played.run().assertEndsAsDocumented();
    }

    @ParameterizedTest
    @MethodSource("plays")
    void saysWhoNoticedAtWhichStepByWhichCheckAndWhatAnAttackerWouldHaveGained(Played played) throws Exception {
        assumeTrue(!played.scenario().name().equals("forward-secrecy"), "who only listens is not noticed");
        assertThat(played.run().lines().lines().filter(line -> line.contains("\"tls.scenario.noticed\"")))
                .as(played.run().lines())
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(line).contains("\"by\":\"", "\"step\":\"", "\"check\":\"", "\"why\":\""));
    }

    @ParameterizedTest
    @MethodSource("plays")
    void givesTheJsonLinesThatAreKept(Played played) throws Exception {
        KEPT.hold(played.name(), new MaskedRun(played.run().lines()).text());
    }

    @ParameterizedTest
    @MethodSource("plays")
    void isJudgedTheSameWhenItIsShownAgain(Played played) throws Exception {
        played.run().assertIsJudgedTheSameAgain();
    }
}
