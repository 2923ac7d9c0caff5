package org.wirelab.client.dns.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirelab.client.golden.KeptLines;

/// Every scenario of DNS, played for real: it ends as documented, in time, and its JSON lines are, but for what is
/// masked, those that are kept. `-Dgolden.write=true` writes them anew.
class DnsScenarioGoldenTest {

    private static final KeptLines KEPT = KeptLines.of("dns", "scenario");

    static List<Played> plays() {
        return Played.all();
    }

    @ParameterizedTest
    @MethodSource("plays")
    void endsAsDocumented(Played played) throws Exception {
        played.run().assertEndsAsDocumented();
    }

    /// The walk's own account of its time: what the machine is busy with otherwise is not measured.
    @ParameterizedTest
    @MethodSource("plays")
    void theWalkKeepsToItsLimits(Played played) throws Exception {
        for (String line : played.run().lines().lines().toList()) {
            Map<String, Object> fields = JSON.std.mapFrom(line);
            if ("dns.outcome".equals(fields.get("kind")) && "walk".equals(fields.get("purpose"))) {
                assertThat(((Number) fields.get("exchanges")).intValue()).isLessThanOrEqualTo(60);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("plays")
    void givesTheJsonLinesThatAreKept(Played played) throws Exception {
        KEPT.hold(played.scenario().name(), new MaskedRun(played.run().lines()).text());
    }

    @ParameterizedTest
    @MethodSource("plays")
    void isJudgedTheSameWhenItIsShownAgain(Played played) throws Exception {
        played.run().assertIsJudgedTheSameAgain();
    }
}
