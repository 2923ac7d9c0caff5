package org.wirelab.server.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.wirelab.dns.Question;
import org.wirelab.dns.fault.BehaviourText;
import org.wirelab.dns.zone.Authority;
import org.wirelab.dns.zone.Zone;
import org.xbill.DNS.Name;

/// Reads a universe: `servers.txt`, the zone files that it names, `scenarios.txt` where there is one.
final class UniverseReader {

    private static final String SERVERS = "servers.txt";
    private static final String SCENARIOS = "scenarios.txt";
    private static final String SERVER_LINE =
            "a line is `name | addresses | zones`, and `| options` where there are any";
    private static final String SCENARIO_LINE = "a line is `scenario | name | type`";
    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d+(\\.\\d+){3}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final UniverseFiles files;
    private final Map<String, Zone> zones = new HashMap<>();
    private final Set<InetAddress> taken = new HashSet<>();

    private UniverseReader(UniverseFiles files) {
        this.files = files;
    }

    /// @throws IOException in one line, with the file, the line where there is one, and what is wrong in it
    static Universe read(UniverseFiles files) throws IOException {
        UniverseReader reader = new UniverseReader(files);
        byte[] servers = files.read(SERVERS)
                .orElseThrow(() -> new IOException(
                        "there is no " + SERVERS + ": it says which servers there are; " + SERVER_LINE));
        return new Universe(
                reader.lines(SERVERS, servers, reader::server),
                reader.lines(SCENARIOS, files.read(SCENARIOS).orElse(new byte[0]), UniverseReader::scenario));
    }

    @FunctionalInterface
    private interface Line<T> {
        T read(String[] fields) throws IOException;
    }

    private <T> List<T> lines(String file, byte[] text, Line<T> line) throws IOException {
        List<T> all = new ArrayList<>();
        int number = 0;
        for (String raw : new String(text, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            String bare = raw.replaceFirst("#.*", "").strip();
            if (!bare.isEmpty()) {
                try {
                    all.add(line.read(bare.split("\\|", -1)));
                } catch (IllegalArgumentException e) {
                    throw new IOException(file + ", line " + number + ": " + e.getMessage(), e);
                } catch (IOException e) {
                    throw new IOException(e.getMessage() + " (" + file + ", line " + number + " wants it)", e);
                }
            }
        }
        return all;
    }

    private Universe.Server server(String[] fields) throws IOException {
        if (fields.length < 3 || fields.length > 4) {
            throw new IllegalArgumentException(SERVER_LINE);
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (String word : words(fields[1])) {
            addresses.add(address(word));
        }
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("the server has no address; " + SERVER_LINE);
        }
        List<Zone> served = new ArrayList<>();
        for (String word : words(fields[2])) {
            served.add(zone(word));
        }
        return new Universe.Server(
                Question.parseName(fields[0].strip()),
                addresses,
                new Authority(served),
                BehaviourText.parse(words(fields.length == 4 ? fields[3] : "")));
    }

    private InetAddress address(String word) {
        InetAddress address = literal(word);
        if (!taken.add(address)) {
            throw new IllegalArgumentException("another server has the address " + word + " already");
        }
        return address;
    }

    /// The JDK takes `192.0.2` for an address too; whoever writes that has lost a number.
    private static InetAddress literal(String word) {
        try {
            if (word.contains(":") || FOUR_NUMBERS.matcher(word).matches()) {
                return InetAddress.ofLiteral(word);
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new IllegalArgumentException("'" + word + "' is no IPv4 or IPv6 address");
    }

    /// `example.com` in its own file, or `example.com=old.zone` in another one.
    private Zone zone(String word) throws IOException {
        int equals = word.indexOf('=');
        Name origin = Question.parseName(equals < 0 ? word : word.substring(0, equals));
        String file = equals < 0 ? fileOf(origin) : word.substring(equals + 1);
        Zone known = zones.get(origin + " " + file);
        if (known != null) {
            return known;
        }
        byte[] text = files.read(file)
                .orElseThrow(() -> new IOException("there is no " + file + ", the file of the zone " + origin));
        Zone zone = Zone.parse(origin, text, file);
        zones.put(origin + " " + file, zone);
        return zone;
    }

    private static Universe.Scenario scenario(String[] fields) {
        if (fields.length != 3) {
            throw new IllegalArgumentException(SCENARIO_LINE);
        }
        return new Universe.Scenario(fields[0].strip(), Question.parse(fields[1].strip(), fields[2].strip()));
    }

    private static String fileOf(Name origin) {
        return (origin.equals(Name.root) ? "root" : origin.toString(true)) + ".zone";
    }

    private static List<String> words(String field) {
        return field.isBlank() ? List.of() : List.of(BLANKS.split(field.strip()));
    }
}
