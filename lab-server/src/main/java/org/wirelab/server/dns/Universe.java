package org.wirelab.server.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wirelab.dns.Question;
import org.wirelab.dns.fault.Behaviour;
import org.wirelab.dns.zone.Authority;
import org.wirelab.dns.zone.ServedZone;
import org.wirelab.dns.zone.ZoneFile;
import org.wirelab.dns.zone.signing.Keyring;
import org.wirelab.dns.zone.signing.SignedZone;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;

/// A miniature Internet as data: which servers there are, with which addresses, the zones that each one serves, how far
/// away it is and what is wrong with it.
///
/// It is read from `servers.txt` (a line is `name | addresses | zones | options`) and a zone file `ZONE.zone` for each
/// zone, `root.zone` for the root, and `signing.txt`; docs/reference/universe.md has the format.
///
/// @param scenarios what can be asked in it that a failure answers
public record Universe(List<Server> servers, List<Scenario> scenarios) {

    /// One name server.
    public record Server(Name name, List<InetAddress> addresses, Authority authority, Behaviour behaviour) {
        public Server {
            addresses = List.copyOf(addresses);
        }
    }

    /// A failure on demand: its name on the command line, and the question that meets it.
    public record Scenario(String name, Question question) {}

    /// The built-in universe has one anchor as long as this process lives, however often it is read.
    private static final Keyring KEYS = new Keyring(new SecureRandom());

    public Universe {
        servers = List.copyOf(servers);
        scenarios = List.copyOf(scenarios);
    }

    /// The universe that the lab carries.
    public static Universe builtIn() {
        try {
            return UniverseReader.read(UniverseFiles.builtIn(), new ZoneSigning(KEYS, Instant.now()));
        } catch (IOException e) {
            throw new IllegalStateException("the built-in universe is damaged: " + e.getMessage(), e);
        }
    }

    /// Reads somebody's own from a folder.
    ///
    /// @throws IOException in one line, with the file and what is wrong in it
    public static Universe read(Path folder) throws IOException {
        return UniverseReader.read(
                UniverseFiles.in(folder), new ZoneSigning(new Keyring(new SecureRandom()), Instant.now()));
    }

    /// The zones that are served, each version once.
    public List<ServedZone> zones() {
        return servers.stream()
                .flatMap(server -> server.authority().zones().stream())
                .distinct()
                .toList();
    }

    /// The DS record of the root, with which a validator can begin: a line that unbound's `trust-anchor` and
    /// drill's `-k` take; empty when there is no root that is signed.
    public Optional<DSRecord> anchor() {
        return zones().stream()
                .filter(zone -> zone.origin().equals(Name.root))
                .filter(SignedZone.class::isInstance)
                .findFirst()
                .map(root -> ((SignedZone) root).anchor());
    }

    /// A zone as a file that other name servers load, with its signatures where it is signed.
    ///
    /// @param origin of a zone that is served
    public String zoneFile(String origin) {
        Name name = Question.parseName(origin);
        ServedZone zone = zones().stream()
                .filter(each -> each.origin().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no server serves the zone " + name));
        return ZoneFile.text(zone.everything());
    }

    /// The same servers, every one behaving like this: `fault=silent` is an Internet that a firewall keeps away.
    public Universe behaving(Behaviour behaviour) {
        return new Universe(
                servers.stream()
                        .map(each -> new Server(each.name(), each.addresses(), each.authority(), behaviour))
                        .toList(),
                scenarios);
    }
}
