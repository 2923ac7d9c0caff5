package org.wirelab.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.wirelab.flow.Catalogue.Sentence;
import org.wirelab.run.Wording;
import org.wirelab.text.Texts;

/// The sentences of the notes as a person looks them up, or as JSON lines.
public final class CataloguePage {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int IDS = 19;

    private final PrintWriter out;
    private final Style style;
    private final Wording wording;

    public CataloguePage(PrintWriter out, Style style, Wording wording) {
        this.out = out;
        this.style = style;
        this.wording = wording;
    }

    /// A line for each sentence, under its part's title.
    public void list(List<Sentence> sentences) {
        String group = "";
        for (Sentence sentence : sentences) {
            group = titled(sentence, group);
            out.println("  " + Columns.padded(sentence.id(), IDS) + " " + wording.inShort(sentence.id()));
        }
    }

    /// Each sentence with its reference and what the world adds.
    public void inFull(List<Sentence> sentences) {
        String group = "";
        for (Sentence sentence : sentences) {
            group = titled(sentence, group);
            Texts texts = wording.texts();
            out.println("  " + style.bold(sentence.id()) + "  " + style.plain(sentence.reference()));
            field("explain.notes", wording.statement(sentence.id()));
            texts.find(sentence.id() + ".divergence").ifPresent(text -> field("explain.world", text));
            out.println();
        }
    }

    /// A JSON line for each sentence: id, group, statement, reference, divergence.
    public void json(List<Sentence> sentences) {
        for (Sentence sentence : sentences) {
            StringWriter line = new StringWriter();
            try (JsonGenerator json = JSON.createGenerator(line)) {
                json.writeStartObject();
                json.writeStringField("type", "sentence");
                json.writeStringField("id", sentence.id());
                json.writeStringField("group", sentence.group());
                json.writeStringField("statement", wording.statement(sentence.id()));
                json.writeStringField("reference", sentence.reference());
                String divergence =
                        wording.texts().find(sentence.id() + ".divergence").orElse("");
                if (!divergence.isEmpty()) {
                    json.writeStringField("divergence", divergence);
                }
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException("a string writer cannot fail", e);
            }
            out.print(line + "\n");
        }
    }

    private String titled(Sentence sentence, String before) {
        if (!sentence.group().equals(before)) {
            out.println(style.bold(wording.texts().get(sentence.group() + ".title")));
        }
        return sentence.group();
    }

    private void field(String label, String text) {
        String head = "    " + Columns.padded(wording.texts().get(label), 10);
        int room = style.width() - Columns.width(head);
        boolean first = true;
        for (String line : Columns.wrapped(style.plain(text), room)) {
            out.println((first ? head : " ".repeat(Columns.width(head))) + line);
            first = false;
        }
    }
}
