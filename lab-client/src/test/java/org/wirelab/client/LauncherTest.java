package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `unshare` is played by a script, so that the answers do not depend on what this machine allows.
@EnabledOnOs(OS.LINUX)
class LauncherTest {
    @TempDir
    private Path programs;

    @BeforeEach
    void namespacesAreAllowed() throws IOException {
        unshareExitsWith(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "demo tcp tls",
                "tcp",
                "tcp --json",
                "tcp --timeout 3",
                "tcp -o out --lang ko",
                "tls --color never -i lo",
                "flow",
                "flow --protocol go-back-n --drop 7,12 --window 8",
                "flow --rate 10M --delay 25ms --loss 0.01 --reorder 0.1 --queue 9 --seed 2 --frame 500 --bytes 64k",
                "dns www.example.com --offline",
                "dns --json www.example.com AAAA --offline",
                "dns --offline www.example.com",
                "dns www.example.com --offline --json",
                "tcp --network private",
                "tcp --network=private",
                "congestion",
                "congestion --algorithm reno,cubic --flows 2 --drop 7,12 --rate 5M",
                "congestion --kernel cubic --profile default",
                "tcp --scenario lost-syn",
                "tcp --scenario=lost-syn --json",
                "tcp -6 --scenario lost-fin -o out"
            })
    void anEmbeddedRunGetsANetworkOfItsOwn(String line) throws Exception {
        Launcher.Answer answer = ask(line);

        assertThat(answer.network()).isEqualTo("private");
        assertThat(answer.reason()).isEmpty();
        assertThat(answer.command()).startsWith("unshare ").contains(" --net ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp 192.0.2.1",
                "tcp --timeout 3 192.0.2.1:7001",
                "tcp --lang=ko 192.0.2.1",
                "tcp -oout 192.0.2.1",
                "tls example.com:443 --lang ko",
                "congestion 192.0.2.1 --bytes 1M",
                "congestion --algorithm cubic 192.0.2.1:7003",
                "flow 192.0.2.1",
                "flow --protocol selective-repeat 192.0.2.1:7003 --window 8",
                "dns www.example.com",
                "dns www.example.com --offline 192.0.2.1",
                "dns www.example.com --offline=192.0.2.1",
                "server",
                "server dns --bind 192.0.2.1",
                "show run",
                "crypto",
                "crypto --time 1 --message hello",
                "demo --network host",
                "tcp --network=host",
                "demo --help",
                "tcp --list",
                "tcp --scenario lost-syn --network host",
                "tcp --scenario lost-syn --help",
                "tcp --watch",
                "tcp --watch -i lo --duration 5",
                "tcp --watch port 443",
                "--version",
                ""
            })
    void everythingElseRunsOnTheHost(String line) throws Exception {
        Launcher.Answer answer = ask(line);

        assertThat(answer.network()).isEqualTo("host");
        assertThat(answer.reason()).isEmpty();
        assertThat(answer.command()).doesNotContain("unshare");
    }

    @Test
    void whereNamespacesAreForbiddenAnEmbeddedRunGoesToTheHostAndSaysWhy() throws Exception {
        unshareExitsWith(1);

        Launcher.Answer answer = ask("demo");

        assertThat(answer.network()).isEqualTo("host");
        assertThat(answer.reason()).contains("no private network");
        assertThat(answer.command()).doesNotContain("unshare");
    }

    @Test
    void aPrivateNetworkThatIsAskedForAndForbiddenIsOneLineAndExitCode5() throws Exception {
        unshareExitsWith(1);

        Launcher.Answer answer = ask("demo --network private");

        assertThat(answer.exitCode()).isEqualTo(5);
        assertThat(answer.output().lines()).singleElement().asString().contains("--network host");
    }

    @Test
    void aScenarioWhereNamespacesAreForbiddenIsExitCode5AndNamesTheWaysOut() throws Exception {
        unshareExitsWith(1);
        Launcher launcher = new Launcher().withPrograms(withUserId(1000));

        Launcher.Answer answer = launcher.wouldStart("tcp", "--scenario", "lost-syn");

        assertThat(answer.exitCode()).isEqualTo(5);
        assertThat(answer.output().lines())
                .singleElement()
                .asString()
                .contains("no private network", "sudo ", "without a scenario");
    }

    /// Root's threads make their hosts themselves, also where the program is missing that would do it for others.
    @Test
    void rootPlaysAScenarioWithoutUnshare() throws Exception {
        unshareExitsWith(1);
        Launcher launcher = new Launcher().withPrograms(withUserId(0));

        Launcher.Answer answer = launcher.wouldStart("tcp", "--scenario", "lost-syn");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.command()).doesNotContain("unshare");
    }

    @Test
    void aJavaThatIsTooOldOrMissingIsOneLineAndExitCode5() throws Exception {
        Launcher.Answer answer = new Launcher().with("LAB_JAVA", "/nowhere").wouldStart("demo");

        assertThat(answer.exitCode()).isEqualTo(5);
        assertThat(answer.output().lines()).singleElement().asString().contains("LAB_JAVA=/nowhere", "25");
    }

    @Test
    void whateverMeasuresRunsWithTheFullCompilerAndShortCommandsDoNot() throws Exception {
        assertThat(ask("server").command()).doesNotContain("TieredStopAtLevel");
        assertThat(ask("crypto").command()).doesNotContain("TieredStopAtLevel");
        assertThat(ask("demo").command()).doesNotContain("TieredStopAtLevel");
        assertThat(ask("tcp").command()).contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void theWordsOfTheLineReachJavaAsTheyAre() throws Exception {
        assertThat(new Launcher().wouldStart("show", "a folder/*").command()).endsWith("lab.jar show a folder/*");
    }

    @Test
    void itFindsItsCheckoutThroughSymbolicLinks() throws Exception {
        Path first = Files.createSymbolicLink(programs.resolve("wirelab"), Launcher.SCRIPT);
        Path second = Files.createSymbolicLink(programs.resolve("lab"), first.getFileName());

        String command = new Launcher(second).wouldStart("show").command();
        Files.delete(second);
        Files.delete(first);

        assertThat(command)
                .contains(" -jar " + Launcher.SCRIPT.getParent().getParent() + "/lab-client/target/lab.jar ");
    }

    private Launcher.Answer ask(String line) throws Exception {
        String[] words = line.isEmpty() ? new String[0] : line.split(" ");
        return new Launcher().withPrograms(programs).wouldStart(words);
    }

    private void unshareExitsWith(int exitCode) throws IOException {
        play("unshare", "exit " + exitCode);
    }

    /// The folder of programs, with an `id` that says so.
    private Path withUserId(int user) throws IOException {
        play("id", "echo " + user);
        return programs;
    }

    private void play(String program, String line) throws IOException {
        Path script = Files.writeString(programs.resolve(program), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
