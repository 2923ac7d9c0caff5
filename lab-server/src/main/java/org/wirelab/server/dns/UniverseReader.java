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
import org.wirelab.dns.fault.Behaviour;
import org.wirelab.dns.fault.BehaviourText;
import org.wirelab.dns.zone.Authority;
import org.wirelab.dns.zone.ServedZone;
import org.wirelab.dns.zone.Zone;
import org.wirelab.dns.zone.ZoneFile;
import org.xbill.DNS.Name;

/// Reads a universe: `servers.txt`, the zone files that it names, `signing.txt` and `scenarios.txt` where there are
/// any.
final class UniverseReader {

    private static final String SERVERS = "servers.txt";
    private static final String SIGNING = "signing.txt";
    private static final String SCENARIOS = "scenarios.txt";
    private static final String SERVER_LINE =
            "a line is `name | addresses | zones`, and `| options` where there are any";
    private static final String SIGNING_LINE = "a line is `zone | nsec`, or nsec3, unsigned, expired, bogus-ds";
    private static final String SCENARIO_LINE = "a line is `scenario | name | type`";
    private static final String ALL_ZONES = "*";
    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d+(\\.\\d+){3}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /// Which zone, and which version of it.
    private record Version(Name origin, String file) {}

    private record Line(Name server, List<InetAddress> addresses, List<Version> zones, Behaviour behaviour) {}

    private final UniverseFiles files;
    private final ZoneSigning signing;
    private final Map<Version, Zone> zones = new HashMap<>();
    private final Set<InetAddress> taken = new HashSet<>();

    private UniverseReader(UniverseFiles files, ZoneSigning signing) {
        this.files = files;
        this.signing = signing;
    }

    /// @throws IOException in one line, with the file, the line where there is one, and what is wrong in it
    static Universe read(UniverseFiles files, ZoneSigning signing) throws IOException {
        return new UniverseReader(files, signing).read();
    }

    private Universe read() throws IOException {
        byte[] servers = files.read(SERVERS)
                .orElseThrow(() -> new IOException(
                        "there is no " + SERVERS + ": it says which servers there are; " + SERVER_LINE));
        List<Line> lines = lines(SERVERS, servers, this::server);
        lines(SIGNING, files.read(SIGNING).orElse(new byte[0]), this::signing);
        return new Universe(
                served(lines), lines(SCENARIOS, files.read(SCENARIOS).orElse(new byte[0]), UniverseReader::scenario));
    }

    private List<Universe.Server> served(List<Line> lines) {
        Set<Name> origins = new HashSet<>();
        zones.keySet().forEach(version -> origins.add(version.origin()));
        Map<Version, ServedZone> made = new HashMap<>();
        zones.forEach((version, zone) -> made.put(version, signing.apply(zone, origins::contains)));
        return lines.stream()
                .map(line -> new Universe.Server(
                        line.server(),
                        line.addresses(),
                        new Authority(line.zones().stream().map(made::get).toList()),
                        line.behaviour()))
                .toList();
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(String[] fields) throws IOException;
    }

    private static <T> List<T> lines(String file, byte[] text, Reading<T> reading) throws IOException {
        List<T> all = new ArrayList<>();
        int number = 0;
        for (String raw : new String(text, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            String bare = raw.replaceFirst("#.*", "").strip();
            if (!bare.isEmpty()) {
                try {
                    all.add(reading.read(bare.split("\\|", -1)));
                } catch (IllegalArgumentException e) {
                    throw new IOException(file + ", line " + number + ": " + e.getMessage(), e);
                } catch (IOException e) {
                    throw new IOException(e.getMessage() + " (" + file + ", line " + number + " wants it)", e);
                }
            }
        }
        return all;
    }

    private Line server(String[] fields) throws IOException {
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
        List<Version> served = new ArrayList<>();
        for (String word : words(fields[2])) {
            served.add(zone(word));
        }
        return new Line(
                Question.parseName(fields[0].strip()),
                addresses,
                served,
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
    private Version zone(String word) throws IOException {
        int equals = word.indexOf('=');
        Name origin = Question.parseName(equals < 0 ? word : word.substring(0, equals));
        Version version = new Version(origin, equals < 0 ? fileOf(origin) : word.substring(equals + 1));
        if (!zones.containsKey(version)) {
            byte[] text = files.read(version.file())
                    .orElseThrow(() ->
                            new IOException("there is no " + version.file() + ", the file of the zone " + origin));
            zones.put(version, ZoneFile.read(origin, text, version.file()));
        }
        return version;
    }

    private Name signing(String[] fields) {
        if (fields.length != 2) {
            throw new IllegalArgumentException(SIGNING_LINE);
        }
        String zone = fields[0].strip();
        ZoneSigning.How how = ZoneSigning.How.parse(words(fields[1]));
        if (zone.equals(ALL_ZONES)) {
            signing.setUsual(how);
            return Name.root;
        }
        Name origin = Question.parseName(zone);
        if (zones.keySet().stream().noneMatch(version -> version.origin().equals(origin))) {
            throw new IllegalArgumentException("no server serves the zone " + origin + ", see " + SERVERS);
        }
        signing.set(origin, how);
        return origin;
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
