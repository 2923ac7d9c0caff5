package org.wirelab.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.wirelab.render.Style;
import org.wirelab.render.TerminalPage;
import org.wirelab.render.TerminalPage.Detail;
import org.wirelab.run.JsonLines;
import org.wirelab.run.LabException;
import org.wirelab.run.Replay;
import org.wirelab.run.RunFolder;
import org.wirelab.run.RunListener;
import org.wirelab.run.Wording;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

/// A run that was recorded once and is kept with what it looked like: `trace.jsonl`, `page_en.txt`, `page_ko.txt`.
///
/// With the system property `golden.write` the files are written anew instead of being compared; the difference in Git
/// then shows what changed for users.
record GoldenRun(Path folder) {

    static final boolean WRITE = Boolean.getBoolean("golden.write");

    private static final Path ALL = Path.of("src", "test", "resources", "org", "wirelab", "client", "golden");

    /// Every folder of the golden runs is one.
    static List<GoldenRun> all() throws IOException {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(GoldenRun::new)
                    .toList();
        }
    }

    /// The run's JSON lines as they were saved, findings in English.
    String saved() {
        return read(RunFolder.TRACE);
    }

    /// The terminal page as it is kept.
    String page(Language language) {
        return read(pageFile(language));
    }

    /// The JSON lines that this program makes of the saved entries.
    String replayed() throws LabException {
        StringWriter lines = new StringWriter();
        replay(new JsonLines(lines, "the test", new Wording(Texts.in(Language.EN))));
        return lines.toString();
    }

    /// The terminal page that this program makes of the saved entries.
    String shown(Language language, Style style, Detail detail) throws LabException {
        StringWriter page = new StringWriter();
        replay(new TerminalPage(new PrintWriter(page), style, new Wording(Texts.in(language)), detail));
        return page.toString().replace(System.lineSeparator(), "\n");
    }

    /// Keeps what this program makes of the saved entries.
    void write(Style style) throws LabException, IOException {
        Files.writeString(folder.resolve(RunFolder.TRACE), replayed());
        for (Language language : Language.values()) {
            Files.writeString(folder.resolve(pageFile(language)), shown(language, style, Detail.NORMAL));
        }
    }

    @Override
    public String toString() {
        return String.valueOf(folder.getFileName());
    }

    private void replay(RunListener listener) throws LabException {
        Replay.of(folder, Protocols.KINDS, Protocols.flows(), List.of(listener));
    }

    private static String pageFile(Language language) {
        return "page_" + language.tag() + ".txt";
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(folder.resolve(file) + ": -Dgolden.write=true writes it", e);
        }
    }
}
