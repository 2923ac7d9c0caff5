package org.wirelab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// Where and how a measure runs.
///
/// @param checkout the folder of this repository
/// @param quick a size for trying things out: seconds instead of minutes, numbers that mean little
/// @param only the one part of the measure that is wanted, by its name; empty for all of them
/// @param progress takes one line for each thing begun
public record Setting(Path checkout, boolean quick, Optional<String> only, Consumer<String> progress) {

    /// A setting for the whole measure.
    public Setting(Path checkout, boolean quick, Consumer<String> progress) {
        this(checkout, quick, Optional.empty(), progress);
    }

    /// True when this part of the measure is wanted.
    public boolean wants(String part) {
        return only.isEmpty() || only.get().equals(part);
    }

    /// The launcher that users start.
    public Path lab() {
        return checkout.resolve("scripts").resolve("lab");
    }

    /// A folder for what is made once and used again, such as captures; `mvn clean` takes it away.
    ///
    /// @throws LabException when it cannot be made
    public Path cache() throws LabException {
        Path folder = checkout.resolve("target").resolve("bench");
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LabException(ExitCode.LACKING, "cannot make " + folder + ": " + e.getMessage(), e);
        }
    }

    /// Says what has been begun.
    public void say(String line) {
        progress.accept(line);
    }
}
