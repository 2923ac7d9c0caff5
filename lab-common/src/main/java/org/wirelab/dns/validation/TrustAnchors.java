package org.wirelab.dns.validation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.wirelab.dns.Names;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The keys that are believed without a proof: where every chain of trust begins (RFC 4033 §2).
///
/// @param origin where they come from: `built in`, or the file's name
/// @param records DS and DNSKEY records, at least one
public record TrustAnchors(String origin, List<Record> records) {

    public TrustAnchors {
        records = List.copyOf(records);
    }

    /// The two key-signing keys of the root, as IANA publishes them.
    public static TrustAnchors ofTheRoot() {
        try (InputStream file = Objects.requireNonNull(TrustAnchors.class.getResourceAsStream("root-anchors.txt"))) {
            return parse("built in", file.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("the built-in trust anchors are damaged", e);
        }
    }

    /// Reads a file of DS or DNSKEY records in the master file format, as `dig . DNSKEY` prints them and as unbound
    /// and BIND keep them.
    ///
    /// @throws IOException in one line, with the line of the file, when it is none or holds another record
    public static TrustAnchors parse(String origin, byte[] file) throws IOException {
        List<Record> records = new ArrayList<>();
        int number = 0;
        int first = 1;
        StringBuilder entry = new StringBuilder();
        for (String line : new String(file, StandardCharsets.UTF_8).lines().toList()) {
            number++;
            if (entry.isEmpty()) {
                first = number;
            }
            entry.append(line.replaceFirst(";.*", "")).append('\n');
            // RFC 1035 §5.1: parentheses let a record go over several lines
            if (count(entry, '(') <= count(entry, ')')) {
                read(entry.toString(), origin + ", line " + first, records);
                entry.setLength(0);
            }
        }
        if (!entry.isEmpty()) {
            throw new IOException(origin + ", line " + first + ": a parenthesis is not closed");
        }
        if (records.isEmpty()) {
            throw new IOException(origin + " holds no trust anchor: a DS or DNSKEY record is one");
        }
        return new TrustAnchors(origin, records);
    }

    /// The anchors of the zone closest above the name, or of its own; empty where none covers it.
    public List<Record> covering(Name name) {
        List<Record> closest = List.of();
        for (Record record : records) {
            boolean covers = record.getName().equals(name) || Names.above(record.getName(), name);
            if (covers
                    && (closest.isEmpty()
                            || record.getName().labels()
                                    > closest.getFirst().getName().labels())) {
                Name zone = record.getName();
                closest = records.stream()
                        .filter(other -> other.getName().equals(zone))
                        .toList();
            }
        }
        return closest;
    }

    /// In a few words each: `DS 20326`, `DNSKEY 38696`.
    static List<String> words(List<Record> anchors) {
        return anchors.stream()
                .map(record -> switch (record) {
                    case DSRecord ds -> "DS " + ds.getFootprint();
                    case DNSKEYRecord key -> "DNSKEY " + key.getFootprint();
                    default -> throw new IllegalStateException("no anchor: " + record);
                })
                .toList();
    }

    /// The records as a file again, for dnsjava.
    InputStream file() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintWriter text = new PrintWriter(bytes, false, StandardCharsets.UTF_8)) {
            records.forEach(text::println);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void read(String entry, String place, List<Record> records) throws IOException {
        if (entry.isBlank()) {
            return;
        }
        try (Master master =
                new Master(new ByteArrayInputStream(entry.getBytes(StandardCharsets.UTF_8)), Name.root, 3600)) {
            master.disableIncludes(true);
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                if (!(record instanceof DSRecord || record instanceof DNSKEYRecord)) {
                    throw new IOException("a " + Type.string(record.getType()) + " record is no trust anchor");
                }
                records.add(record);
            }
        } catch (IOException | IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage()).replaceFirst("^<none>:\\d+: ", "");
            throw new IOException(place + ": " + why + " (a DS or DNSKEY record is expected)", e);
        }
    }

    private static long count(CharSequence text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
