package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.run.RunFolder;

/// `lab show` of whole runs, damaged ones, and ones whose end is missing.
class ShowTest {

    private static final Path RUN =
            Path.of("src", "test", "resources", "org", "wirelab", "client", "golden", "tcp-half-close");

    @TempDir
    private Path folder;

    @Test
    void aSavedRunIsShownAgainInKorean() {
        TypedLine typed = TypedLine.of("show", RUN.toString(), "--lang", "ko", "--color", "never");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("클라이언트", "확인됨");
    }

    @Test
    void asJsonTheSavedLinesComeOutAndTheNarrationGoesElsewhere() throws IOException {
        TypedLine typed = TypedLine.of("show", RUN.toString(), "--lang", "en", "--json");

        assertThat(typed.out()).isEqualTo(Files.readString(RUN.resolve(RunFolder.TRACE)));
        assertThat(typed.err()).contains("11 sentences");
    }

    @Test
    void aFolderWithoutARunIsOneLine() {
        TypedLine typed = TypedLine.of("show", folder.toString());

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.errLines()).singleElement().asString().contains("no saved run", folder.toString());
    }

    @Test
    void aDamagedLineIsNamedWithItsFile() throws IOException {
        List<String> lines = saved();
        lines.set(11, "{\"type\":\"entry\",\"n\":");
        TypedLine typed = TypedLine.of("show", written(lines).toString());

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.errLines()).singleElement().asString().contains(folder.toString(), "line 12");
    }

    @Test
    void aFileThatIsNoRunIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a run");
        TypedLine typed = TypedLine.of("show", file.toString());

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.errLines()).singleElement().asString().contains("line 1");
    }

    @Test
    void anEmptyFileIsOneLine() throws IOException {
        TypedLine typed = TypedLine.of("show", written(List.of()).toString());

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.errLines()).singleElement().asString().contains("empty");
    }

    /// What came after the cut is not known, so nothing may be called missing.
    @Test
    void aRunWhoseEndIsMissingIsShownAndNothingOfItIsCalledMissing() throws IOException {
        TypedLine typed = TypedLine.of("show", written(saved().subList(0, 30)).toString(), "--lang", "en");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("tcp.open.3", "unobservable").doesNotContain("missing");
    }

    private static List<String> saved() throws IOException {
        return new ArrayList<>(Files.readAllLines(RUN.resolve(RunFolder.TRACE)));
    }

    private Path written(List<String> lines) throws IOException {
        return Files.write(folder.resolve(RunFolder.TRACE), lines);
    }
}
