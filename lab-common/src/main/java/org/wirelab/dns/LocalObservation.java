package org.wirelab.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// What this host itself shows of a lookup, before anybody is asked: its caches, one by one, and how it is set up.
public sealed interface LocalObservation extends DnsObservation, Note {

    /// The order of the services that programs ask for host names, and when they stop, as nsswitch.conf says.
    ///
    /// @param services in their order, with their actions: `resolve [!UNAVAIL=return]`
    /// @param conditions in words, which services are asked under which condition only
    @Kind("dns.name_services")
    record NameServices(String file, List<String> services, List<String> conditions) implements LocalObservation {
        public NameServices {
            services = List.copyOf(services);
            conditions = List.copyOf(conditions);
        }

        @Override
        public String title() {
            return "programs ask: " + String.join(", ", services);
        }

        @Override
        public List<String> details() {
            return conditions;
        }
    }

    /// A look into one cache.
    ///
    /// @param cache which: `systemd-resolved`, `nscd`, `Windows`
    /// @param outcome `hit`, `miss`, or `closed` where the lab cannot tell
    /// @param answers what the cache holds; `NXDOMAIN` or `NODATA` for a name that it knows not to be there
    /// @param how what shows it, or why nothing does
    @Kind("dns.cache_probe")
    record CacheProbed(
            String name,
            @Field("qtype") String type,
            String cache,
            String outcome,
            List<String> answers,
            String how,
            @Field("probe_ms") double millis)
            implements LocalObservation {
        public CacheProbed {
            answers = List.copyOf(answers);
        }

        @Override
        public String title() {
            return "cache of " + cache + ": " + outcome;
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>(answers);
            details.add(how);
            return details;
        }
    }

    /// The cache that each JVM keeps for itself: for how long. What is in it, no program can ask.
    ///
    /// @param positiveSeconds for an answer; -1 for ever, 0 not at all
    /// @param negativeSeconds for a failure; -1 for ever, 0 not at all
    /// @param staleSeconds how long an answer that has run out is still used, 0 not at all
    /// @param said the properties that say so; absent where the JDK's own values hold
    @Kind("dns.jvm_cache")
    record JvmCache(
            @Field("positive_s") int positiveSeconds,
            @Field("negative_s") int negativeSeconds,
            @Field("stale_s") int staleSeconds,
            Optional<String> said)
            implements LocalObservation {
        @Override
        public String title() {
            return "each JVM keeps answers " + words(positiveSeconds) + ", failures " + words(negativeSeconds);
        }

        @Override
        public List<String> details() {
            return List.of(said.orElse("the values of the JDK itself") + "; whether the name is in it cannot be read");
        }

        private static String words(int seconds) {
            return seconds < 0 ? "for ever" : seconds + " s";
        }
    }

    /// What the stub resolver of the C library would ask, by resolv.conf.
    ///
    /// @param servers in their order
    /// @param search the domains that a short name is tried in
    /// @param ndots how many dots make a name long enough to be asked as it is first
    /// @param options as the file has them
    /// @param candidates the names that are asked one after the other, when a program gives the name without a
    ///     dot at its end
    @Kind("dns.stub")
    record StubConfigured(
            String file,
            List<String> servers,
            List<String> search,
            int ndots,
            @Field("timeout_s") int timeoutSeconds,
            int attempts,
            List<String> options,
            List<String> candidates)
            implements LocalObservation {
        public StubConfigured {
            servers = List.copyOf(servers);
            search = List.copyOf(search);
            options = List.copyOf(options);
            candidates = List.copyOf(candidates);
        }

        @Override
        public String title() {
            return file + ": " + (servers.isEmpty() ? "no server" : String.join(", ", servers));
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>();
            details.add("asks " + String.join(", then ", candidates));
            details.add("waits " + timeoutSeconds + " s for each, " + attempts + " times; ndots " + ndots
                    + (search.isEmpty() ? "" : "; search " + String.join(" ", search)));
            if (!options.isEmpty()) {
                details.add("options " + String.join(" ", options));
            }
            return details;
        }
    }
}
