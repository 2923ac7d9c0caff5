package org.wirelab.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Entry;

/// A run as JSON lines in memory: written as a run writes them, and read as a saved run is.
final class SavedText {

    static final RunHeader HEADER = new RunHeader(
            "20261122-185012-tcp", "tcp", Instant.parse("2026-11-22T18:50:12Z"), "en", List.of("tcp.open"));
    static final Wording ENGLISH = new Wording(Texts.in(Language.EN));

    private final StringWriter text = new StringWriter();

    /// What writes into it.
    final JsonLines lines = new JsonLines(text, "memory", ENGLISH);

    /// What was handed on when it was read.
    final List<Entry> read = new ArrayList<>();

    @Override
    public String toString() {
        return text.toString();
    }

    /// Reads these lines as the file `trace.jsonl`.
    SavedRun.Contents read(String damaged) throws LabException {
        return read(new ByteArrayInputStream(damaged.getBytes(StandardCharsets.UTF_8)));
    }

    SavedRun.Contents read(InputStream in) throws LabException {
        return read(in, Families.ALL);
    }

    SavedRun.Contents read(InputStream in, Kinds kinds) throws LabException {
        read.clear();
        try {
            return SavedRun.read(in, "trace.jsonl", kinds, _ -> {}, read::add);
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
    }
}
