package org.wirelab.client.tcp.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirelab.client.Protocols;
import org.wirelab.run.JsonLines;
import org.wirelab.run.Replay;
import org.wirelab.run.Summary;
import org.wirelab.run.Wording;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

/// Every scenario, played for real: it goes as documented, and its JSON lines are, but for what is masked, those that
/// are kept. `-Dgolden.write=true` writes them anew.
@EnabledOnOs(OS.LINUX)
class ScenarioGoldenTest {

    private static final boolean WRITE = Boolean.getBoolean("golden.write");
    private static final Path KEPT = Path.of("src", "test", "resources", "org", "wirelab", "client", "tcp", "scenario");

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
        assertThat(PlayedScenarios.lines(scenario).lines().reduce("", (_, last) -> last))
                .as(PlayedScenarios.lines(scenario))
                .contains("\"contradicted\":0,\"missing\":0,\"not_applicable\":0,\"unobservable\":0,\"exit\":0");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void givesTheJsonLinesThatAreKept(Scenario scenario) throws Exception {
        String masked = new MaskedRun(PlayedScenarios.lines(scenario)).text();
        Path file = KEPT.resolve(scenario.name() + ".jsonl");
        if (WRITE) {
            Files.createDirectories(KEPT);
            Files.writeString(file, masked);
        }
        assumeFalse(WRITE, "written anew, not compared");
        assertThat(masked).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void isJudgedTheSameWhenItIsShownAgain(Scenario scenario) throws Exception {
        StringWriter again = new StringWriter();
        Summary summary = Replay.of(
                PlayedScenarios.folder(scenario),
                Protocols.KINDS,
                Protocols.known(),
                List.of(new JsonLines(again, "the test", new Wording(Texts.in(Language.EN)))));
        assertThat(summary.exit()).isZero();
        assertThat(again.toString()).isEqualTo(PlayedScenarios.lines(scenario));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void itsFindingsRestOnTheWireTheKernelAndTheLink(Scenario scenario) throws Exception {
        assertThat(new MaskedRun(PlayedScenarios.lines(scenario)).sourcesOfEvidence())
                .contains("capture", "link")
                .containsAnyOf("sock_diag", "tcp_info");
    }
}
