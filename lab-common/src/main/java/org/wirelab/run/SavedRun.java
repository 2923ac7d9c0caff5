package org.wirelab.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;

/// Reads the JSON lines of a run back: its header, then its entries one by one.
///
/// Findings in the file are passed over: whoever reads judges the entries again, in whatever language, and a saved run
/// is held to what this program knows today.
public final class SavedRun {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_LINE = 1 << 24;
    private static final int LONGEST_PROBLEM = 200;

    private final Kinds kinds;
    private final String name;
    private int lineNumber;

    private SavedRun(Kinds kinds, String name) {
        this.kinds = kinds;
        this.name = name;
    }

    /// What a file held besides its entries.
    ///
    /// @param header the first line
    /// @param complete whether the summary was there, so that the run had come to its end
    /// @param exit what the run itself exited with; 0 where the summary is missing
    public record Contents(RunHeader header, boolean complete, int exit) {}

    /// Reads a run's folder or its `trace.jsonl`.
    ///
    /// @param onHeader called with the first line
    /// @param onEntry called with each entry, in order
    /// @throws LabException naming the file and the line where it is damaged; what stood before has been handed on
    public static Contents read(Path folderOrFile, Kinds kinds, Consumer<RunHeader> onHeader, Consumer<Entry> onEntry)
            throws LabException {
        Path file = Files.isDirectory(folderOrFile) ? folderOrFile.resolve(RunFolder.TRACE) : folderOrFile;
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), kinds, onHeader, onEntry);
        } catch (NoSuchFileException e) {
            throw new LabException(
                    ExitCode.USAGE, "no saved run at " + folderOrFile + ": name a folder under lab-runs/", e);
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, file + " cannot be read: " + RunFolder.reason(e), e);
        }
    }

    /// Reads a run from a stream, which errors name so.
    static Contents read(
            InputStream in, String name, Kinds kinds, Consumer<RunHeader> onHeader, Consumer<Entry> onEntry)
            throws IOException, LabException {
        return new SavedRun(kinds, name).read(new TextLines(in, LONGEST_LINE), onHeader, onEntry);
    }

    private Contents read(TextLines lines, Consumer<RunHeader> onHeader, Consumer<Entry> onEntry)
            throws IOException, LabException {
        RunHeader header = header(next(lines), lines.cutShort());
        onHeader.accept(header);
        long last = 0;
        for (String line = next(lines); line != null; line = next(lines)) {
            Map<String, @Nullable Object> fields = parse(line, lines.cutShort());
            switch (text(fields, "type")) {
                case "entry" -> {
                    Entry entry = entry(fields);
                    if (entry.number() <= last) {
                        throw damaged("entry " + entry.number() + " stands after entry " + last, null);
                    }
                    last = entry.number();
                    onEntry.accept(entry);
                }
                case "summary" -> {
                    return new Contents(header, true, exit(fields));
                }
                default -> {} // findings are made again; types that later versions add are not ours to judge
            }
        }
        return new Contents(header, false, 0);
    }

    private RunHeader header(@Nullable String line, boolean cutShort) throws LabException {
        if (line == null) {
            throw damaged("the file is empty", null);
        }
        Map<String, @Nullable Object> fields = parse(line, cutShort);
        if (!"run".equals(fields.get("type"))) {
            throw damaged("a run begins with {\"type\":\"run\"", null);
        }
        if (number(fields, "format") != RunHeader.FORMAT) {
            throw damaged("format " + fields.get("format") + " is not known to this version", null);
        }
        try {
            List<String> flows = new ArrayList<>();
            if (fields.get("flows") instanceof List<?> named) {
                named.forEach(flow -> flows.add(String.valueOf(flow)));
            }
            return new RunHeader(
                    text(fields, "id"),
                    text(fields, "command"),
                    Instant.parse(text(fields, "started")),
                    text(fields, "lang"),
                    flows);
        } catch (DateTimeException e) {
            throw damaged("started: not a time", e);
        }
    }

    private Entry entry(Map<String, @Nullable Object> fields) throws LabException {
        String kind = text(fields, "kind");
        Class<? extends Observation> type =
                kinds.find(kind).orElseThrow(() -> damaged("no observation is called " + kind, null));
        try {
            return new Entry(
                    number(fields, "n"),
                    number(fields, "t_ns"),
                    TimeSource.ofLabel(text(fields, "clock")),
                    new Vantage(Source.ofLabel(text(fields, "source")), Side.ofLabel(text(fields, "side"))),
                    new Conversation(text(fields, "conversation")),
                    RecordValues.record(type, fields));
        } catch (IllegalArgumentException e) {
            throw damaged(kind + ": " + e.getMessage(), e);
        }
    }

    private @Nullable String next(TextLines lines) throws IOException, LabException {
        lineNumber++;
        try {
            return lines.next();
        } catch (CharacterCodingException e) {
            throw damaged("not UTF-8 text", e);
        } catch (TextLines.TooLongException e) {
            throw damaged("a line of more than " + LONGEST_LINE + " bytes", e);
        }
    }

    private Map<String, @Nullable Object> parse(String line, boolean cutShort) throws LabException {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw damaged("not a JSON object", null);
            }
            Map<String, @Nullable Object> fields = object(json);
            if (json.nextToken() != null) {
                throw damaged("more than one JSON object", null);
            }
            return fields;
        } catch (JsonProcessingException e) {
            if (cutShort) {
                throw damaged("the line is cut short", e);
            }
            throw damaged("column " + e.getLocation().getColumnNr() + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            fields.put(field, value(json));
        }
        return fields;
    }

    /// Nesting is bounded by the parser's own limit.
    private static @Nullable Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> json.getText();
        };
    }

    private int exit(Map<String, @Nullable Object> fields) throws LabException {
        long exit = number(fields, "exit");
        if (exit < 0 || exit > 255) {
            throw damaged("exit: not 0 to 255", null);
        }
        return (int) exit;
    }

    private String text(Map<String, @Nullable Object> fields, String field) throws LabException {
        if (fields.get(field) instanceof String text) {
            return text;
        }
        throw damaged("no text in field " + field, null);
    }

    private long number(Map<String, @Nullable Object> fields, String field) throws LabException {
        if (fields.get(field) instanceof Long number) {
            return number;
        }
        throw damaged("no number in field " + field, null);
    }

    /// One line, whatever the file has put into it.
    private LabException damaged(String problem, @Nullable Throwable cause) {
        String printable = problem.replaceAll("\\p{Cntrl}+", " ");
        String brief =
                printable.length() > LONGEST_PROBLEM ? printable.substring(0, LONGEST_PROBLEM) + "..." : printable;
        String line = name + " is damaged at line " + lineNumber + ": " + brief;
        return cause == null ? new LabException(ExitCode.USAGE, line) : new LabException(ExitCode.USAGE, line, cause);
    }
}
