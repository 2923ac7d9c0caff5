package org.wirelab.client.tcp.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirelab.client.golden.KeptLines;
import org.wirelab.testing.PrivateJvm;

/// Every scenario, played for real: it goes as documented, and its JSON lines are, but for what is masked, those that
/// are kept. `-Dgolden.write=true` writes them anew.
@EnabledOnOs(OS.LINUX)
class ScenarioGoldenTest {

    private static final KeptLines KEPT = KeptLines.of("tcp", "scenario");

    static List<Scenario> scenarios() {
        return Scenarios.ALL;
    }

    @BeforeAll
    static void playAll() throws Exception {
        PrivateJvm.run(PlayedScenarios.class);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void goesAsDocumented(Scenario scenario) throws Exception {
        PlayedScenarios.of(scenario).assertEndsAsDocumented();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void givesTheJsonLinesThatAreKept(Scenario scenario) throws Exception {
        KEPT.hold(scenario.name(), new MaskedRun(PlayedScenarios.of(scenario).lines()).text());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void isJudgedTheSameWhenItIsShownAgain(Scenario scenario) throws Exception {
        PlayedScenarios.of(scenario).assertIsJudgedTheSameAgain();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void itsFindingsRestOnTheWireTheKernelAndTheLink(Scenario scenario) throws Exception {
        assertThat(new MaskedRun(PlayedScenarios.of(scenario).lines()).sourcesOfEvidence())
                .contains("capture", "link")
                .containsAnyOf("sock_diag", "tcp_info");
    }
}
