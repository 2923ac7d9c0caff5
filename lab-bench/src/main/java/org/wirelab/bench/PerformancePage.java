package org.wirelab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// The page docs/reference/performance.md: its text is written by people, its tables by `scripts/bench NAME --write`,
/// each between two markers.
final class PerformancePage {

    private final Path file;

    PerformancePage(Path checkout) {
        this.file = checkout.resolve("docs/reference/performance.md");
    }

    /// Puts a result where the page keeps it.
    ///
    /// @throws LabException when the page has no place for it or cannot be written
    void put(String name, String result) throws LabException {
        try {
            Files.writeString(file, replaced(Files.readString(file), name, result));
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, "cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /// The page with the text between the two markers replaced.
    static String replaced(String page, String name, String result) throws LabException {
        String begin = "<!-- bench:" + name + " -->\n";
        String end = "<!-- /bench:" + name + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new LabException(
                    ExitCode.USAGE, "docs/reference/performance.md has no lines " + begin.strip() + " and " + end);
        }
        return page.substring(0, from + begin.length()) + result.strip() + "\n" + page.substring(to);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
