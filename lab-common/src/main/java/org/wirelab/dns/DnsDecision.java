package org.wirelab.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// What a lookup decides on its way, beyond whom to ask next: what it need not ask, and what it asks another time.
public sealed interface DnsDecision extends DnsObservation, Note {

    /// Something is known from before, so nobody is asked.
    ///
    /// @param what `answer`, `alias`, `nodata`, `nxdomain`, `failure`, `zone_cut`
    /// @param rank how far it is trusted, by where it once stood: a [org.wirelab.dns.memory.Rank]'s label; empty
    /// for what is no data
    /// @param zone the zone that said so, that failed, or where the walk goes on
    /// @param seconds how long it may still be kept
    /// @param records what is known, with the time that it had when it came
    /// @param ofTheWalk true when it answers the lookup itself, not one aside for a server's address
    @Kind("dns.cache")
    record MemoryUsed(
            String name,
            @Field("qtype") String type,
            String what,
            String rank,
            String zone,
            @Field("ttl_s") long seconds,
            List<String> records,
            boolean ofTheWalk)
            implements DnsDecision {
        public MemoryUsed {
            records = List.copyOf(records);
        }

        /// True when the walk begins below the root, at a zone whose servers are known.
        public boolean zoneCut() {
            return what.equals("zone_cut");
        }

        @Override
        public String title() {
            return zoneCut()
                    ? "from memory: the servers of " + zone
                    : "from memory: " + name + " " + type + ", " + what.replace('_', ' ');
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>();
            details.add("of " + zone + (rank.isEmpty() ? "" : ", rank " + rank) + ", for " + seconds + " s more");
            details.addAll(records);
            return details;
        }
    }

    /// The same server is asked the same once more.
    ///
    /// @param how what is different: `more time`, `over TCP`, `without EDNS`, `with its cookie`, `the whole name`
    /// @param why what the last attempt came to: `timeout`, a [Classification]'s label, `badcookie`, `case`
    @Kind("dns.again")
    record AskedAgain(String zone, String server, String address, String how, String why) implements DnsDecision {
        @Override
        public String title() {
            return "asks " + server + " again: " + how;
        }

        @Override
        public List<String> details() {
            return List.of("the last attempt: " + why);
        }
    }

    /// A server gave nothing useful for a part of the name, so the lookup tells the whole name from now on.
    ///
    /// @param part what was asked about
    /// @param name the whole name
    /// @param why the [Classification]'s label
    @Kind("dns.qmin_dropped")
    record MinimisationDropped(String zone, String server, String part, String name, String why)
            implements DnsDecision {
        @Override
        public String title() {
            return why.toUpperCase(Locale.ROOT).replace('_', ' ') + " for " + part + ": the whole name is asked";
        }

        @Override
        public List<String> details() {
            return List.of(server + " may not know names without records; " + name + " (RFC 9156 §2.3)");
        }
    }

    /// A zone names other servers than its parent does.
    ///
    /// @param onlyParent servers that only the parent's referral names
    /// @param onlyChild servers that only the zone's own NS records name
    @Kind("dns.servers_differ")
    record ServersDiffer(String zone, List<String> onlyParent, List<String> onlyChild) implements DnsDecision {
        public ServersDiffer {
            onlyParent = List.copyOf(onlyParent);
            onlyChild = List.copyOf(onlyChild);
        }

        @Override
        public String title() {
            return "parent and zone name different servers of " + zone;
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>();
            if (!onlyParent.isEmpty()) {
                details.add("only the parent: " + String.join(" ", onlyParent));
            }
            if (!onlyChild.isEmpty()) {
                details.add("only the zone: " + String.join(" ", onlyChild));
            }
            return details;
        }
    }

    /// The addresses at hand came to nothing, so a server is looked up again or for the first time.
    ///
    /// @param why `sibling_glue` when its address was known by a sibling's glue only, `child_side` when only the
    /// zone itself names it
    @Kind("dns.rechecked")
    record ServerRechecked(String zone, String server, String why) implements DnsDecision {
        @Override
        public String title() {
            return "looks up " + server + ", after the others of " + zone + " failed";
        }

        @Override
        public List<String> details() {
            return List.of(
                    why.equals("child_side")
                            ? "only the zone itself names it, not its parent"
                            : "its address was known by glue only, which its own zone has not confirmed");
        }
    }

    /// All servers of a zone have been asked the same: who says what.
    ///
    /// @param answers what was said, in words, each with the addresses of the servers that said it:
    /// `REFERRAL to kr.: b.dns.kr. 192.0.2.82, ...`; the one that most servers gave first
    /// @param agreed true when all that were asked said the same
    /// @param asked how many addresses were asked
    @Kind("dns.compared")
    record ZoneCompared(
            String zone, String name, @Field("qtype") String type, boolean agreed, int asked, List<String> answers)
            implements DnsDecision {
        public ZoneCompared {
            answers = List.copyOf(answers);
        }

        @Override
        public String title() {
            return asked + " servers of " + zone + (agreed ? " agree" : " disagree");
        }

        @Override
        public List<String> details() {
            return answers;
        }
    }
}
