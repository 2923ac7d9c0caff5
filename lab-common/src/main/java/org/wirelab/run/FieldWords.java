package org.wirelab.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.wirelab.trace.Observation;

/// An observation in one line for those who want to see everything: its kind, and its fields by the names
/// that they have in the JSON lines.
public final class FieldWords {

    private static final JsonFactory JSON = new JsonFactory();

    private FieldWords() {}

    /// `arq.window {"base":2,"next":4,"limit":4}`.
    public static String of(Observation observation) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (observation instanceof Record fields) {
                RecordJson.writeFields(json, fields);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory takes everything
        }
        return Kinds.nameOf(observation.getClass()) + " " + text;
    }
}
