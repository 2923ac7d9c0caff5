package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.testing.Tools;

/// Wireshark's own programs as judges.
final class WiresharkTools {
    private WiresharkTools() {}

    /// One line for each frame, with `|` between the fields.
    static List<String> fields(Path file, String... fields) throws Exception {
        List<String> command = new ArrayList<>(List.of("tshark", "-o", "tcp.relative_sequence_numbers:FALSE"));
        command.addAll(List.of("-r", file.toString(), "-T", "fields", "-E", "separator=|"));
        for (String field : fields) command.addAll(List.of("-e", field));
        return run(command.toArray(String[]::new)).lines().toList();
    }

    /// The program's standard output; its exit code is 0.
    static String run(String... command) throws Exception {
        command[0] = Tools.require(command[0]).toString();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return output;
    }
}
