package org.wirelab.client.dns;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.RecordText;
import org.wirelab.render.Columns;
import org.wirelab.text.Texts;

/// What one of many names came to, as one line.
///
/// @param status `answer`, `nodata`, `nxdomain`, `servfail`, `bogus`, `timeout`
/// @param answers as `name ttl class type rdata`
/// @param why in words, where there is no answer of any kind; empty otherwise
record NameResult(
        String name,
        String type,
        String status,
        String rcode,
        List<String> answers,
        int exchanges,
        double millis,
        String why) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int FIELDS = 5;
    private static final String INDENT = "    ";

    /// @param bogus why it is bogus; empty when it is not
    static NameResult of(DnsOutcome outcome, String bogus, Texts texts) {
        // lame servers do not serve: for a script that is a failure of servers like another
        String status = !bogus.isEmpty() ? "bogus" : outcome.status().equals("lame") ? "servfail" : outcome.status();
        String why = bogus;
        if (outcome.failed()) {
            // who answers in the place of all says no more than that
            boolean all = outcome.reason().equals(FailureReason.INTERCEPTED.label());
            String first = all || outcome.detail().isEmpty()
                    ? ""
                    : ": " + outcome.detail().getFirst();
            why = texts.format("dns.reason." + outcome.reason(), outcome.zone()) + first;
        }
        return new NameResult(
                outcome.name(),
                outcome.type(),
                status,
                outcome.rcode(),
                // nobody is to go by what is bogus
                status.equals("answer") ? outcome.answers() : List.of(),
                outcome.exchanges(),
                outcome.millis(),
                why);
    }

    /// True when nobody said anything, not even that there is nothing; or nobody may believe it.
    boolean failed() {
        return !why.isEmpty();
    }

    /// For programs.
    String json() {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("type", "result");
            json.writeStringField("name", name);
            json.writeStringField("qtype", type);
            json.writeStringField("status", status);
            json.writeStringField("rcode", rcode);
            json.writeArrayFieldStart("answers");
            for (String answer : answers) {
                json.writeString(answer);
            }
            json.writeEndArray();
            json.writeNumberField("exchanges", exchanges);
            json.writeNumberField("ms", Math.round(millis * 1e3) / 1e3);
            json.writeStringField("why", why);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer cannot fail", e);
        }
        return line.toString();
    }

    /// For people: `www.naver.com. A  203.0.113.10 203.0.113.11  (4 queries, 3.1 ms)`.
    String line() {
        String said = status.equals("answer")
                ? String.join(" ", data(answers))
                : status.toUpperCase(Locale.ROOT) + (why.isEmpty() ? "" : "  " + why);
        return "%s %s  %s  (%d %s, %.1f ms)"
                .formatted(name, type, said, exchanges, exchanges == 1 ? "query" : "queries", millis);
    }

    /// The same for a terminal of so many columns: what does not fit stands below, set in.
    List<String> lines(int columns) {
        List<String> rows = Columns.wrapped(line(), columns - INDENT.length());
        return IntStream.range(0, rows.size())
                .mapToObj(row -> row == 0 ? rows.getFirst() : INDENT + rows.get(row))
                .toList();
    }

    /// The data of records, without what stands before it; signatures only where there is nothing else.
    static List<String> data(List<String> records) {
        List<String> unsigned = records.stream()
                .filter(record -> !RecordText.typeOf(record).equals("RRSIG"))
                .toList();
        return (unsigned.isEmpty() ? records : unsigned)
                .stream()
                        .map(record -> record.split(" ", FIELDS))
                        .map(fields -> fields[fields.length - 1])
                        .toList();
    }
}
