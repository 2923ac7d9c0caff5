package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.testing.TerminalLines;
import picocli.CommandLine;

/// What a user types, rightly and wrongly.
class CommandLineTest {

    static Stream<String> commands() {
        return LabCommand.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nosuch",
                "tcp --nosuch",
                "tcp --timeout soon",
                "tcp --timeout 0 127.0.0.1",
                "tcp --bytes -1",
                "tcp --close never",
                "tcp --color sometimes",
                "tcp -4 -6 127.0.0.1",
                "tcp 127.0.0.1 127.0.0.2",
                "tcp 127.0.0.1:0",
                "tcp 127.0.0.1:65536",
                "tcp 2001:db8::1:x",
                "tcp --lang xx",
                "server --bind",
                "server nosuch",
                "server --network private",
                "server --port-tcp 65536",
                "server arq --timeout 0",
                "server dns --port-dns 65535",
                "server dns --port-dns 65500",
                "tls --tls 1.2 --key-update",
                "tls --suite TLS_RSA_WITH_AES_128_CBC_SHA256 --key-update",
                "tls --alpn=",
                "tls --sni=",
                "tls --psk-identity foo",
                "tls --tls 1.2 --key-share none",
                "tls --tls 1.3 --no-ems",
                "tls --tls 1.3 --no-etm",
                "tls --tls 1.3 --key-share x25519 --group secp256r1",
                "explain nosuch",
                "explain tcp.open.1 tcp.open.2",
                "explain tcp.open.1 --lang xx",
                "show",
                "show /nonexistent",
                "crypto --network private",
                "crypto --capture off",
                "crypto -i lo",
                "crypto -6",
            })
    void whatMakesNoSenseIsOneLineWithTheNextStepAndExitCode2(String line) {
        TypedLine.of(line.split(" ")).assertIsMisuse();
    }

    @Test
    void anUnknownCommandIsCalledByItsName() {
        assertThat(TypedLine.of("nosuch").err().strip())
                .isEqualTo("lab: no command is called nosuch: see 'lab --help'");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithExamples(String command) {
        TypedLine typed = TypedLine.of(command, "--help");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).startsWith("Usage: lab " + command).contains("Examples:", "  lab " + command);
        assertThat(typed.err()).isEmpty();
        assertThat(TerminalLines.widerThan(80, typed.out())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    @ValueSource(strings = "")
    void noHelpBreaksWhereItHurts(String command) {
        List<String> lines =
                TypedLine.of((command + " --help").strip().split(" ")).outLines();
        CommandLine lab = LabCommand.commandLine();
        CommandLine asked = command.isEmpty() ? lab : lab.getSubcommands().get(command);

        assertThat(lines)
                .as("a line of the footer is broken by the width of the terminal")
                .containsAll(List.of(asked.getCommandSpec().usageMessage().footer()));
        assertThat(lines).noneMatch(line -> line.strip().startsWith("//") || line.matches(" *\\(\\d\\).*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls", "dns", "flow", "congestion", "read", "server"})
    void theExitCodesStandInTheHelp(String command) {
        assertThat(TypedLine.of(command, "--help").out()).containsPattern("(?i)exit(s| code)");
    }

    @Test
    void theServicesAreNamedAsTheyAreTyped() {
        assertThat(TypedLine.of("server", "--help").out()).contains("tcp, tls, dns or arq;");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theCommandsAreListedWithWhatTheyDo(String command) {
        assertThat(TypedLine.of("--help").out()).containsPattern("(?m)^  " + command + " +\\p{Upper}");
    }

    @Test
    void noWordAtAllShowsWhereToStart() {
        TypedLine typed = TypedLine.of();

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("lab demo");
        assertThat(TerminalLines.widerThan(80, typed.out())).isEmpty();
    }

    @Test
    void theVersionNamesTheJvm() {
        assertThat(TypedLine.of("--version").out()).startsWith("wirelab ").contains("Java 25");
    }

    @Test
    void aSentenceIsExplainedWithItsReferenceAndWhatTheWorldAdds() {
        TypedLine typed = TypedLine.of("explain", "tcp.close.6", "--lang", "en");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("tcp.close.6", "RFC 9293", "240", "60");
        assertThat(TerminalLines.widerThan(80, typed.out())).isEmpty();
    }

    @Test
    void aPartIsAllItsSentences() {
        assertThat(TypedLine.of("explain", "tcp.open", "--lang", "en").out())
                .contains("tcp.open.1", "tcp.open.2", "tcp.open.3", "tcp.open.4")
                .doesNotContain("tcp.close.1");
    }

    @Test
    void theSentencesAreExplainedInKoreanToo() {
        TypedLine typed = TypedLine.of("explain", "tcp.close.6", "--lang", "ko");

        assertThat(typed.out()).contains("초").doesNotContain("seconds");
        assertThat(TerminalLines.widerThan(80, typed.out())).isEmpty();
    }

    @Test
    void everySentenceHasALineInBothLanguages() {
        for (String language : List.of("en", "ko")) {
            TypedLine typed = TypedLine.of("explain", "--lang", language);

            assertThat(typed.exitCode()).isZero();
            assertThat(TerminalLines.widerThan(80, typed.out())).isEmpty();
        }
    }

    @Test
    void explainedAsJsonEachSentenceIsALine() {
        TypedLine typed = TypedLine.of("explain", "tcp", "--json");

        assertThat(typed.outLines())
                .hasSize(11)
                .allMatch(line -> line.startsWith("{\"type\":\"sentence\",\"id\":\"tcp."));
        assertThat(typed.err()).isEmpty();
    }
}
