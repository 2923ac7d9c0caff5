package org.wirelab.client.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.wirelab.client.TypedLine;
import org.wirelab.run.RunFolder;

class ReplayedTest {

    @TempDir
    private Path folder;

    private int plays;

    @Test
    void anUndisturbedRunIsLeftAsItIsAlsoWhenASentenceDidNotHold() throws Exception {
        Replayed replayed = replayed();
        play(replayed, List.of("1 calm", "0 calm"));
        assertThat(plays).isEqualTo(1);
        assertThat(replayed.undisturbed().lines()).isEqualTo("1 calm");
    }

    @Test
    void aDisturbedRunIsPlayedAgainWhateverItEndedIn() throws Exception {
        Replayed replayed = replayed();
        play(replayed, List.of("0 busy", "1 busy", "5 calm", "0 calm"));
        assertThat(plays).isEqualTo(4);
        assertThat(replayed.undisturbed().lines()).isEqualTo("0 calm");
    }

    @Test
    void whereAllWereDisturbedTheTestIsSkipped() throws Exception {
        Replayed replayed = replayed();
        play(replayed, List.of("0 busy", "1 busy", "0 busy", "1 busy", "0 calm"));
        assertThat(plays).isEqualTo(4);
        assertThatThrownBy(replayed::undisturbed)
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("too busy");
    }

    @Test
    void aCommandThatNeverComesToItsEndFails() {
        assertThatThrownBy(() -> play(replayed(), List.of("5 busy", "3 calm", "70 calm", "5 calm")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended with 5");
    }

    private Replayed replayed() {
        return new Replayed(folder.resolve("runs"), lines -> lines.endsWith("busy"));
    }

    /// Each ends in the number that it begins with.
    private void play(Replayed replayed, List<String> runs) throws Exception {
        Iterator<String> next = runs.iterator();
        replayed.play(() -> {
            plays++;
            return save(replayed.folder().resolve("run"), next.next());
        });
    }

    private static TypedLine save(Path run, String lines) throws IOException {
        Files.createDirectories(run);
        Files.writeString(run.resolve(RunFolder.TRACE), lines);
        return new TypedLine(Integer.parseInt(lines.substring(0, lines.indexOf(' '))), "", "");
    }
}
