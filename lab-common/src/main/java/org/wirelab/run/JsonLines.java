package org.wirelab.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;
import org.wirelab.flow.Finding;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Worded;

/// Writes a run as JSON lines: `--json` on the standard output, `trace.jsonl` in the run's folder.
///
/// Each line is flushed as it is complete, so that a reader at the other end of a pipe follows live.
public final class JsonLines implements RunListener {

    private static final JsonFactory JSON = new JsonFactory();

    /// What an entry says is the same in every language of a run; what is found of it is said in the run's own.
    private static final Wording ENGLISH = new Wording(Texts.in(Language.EN));

    private final Writer out;
    private final String name;
    private final Wording wording;

    /// @param out where the lines go, in UTF-8; not closed by this
    /// @param name what to call it in an error: a path, or `standard output`
    public JsonLines(Writer out, String name, Wording wording) {
        this.out = out;
        this.name = name;
        this.wording = wording;
    }

    /// One line's fields; the braces are written around them.
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    @Override
    public void began(RunHeader header) {
        line("run", json -> {
            json.writeNumberField("format", RunHeader.FORMAT);
            json.writeStringField("id", header.id());
            json.writeStringField("command", header.command());
            json.writeStringField("started", header.started().toString());
            json.writeStringField("lang", header.language());
            json.writeFieldName("flows");
            json.writeStartArray();
            for (String flow : header.flows()) {
                json.writeString(flow);
            }
            json.writeEndArray();
        });
    }

    @Override
    public void entry(Entry entry) {
        line("entry", json -> {
            json.writeNumberField("n", entry.number());
            json.writeNumberField("t_ns", entry.nanos());
            json.writeStringField("clock", entry.clock().label());
            json.writeStringField("source", entry.vantage().source().label());
            json.writeStringField("side", entry.vantage().side().label());
            json.writeStringField("conversation", entry.conversation().id());
            json.writeStringField("kind", Kinds.nameOf(entry.observation().getClass()));
            RecordJson.writeFields(json, (Record) entry.observation());
            if (entry.observation() instanceof Worded worded) {
                Optional<String> why = ENGLISH.sentence(worded);
                if (why.isPresent()) {
                    json.writeStringField("why", why.get());
                }
            }
        });
    }

    @Override
    public void found(Finding finding) {
        line("finding", json -> {
            json.writeStringField("flow", finding.flow());
            json.writeStringField("conversation", finding.conversation().id());
            json.writeStringField("step", finding.step());
            json.writeStringField("verdict", finding.verdict().label());
            json.writeFieldName("evidence");
            json.writeStartArray();
            for (long number : finding.evidence()) {
                json.writeNumber(number);
            }
            json.writeEndArray();
            json.writeStringField("statement", wording.statement(finding.step()));
            if (wording.why(finding).isPresent()) {
                json.writeStringField("why", wording.why(finding).get());
            }
            json.writeStringField("reference", wording.reference(finding.step()));
            if (!finding.letters().isEmpty()) {
                json.writeObjectFieldStart("letters");
                for (Map.Entry<String, String> letter : finding.letters().entrySet()) {
                    json.writeStringField(letter.getKey(), letter.getValue());
                }
                json.writeEndObject();
            }
        });
    }

    @Override
    public void ended(Summary summary) {
        line("summary", json -> {
            for (Map.Entry<String, Integer> count : summary.counts().entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeNumberField("exit", summary.exit());
        });
    }

    private void line(String type, Fields fields) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("type", type);
            fields.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be written: " + RunFolder.reason(e), e);
        }
    }
}
