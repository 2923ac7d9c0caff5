package org.wirelab.dns.zone;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// A zone as a text (RFC 1035 §5).
public final class ZoneFile {
    private ZoneFile() {}

    private static final Pattern PLACE = Pattern.compile("<[^>]*>:(\\d+): (.*)", Pattern.DOTALL);

    /// Reads a zone file; `$INCLUDE` is refused.
    ///
    /// @param name of the file, for messages
    /// @throws IOException in one line, with the file, the line where one is wrong in itself, and what is wrong
    public static Zone read(Name origin, byte[] file, String name) throws IOException {
        List<Record> records = new ArrayList<>();
        try (Master master = new Master(new ByteArrayInputStream(file), origin)) {
            master.disableIncludes(true);
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                records.add(record);
            }
            return new Zone(origin, records);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(placed(name, String.valueOf(e.getMessage())), e);
        }
    }

    /// The records as lines, in the order given.
    public static String text(List<Record> records) {
        StringBuilder text = new StringBuilder();
        records.forEach(record -> text.append(record).append('\n'));
        return text.toString();
    }

    /// dnsjava says `<none>:LINE: what` of a text without a file's name.
    private static String placed(String name, String message) {
        Matcher place = PLACE.matcher(message);
        return place.matches() ? name + ", line " + place.group(1) + ": " + place.group(2) : name + ": " + message;
    }
}
