package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The script `scripts/lab` as tests ask it: what would you start for this line?
final class Launcher {
    static final Path SCRIPT = Path.of("..", "scripts", "lab").toAbsolutePath().normalize();

    private final Path script;
    private final Map<String, String> environment = new HashMap<>();

    Launcher() {
        this(SCRIPT);
    }

    /// The script by another path to it.
    Launcher(Path script) {
        this.script = script;
    }

    Launcher with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Puts programs of this folder before all others.
    Launcher withPrograms(Path folder) {
        return with("PATH", folder + ":" + System.getenv("PATH"));
    }

    Answer wouldStart(String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(script.toString()));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().keySet().removeIf(name -> name.startsWith("LAB_"));
        builder.environment().put("LAB_DRY_RUN", "1");
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output);
    }

    /// The words of a list that stands in the script, by the variable's name.
    static Set<String> list(String variable) throws IOException {
        Matcher list = Pattern.compile("(?m)^" + variable + "='\\s*(.*?)\\s*'$").matcher(Files.readString(SCRIPT));
        assertThat(list.find()).as("%s in %s", variable, SCRIPT).isTrue();
        return Set.of(list.group(1).split("\\s+"));
    }

    /// What the script printed, and its exit code.
    record Answer(int exitCode, String output) {
        String network() {
            return value("LAB_NETWORK");
        }

        String reason() {
            return value("LAB_NETWORK_REASON");
        }

        String command() {
            return output.strip().lines().reduce("", (first, last) -> last);
        }

        private String value(String variable) {
            return output.lines()
                    .filter(line -> line.startsWith(variable + "="))
                    .map(line -> line.substring(variable.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + variable + " in: " + output));
        }
    }
}
