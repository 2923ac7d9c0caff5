package org.wirelab.client.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.link.NetworkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LinkOptionsTest {

    @Command(name = "test")
    private static final class Holder {
        @Mixin
        private final LinkOptions link = new LinkOptions("2M", "10ms", 50);
    }

    @Test
    void whatIsNotSaidIsAsTheCommandHasIt() throws LabException {
        assertThat(choice()).isEqualTo(new LinkChoice(2_000_000, Duration.ofMillis(10), 50, 0, List.of(), 0, 1));
    }

    @Test
    void theHelpNamesTheCommandsOwnDefaults() {
        String help = new CommandLine(new Holder()).getUsageMessage();
        assertThat(help.replaceAll("\\s+", " "))
                .contains("(default: 2M)")
                .contains("(default: 10ms)")
                .contains("(default: 50)");
    }

    @Test
    void everyValueHasItsUnit() throws LabException {
        assertThat(choice(
                        "--rate",
                        "1.5Mbit/s",
                        "--delay",
                        "500us",
                        "--queue",
                        "7",
                        "--loss",
                        "0.01",
                        "--drop",
                        "12,7,20-22,7",
                        "--reorder",
                        "0.5",
                        "--seed",
                        "-3"))
                .isEqualTo(new LinkChoice(
                        1_500_000, Duration.ofNanos(500_000), 7, 0.01, List.of(7L, 12L, 20L, 21L, 22L), 0.5, -3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rate|10|--rate takes bits a second",
                "--rate|ten|not ten",
                "--rate|10MB|--rate takes bits a second",
                "--rate|999G|--rate takes bits a second",
                "--delay|25|--delay takes a time with its unit",
                "--delay|-1ms|not -1ms",
                "--delay|11s|0 to 10s",
                "--queue|0|--queue takes 1 to",
                "--loss|1|--loss takes a probability",
                "--loss|-0.1|--loss takes a probability",
                "--loss|NaN|--loss takes a probability",
                "--reorder|2|--reorder takes a probability",
                "--drop|0|--drop takes numbers from 1",
                "--drop|7,,8|--drop takes numbers from 1",
                "--drop|9-7|not 9-7",
                "--drop|1-99999999|at most 10000 numbers",
            })
    void whatMakesNoSenseIsOneLineWithTheOptionAndWhatItTakes(String option, String value, String words) {
        assertThatThrownBy(() -> choice(option, value))
                .isInstanceOfSatisfying(
                        LabException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(words)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--delay=0", "--delay=0ms"})
    void noDelayIsADelay(String option) throws LabException {
        assertThat(choice(option).delay()).isZero();
    }

    @Test
    void rulesBefallTheWayOfTheDataAlone() throws LabException {
        NetworkSettings network = choice("--drop", "7,12", "--loss", "0.1", "--reorder", "0.1", "--queue", "9")
                .network(number -> PacketMatch.UDP.called("frame " + number));
        assertThat(network.toServer().rules())
                .extracting(Rule::name)
                .containsExactly("drop 7", "drop 12", "loss", "reorder");
        assertThat(network.toClient().rules()).isEmpty();
        assertThat(network.toClient().queuePackets()).isEqualTo(9);
        assertThat(network.toClient().delay()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void theTraceShowsTheSeedThatWasGivenUnlessTwoRulesNeedTheirOwnDice() throws LabException {
        assertThat(choice("--reorder", "0.1", "--seed", "7")
                        .network(number -> PacketMatch.UDP)
                        .toServer()
                        .rules())
                .extracting(Rule::selection)
                .containsExactly(new Selection.Chance(0.1, 7));
        assertThat(choice("--reorder", "0.1", "--loss", "0.1", "--seed", "7")
                        .network(number -> PacketMatch.UDP)
                        .toServer()
                        .rules())
                .extracting(Rule::selection)
                .doesNotHaveDuplicates();
    }

    private static LinkChoice choice(String... arguments) throws LabException {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.link.choice();
    }
}
