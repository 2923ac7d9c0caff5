package org.wirelab.server.dns;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.wirelab.dns.zone.Authority;
import org.wirelab.dns.Question;
import org.wirelab.dns.zone.Zone;
import org.xbill.DNS.Name;

/// A miniature Internet as data: which servers there are, with which addresses, and the zones that each one serves.
///
/// It is read from `servers.txt` (a line is `name | addresses | zones`) and a zone file `ZONE.zone` for each zone,
/// `root.zone` for the root.
public record Universe(List<Server> servers) {

    /// One name server.
    public record Server(Name name, List<InetAddress> addresses, Authority authority) {
        public Server {
            addresses = List.copyOf(addresses);
        }
    }

    /// Where a universe's files are read from.
    @FunctionalInterface
    interface Files {
        /// The bytes of a file.
        ///
        /// @throws IOException in one line, when there is none
        byte[] read(String name) throws IOException;
    }

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    public Universe {
        servers = List.copyOf(servers);
    }

    /// The universe that the lab carries.
    public static Universe builtIn() {
        try {
            return read(name -> {
                try (InputStream file = Universe.class.getResourceAsStream("universe/" + name)) {
                    if (file == null) {
                        throw new IOException("no file " + name);
                    }
                    return file.readAllBytes();
                }
            });
        } catch (IOException e) {
            throw new IllegalStateException("the built-in universe is damaged: " + e.getMessage(), e);
        }
    }

    /// Reads a universe.
    ///
    /// @throws IOException in one line, with the file and what is wrong in it
    static Universe read(Files files) throws IOException {
        Map<Name, Zone> zones = new HashMap<>();
        List<Server> servers = new ArrayList<>();
        int number = 0;
        for (String line : new String(files.read("servers.txt"), StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            String text = line.replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                try {
                    servers.add(server(text.split("\\|", -1), zones, files));
                } catch (IllegalArgumentException e) {
                    throw new IOException("servers.txt, line " + number + ": " + e.getMessage(), e);
                }
            }
        }
        return new Universe(servers);
    }

    private static Server server(String[] fields, Map<Name, Zone> zones, Files files) throws IOException {
        if (fields.length != 3) {
            throw new IllegalArgumentException("a line is `name | addresses | zones`");
        }
        List<Zone> served = new ArrayList<>();
        for (String word : words(fields[2])) {
            Name origin = Question.parseName(word);
            Zone zone = zones.get(origin);
            if (zone == null) {
                zone = Zone.parse(origin, files.read(fileOf(origin)));
                zones.put(origin, zone);
            }
            served.add(zone);
        }
        List<InetAddress> addresses =
                words(fields[1]).stream().map(InetAddress::ofLiteral).toList();
        return new Server(Question.parseName(fields[0].strip()), addresses, new Authority(served));
    }

    private static String fileOf(Name origin) {
        return (origin.equals(Name.root) ? "root" : origin.toString(true)) + ".zone";
    }

    private static List<String> words(String field) {
        return field.isBlank() ? List.of() : List.of(BLANKS.split(field.strip()));
    }
}
