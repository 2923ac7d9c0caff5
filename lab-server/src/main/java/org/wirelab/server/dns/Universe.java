package org.wirelab.server.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.wirelab.dns.Question;
import org.wirelab.dns.fault.Behaviour;
import org.wirelab.dns.zone.Authority;
import org.xbill.DNS.Name;

/// A miniature Internet as data: which servers there are, with which addresses, the zones that each one serves, how far
/// away it is and what is wrong with it.
///
/// It is read from `servers.txt` (a line is `name | addresses | zones | options`) and a zone file `ZONE.zone` for each
/// zone, `root.zone` for the root; docs/reference/universe.md has the format.
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

    public Universe {
        servers = List.copyOf(servers);
        scenarios = List.copyOf(scenarios);
    }

    /// The universe that the lab carries.
    public static Universe builtIn() {
        try {
            return UniverseReader.read(UniverseFiles.builtIn());
        } catch (IOException e) {
            throw new IllegalStateException("the built-in universe is damaged: " + e.getMessage(), e);
        }
    }

    /// Reads somebody's own from a folder.
    ///
    /// @throws IOException in one line, with the file and what is wrong in it
    public static Universe read(Path folder) throws IOException {
        return UniverseReader.read(UniverseFiles.in(folder));
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
