package org.wirelab.dns;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Trail;

/// Everything that a DNS lookup shows: the steps on this host, each query and response, what was believed, the answer.
///
/// Names are absolute and end with a dot; records stand as `name ttl class type rdata`.
public sealed interface DnsObservation extends Trail
        permits DnsObservation.LocalCache,
                DnsObservation.HostsLookup,
                DnsObservation.ResolverConfigured,
                DnsObservation.RootServers,
                DnsObservation.RecordsAccepted,
                DnsObservation.RecordsDropped,
                DnsObservation.DelegationFollowed,
                DnsObservation.SideLookup,
                DnsObservation.AliasFollowed,
                DnsObservation.NextServer,
                DnsObservation.LimitReached,
                DnsObservation.ReplyIgnored,
                DnsObservation.TrailingBytes,
                LocalObservation,
                DnsDecision,
                HttpExchanged,
                AnswersCompared,
                ResponseOctets,
                DnsQuery,
                DnsResponse,
                DnsPacket,
                DnsSilence,
                DnsOutcome {

    @Override
    default Mark mark() {
        return DnsTrail.of(this);
    }

    /// The look into this host's own cache: what all the looks into its caches
    /// ([LocalObservation.CacheProbed]) come to.
    ///
    /// @param observable false where this lab cannot look into it
    /// @param hit true when the name was there
    /// @param caches what may keep answers here, such as `nscd` or `systemd-resolved`; empty when none was found
    /// @param way how programs come by the cache; absent where that is not known
    @Kind("dns.local_cache")
    record LocalCache(String name, boolean observable, boolean hit, List<String> caches, Optional<CacheWay> way)
            implements DnsObservation, Note {
        public LocalCache {
            caches = List.copyOf(caches);
        }

        @Override
        public String title() {
            return "local cache";
        }

        @Override
        public List<String> details() {
            return List.of(
                    caches.isEmpty()
                            ? "none found"
                            : String.join(", ", caches) + ": "
                                    + (hit ? "it knows the name" : observable ? "nothing there" : "closed"));
        }
    }

    /// The look into the hosts file.
    ///
    /// @param file the file that was read; empty when there is none
    /// @param order the services that programs ask for host names, in the order of nsswitch.conf; empty where the
    ///     system has no such file
    /// @param addresses what the file says of the name; empty for no hit
    @Kind("dns.hosts")
    record HostsLookup(String name, String file, List<String> order, List<String> addresses)
            implements DnsObservation, Note {
        /// Services of nsswitch.conf that keep a cache of their own.
        private static final Set<String> CACHING = Set.of("resolve", "dns", "nis", "ldap", "sss", "winbind");

        public HostsLookup {
            order = List.copyOf(order);
            addresses = List.copyOf(addresses);
        }

        /// True when the file names the host.
        public boolean hit() {
            return !addresses.isEmpty();
        }

        /// True when programs read the file before they ask any service that could answer from a cache.
        public boolean fileBeforeCache() {
            int file = order.indexOf("files");
            return file >= 0 && order.subList(0, file).stream().noneMatch(CACHING::contains);
        }

        @Override
        public String title() {
            return "hosts file " + file;
        }

        @Override
        public List<String> details() {
            return List.of((hit() ? name + " is " + String.join(" ", addresses) : "no line for " + name)
                    + (order.isEmpty() ? "" : "; hosts: " + String.join(" ", order)));
        }
    }

    /// The resolver that this host (or the command line) names, or that there is none.
    ///
    /// @param address where it is asked; empty when none is configured
    /// @param origin `/etc/resolv.conf`, `@SERVER`, `embedded`
    @Kind("dns.resolver")
    record ResolverConfigured(String address, String origin) implements DnsObservation, Note {
        /// True when there is a resolver to ask.
        public boolean present() {
            return !address.isEmpty();
        }

        @Override
        public String title() {
            return "resolver";
        }

        @Override
        public List<String> details() {
            return List.of(present() ? address + " (" + origin + ")" : "none configured");
        }
    }

    /// The root servers as the hints, or a root server itself, name them.
    ///
    /// @param origin `built in` or a file's name for hints, `priming` when a root server said so on the wire
    @Kind("dns.root_servers")
    record RootServers(String origin, List<String> names, List<String> addresses) implements DnsObservation, Note {
        public RootServers {
            names = List.copyOf(names);
            addresses = List.copyOf(addresses);
        }

        @Override
        public String title() {
            return names.size() + " root servers (" + origin + ")";
        }

        @Override
        public List<String> details() {
            return List.of();
        }
    }

    /// Records of a response that are believed, and by which rule.
    ///
    /// @param zone the zone whose server sent them
    /// @param reference where the rule stands, `RFC 9471 §2.1`
    @Kind("dns.accepted")
    record RecordsAccepted(TrustRule rule, String reference, String zone, List<String> records)
            implements DnsObservation {
        public RecordsAccepted {
            records = List.copyOf(records);
        }
    }

    /// Records of a response that are not believed, and why.
    ///
    /// @param zone the zone whose server sent them
    /// @param reference where the rule stands, `RFC 5452 §6`
    @Kind("dns.dropped")
    record RecordsDropped(TrustRule rule, String reference, String zone, List<String> records)
            implements DnsObservation, Note {
        public RecordsDropped {
            records = List.copyOf(records);
        }

        @Override
        public String title() {
            return "not believed: " + rule.words();
        }

        @Override
        public List<String> details() {
            return records;
        }
    }

    /// The walk goes down one zone cut.
    ///
    /// @param glue the addresses that came with it and are believed, as `name address`
    @Kind("dns.delegation")
    record DelegationFollowed(String parent, String zone, List<String> servers, List<String> glue)
            implements DnsObservation {
        public DelegationFollowed {
            servers = List.copyOf(servers);
            glue = List.copyOf(glue);
        }
    }

    /// No address of the zone's servers is known: one of them is looked up first.
    ///
    /// @param depth how many lookups stand open now, the wanted one counted
    @Kind("dns.side_lookup")
    record SideLookup(
            String zone, String server, @Field("qtype") String type, int depth) implements DnsObservation, Note {
        @Override
        public String title() {
            return "no glue: looking up " + server + " " + type;
        }

        @Override
        public List<String> details() {
            return List.of("a server of " + zone);
        }
    }

    /// The name is an alias: the lookup starts again with another name.
    ///
    /// @param from the name that was asked for
    /// @param to the name that takes its place
    /// @param type `CNAME` or `DNAME`
    /// @param zone the zone whose servers are asked next: the closest one known above the new name
    @Kind("dns.alias")
    record AliasFollowed(
            String from, String to, @Field("qtype") String type, String zone) implements DnsObservation, Note {
        @Override
        public String title() {
            return from + " is an alias (" + type + ")";
        }

        @Override
        public List<String> details() {
            return List.of("starts again with " + to + ", at " + zone);
        }
    }

    /// A server gave nothing that helps; the next one of its zone is asked, if there is one.
    ///
    /// @param why what it did: a [Classification]'s label, `timeout`, `unreachable`, `malformed`
    @Kind("dns.next_server")
    record NextServer(String zone, String server, String address, String why) implements DnsObservation {}

    /// The lookup met a limit that keeps hostile or broken zones from holding it.
    ///
    /// @param allowed the limit's value: exchanges, aliases, lookups, milliseconds
    @Kind("dns.limit")
    record LimitReached(String name, FailureReason limit, long allowed) implements DnsObservation, Note {
        @Override
        public String title() {
            return "limit: " + limit.label();
        }

        @Override
        public List<String> details() {
            return List.of(allowed + ", at " + name);
        }
    }

    /// A message came that is no reply to the query in flight. It is not believed, and the waiting goes on.
    ///
    /// @param from where it came from, `address:port`
    @Kind("dns.ignored")
    record ReplyIgnored(String server, String address, String from, Mismatch mismatch, String detail)
            implements DnsObservation, Note {
        @Override
        public String title() {
            return "ignored: a message from " + from;
        }

        @Override
        public List<String> details() {
            return List.of("no reply to this query: " + mismatch + (detail.isEmpty() ? "" : ", " + detail));
        }
    }

    /// Bytes stood behind the end of a message.
    @Kind("dns.trailing_bytes")
    record TrailingBytes(String server, String address, int offset, int count) implements DnsObservation, Note {
        @Override
        public String title() {
            return count + " bytes behind the end of the message";
        }

        @Override
        public List<String> details() {
            return List.of("from byte " + offset + ", " + server);
        }
    }
}
