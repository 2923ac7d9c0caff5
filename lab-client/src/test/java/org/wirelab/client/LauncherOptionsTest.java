package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The launcher sees a HOST on the line only if it knows which words belong to options: its lists are the commands'
/// own.
class LauncherOptionsTest {
    @Test
    void theLauncherKnowsEveryOptionThatTakesAValue() throws Exception {
        assertThat(sorted(Launcher.list("value_options")))
                .as("value_options in scripts/lab")
                .isEqualTo(names(LauncherOptionsTest::takesAValue));
    }

    @Test
    void noNameTakesAValueInOneCommandAndNoneInAnother() {
        assertThat(names(LauncherOptionsTest::takesAValue))
                .doesNotContainAnyElementsOf(names(option -> !takesAValue(option)));
    }

    /// The launcher would take the word behind such an option for a HOST. It knows the one exception.
    @Test
    void onlyOfflinesValueMayBeLeftOut() {
        assertThat(names(option -> option.arity().min() == 0 && option.arity().max() > 0))
                .isSubsetOf("--offline");
    }

    @Test
    void whatAlwaysRunsEmbeddedIsACommand() throws Exception {
        assertThat(LabCommand.commandLine().getSubcommands().keySet()).containsAll(Launcher.list("always_embedded"));
    }

    private static boolean takesAValue(OptionSpec option) {
        return option.arity().min() > 0;
    }

    private static Set<String> names(Predicate<OptionSpec> filter) {
        return sorted(options(LabCommand.commandLine())
                .filter(filter)
                .flatMap(option -> Stream.of(option.names()))
                .toList());
    }

    private static Stream<OptionSpec> options(CommandLine command) {
        return Stream.concat(
                command.getCommandSpec().options().stream(),
                command.getSubcommands().values().stream().flatMap(LauncherOptionsTest::options));
    }

    private static Set<String> sorted(Collection<String> names) {
        return new TreeSet<>(names);
    }
}
