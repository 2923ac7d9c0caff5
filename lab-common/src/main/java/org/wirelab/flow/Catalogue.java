package org.wirelab.flow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.text.Texts;

/// All sentences of the notes, or of the scenarios, in their order, with their references. What they say stands in the
/// text bundles.
public final class Catalogue {

    private final List<Sentence> sentences;

    /// One sentence of the notes.
    ///
    /// @param id `tcp.open.1`; its text is `tcp.open.1.statement`
    /// @param group the part of the notes it stands in, `tcp.open`; its text is `tcp.open.title`
    /// @param reference where the standard says it: `RFC 9293 §3.5, RFC 6528`
    public record Sentence(String id, String group, String reference) {}

    private Catalogue(List<Sentence> sentences) {
        this.sentences = List.copyOf(sentences);
    }

    /// The catalogue of the notes, which ships with the lab.
    public static Catalogue load() {
        return load("catalogue.txt");
    }

    /// The catalogue of the scenarios: what a connection does that goes another way than the notes'.
    public static Catalogue scenarios() {
        return load("scenarios.txt");
    }

    private static Catalogue load(String name) {
        InputStream resource = Texts.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IllegalStateException("the jar lacks " + name);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return parse(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads lines of `id | reference` under `[group]` headings; `#` begins a comment.
    ///
    /// @throws IllegalArgumentException naming the line that is neither
    static Catalogue parse(List<String> lines) {
        List<Sentence> sentences = new ArrayList<>();
        String group = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int bar = line.indexOf('|');
            if (line.startsWith("[") && line.endsWith("]")) {
                group = line.substring(1, line.length() - 1);
            } else if (bar > 0) {
                sentences.add(new Sentence(
                        line.substring(0, bar).strip(),
                        group,
                        line.substring(bar + 1).strip()));
            } else {
                throw new IllegalArgumentException("catalogue line " + (i + 1) + ": no 'id | reference': " + line);
            }
        }
        return new Catalogue(sentences);
    }

    /// Every sentence, in the order of the notes.
    public List<Sentence> sentences() {
        return sentences;
    }

    /// The sentence with this id.
    public Optional<Sentence> find(String id) {
        return sentences.stream().filter(sentence -> sentence.id().equals(id)).findFirst();
    }

    /// The sentences of a group, or of all groups below it: `tcp` has those of `tcp`, `tcp.open` and `tcp.close`.
    public List<Sentence> under(String group) {
        return sentences.stream()
                .filter(sentence ->
                        sentence.group().equals(group) || sentence.group().startsWith(group + "."))
                .toList();
    }
}
