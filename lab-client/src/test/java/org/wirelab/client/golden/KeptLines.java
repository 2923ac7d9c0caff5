package org.wirelab.client.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The masked JSON lines of runs that are kept, and what each play of them is held to.
///
/// @param folder where they are kept
public record KeptLines(Path folder) {

    private static final boolean WRITE = Boolean.getBoolean("golden.write");

    /// Those of a package of the client: `tcp`, `scenario`.
    public static KeptLines of(String... parts) {
        Path folder = Path.of("src", "test", "resources", "org", "wirelab", "client");
        for (String part : parts) {
            folder = folder.resolve(part);
        }
        return new KeptLines(folder);
    }

    /// A play's lines, masked, are those that are kept. `-Dgolden.write=true` writes them anew.
    public void hold(String name, String masked) throws IOException {
        Path file = folder.resolve(name + ".jsonl");
        if (WRITE) {
            Files.createDirectories(folder);
            Files.writeString(file, masked);
        }
        assumeFalse(WRITE, "written anew, not compared");
        assertThat(masked).isEqualTo(Files.readString(file));
    }
}
