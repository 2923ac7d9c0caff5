package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.client.tcp.scenario.Scenario;
import org.wirelab.client.tcp.scenario.Scenarios;
import org.wirelab.render.Columns;
import org.wirelab.run.RunFolder;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;

/// `lab tcp --scenario` and `--list` as they are typed.
class ScenarioCommandTest {

    @Test
    void theListNamesEachScenarioWithALine() {
        TypedLine typed = TypedLine.of("tcp", "--list", "--lang", "en");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.err()).isEmpty();
        for (Scenario scenario : Scenarios.ALL) {
            assertThat(typed.outLines()).anyMatch(line -> line.matches(" +" + scenario.name() + " +\\S.*"));
        }
    }

    @Test
    void theListKeepsToTheWidthOfTheTerminalAndNamesCommandsThatWork() {
        assertThat(TypedLine.of("tcp", "--list", "--lang", "en").outLines())
                .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(80));
        for (Scenario scenario : Scenarios.ALL) {
            assertThat(TypedLine.of("explain", scenario.name()).exitCode()).isZero();
        }
    }

    @Test
    void theListSpeaksKoreanAndJson() throws IOException {
        assertThat(TypedLine.of("tcp", "--list", "--lang", "ko").out()).contains("첫 SYN");

        List<String> lines =
                TypedLine.of("tcp", "--list", "--json", "--lang", "en").outLines();
        List<Object> names = new ArrayList<>();
        for (String line : lines) {
            assertThat(JSON.std.mapFrom(line)).containsKeys("type", "name", "flow", "about");
            names.add(JSON.std.mapFrom(line).get("name"));
        }
        assertThat(names).isEqualTo(Scenarios.ALL.stream().map(Scenario::name).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp --scenario nosuch",
                "tcp --scenario",
                "tcp --scenario lost-syn 192.0.2.1",
                "tcp --scenario lost-syn --network host",
                "tcp --scenario lost-syn --bytes 10",
                "tcp --scenario lost-syn --capture off",
                "tcp --scenario lost-syn -i lo",
                "tcp --scenario lost-syn -4 -6",
            })
    void whatMakesNoSenseIsOneLineAndExitCode2(String line) {
        TypedLine.of(line.split(" ")).assertIsMisuse();
    }

    @Test
    void aNameThatIsNearlyRightIsCorrected() {
        assertThat(TypedLine.of("tcp", "--scenario", "lost-sin").err()).contains("did you mean lost-syn?");
        assertThat(TypedLine.of("tcp", "--scenario", "nosuch").err()).contains("open-close", "keepalive", "--list");
    }

    @Test
    void explainKnowsAScenarioByItsName() {
        assertThat(TypedLine.of("explain", "lost-syn", "--lang", "en").out())
                .isEqualTo(TypedLine.of("explain", "tcp.scenario.lost_syn", "--lang", "en")
                        .out())
                .contains("RFC 6298", "tcp.scenario.lost_syn.10");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theLauncherPlaysOneFromTheCommandLineToTheSavedRun(@TempDir Path folder) throws Exception {
        String page = play(folder, "lost-syn");

        assertThat(page)
                .contains(
                        "192.0.2.1:40000",
                        "192.0.2.2:7001",
                        "rule first_syn",
                        "dropped: SYN",
                        "8 confirmed, 2 differs");
        Path run = saved(folder);
        assertThat(run.resolve(RunFolder.TRACE)).exists();
        assertThat(run.resolve(RunFolder.CAPTURE)).isNotEmptyFile();
        TypedLine shown = TypedLine.of("show", run.toString(), "--lang", "en");
        assertThat(shown.exitCode()).isZero();
        // but for where it was saved
        assertThat(page.strip()).startsWith(shown.out().strip());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theHostsBearTheirRolesInTheCaptureFile(@TempDir Path folder) throws Exception {
        String tshark = Tools.require("tshark").toString();
        play(folder, "small-mtu", "-6");

        String capture = saved(folder).resolve(RunFolder.CAPTURE).toString();
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(tshark, "-N", "n", "-r", capture, "-T", "fields", "-e", "ipv6.src_host")
                .redirectError(errors.toFile())
                .start();
        String senders = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        // a message of ICMP has within it the header that it is about
        assertThat(senders.lines().flatMap(line -> Stream.of(line.split(","))))
                .containsOnly("client", "server", "router");
    }

    /// What the launcher starts, with the classes under test in place of the jar.
    private static String play(Path folder, String scenario, String... options) throws Exception {
        Launcher.Answer answer = new Launcher().wouldStart("tcp", "--scenario", scenario);
        assumeTrue(answer.network().equals("private"), answer.reason());
        List<String> command = new ArrayList<>(List.of(answer.command().split(" +")));
        int jar = command.indexOf("-jar");
        command.subList(jar, command.size()).clear();
        List<String> java =
                PrivateJvm.java(Lab.class, "tcp", "--scenario", scenario, "--lang", "en", "-o", folder.toString());
        command.addAll(java.subList(java.indexOf("-cp"), java.size()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LAB_NETWORK", "private");
        Process process = builder.start();
        process.getOutputStream().close();
        String page = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(page).isZero();
        return page;
    }

    private static Path saved(Path folder) throws IOException {
        try (Stream<Path> runs = Files.list(folder)) {
            return runs.findFirst().orElseThrow();
        }
    }
}
