package org.wirelab.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// Any bytes at all as a saved run: entries, or one line that says what is wrong.
class SavedRunFuzzTest {

    private static final byte[] WHOLE = everyKindOnce();

    @FuzzTest(maxDuration = "1m")
    void noBytesMakeTheReaderFail(byte[] bytes) {
        readWhatCanBeRead(bytes);
    }

    @Property(tries = 500)
    void aFileWithOneWrongByteIsReadOrRefused(@ForAll @IntRange(max = 1_000_000) int position, @ForAll byte value) {
        byte[] damaged = WHOLE.clone();
        damaged[position % damaged.length] = value;
        readWhatCanBeRead(damaged);
    }

    @Property(tries = 200)
    void aFileThatIsCutAnywhereGivesItsWholeLines(@ForAll @IntRange(max = 1_000_000) int length) {
        byte[] cut = Arrays.copyOf(WHOLE, length % WHOLE.length);
        long lines = new String(cut, StandardCharsets.ISO_8859_1)
                .chars()
                .filter(c -> c == '\n')
                .count();
        Assume.that(lines > 0);
        assertThat(readWhatCanBeRead(cut)).isBetween((int) lines - 1, (int) lines);
    }

    private static int readWhatCanBeRead(byte[] bytes) {
        SavedText saved = new SavedText();
        try {
            saved.read(new ByteArrayInputStream(bytes));
        } catch (LabException e) {
            assertThat(e.line()).startsWith("trace.jsonl is damaged at line ").doesNotContainPattern("\\p{Cntrl}");
        }
        return saved.read.size();
    }

    private static byte[] everyKindOnce() {
        SavedText saved = new SavedText();
        WrittenTrace trace = new WrittenTrace();
        saved.lines.began(SavedText.HEADER);
        try {
            for (Observation observation : Families.examples()) {
                saved.lines.entry(trace.seen(new Vantage(Source.OS, Side.CLIENT), Conversation.RUN, observation));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return saved.toString().getBytes(StandardCharsets.UTF_8);
    }
}
