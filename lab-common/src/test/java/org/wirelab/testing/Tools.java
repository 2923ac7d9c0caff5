package org.wirelab.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The programs of this machine that a test needs as independent judges (`tshark`, `dig`, `openssl`, ...).
///
/// A test whose tool is missing skips and says which; with `LAB_REQUIRE_TOOLS` set in the environment (as `.ci/run`
/// does) it fails, so that a missing package never passes for a green test.
public final class Tools {
    private Tools() {}

    /// The path of the program; skips (or fails) the test where there is none.
    public static Path require(String program) {
        return find(program).orElseGet(() -> missing(program + " is not installed"));
    }

    /// Skips the test unless it runs as root. `.ci/run` tests as root and as an ordinary user, so neither half is
    /// lost.
    public static void requireRoot() {
        assumeTrue(System.getProperty("user.name").equals("root"), "this test needs root's rights");
    }

    /// Where the program is: on the PATH, or in the administrator's folders, which an ordinary user's PATH often
    /// lacks.
    public static Optional<Path> find(String program) {
        String folders =
                System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/local/sbin:/usr/sbin:/sbin";
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(folders)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path missing(String what) {
        String required = System.getenv().getOrDefault("LAB_REQUIRE_TOOLS", "");
        if (required.isEmpty() || required.equals("0")) {
            return abort(what);
        }
        return fail(what + ", and LAB_REQUIRE_TOOLS asks for it");
    }
}
