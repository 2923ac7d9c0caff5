package org.wirelab.dns.walk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wirelab.dns.Classification;
import org.wirelab.dns.Delegation;
import org.wirelab.dns.DnsDecision;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Question;
import org.wirelab.dns.RecordText;
import org.wirelab.dns.ServerAddress;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// What the servers of one zone say to the same question, side by side.
final class Comparison {

    /// What one server said.
    record Said(ServerAddress server, Classification classification, String rcode, List<Bailiwick.Judged> judged) {

        /// True for an answer or a denial of the zone's own.
        boolean authoritative() {
            return HELPFUL.contains(classification) && classification != Classification.REFERRAL;
        }

        private boolean helps() {
            return HELPFUL.contains(classification);
        }

        /// What was said, without what may differ from server to server: times and order.
        private String inWords() {
            List<Record> told = classification == Classification.REFERRAL ? List.of() : Believed.answers(judged);
            String data = String.join(
                    ", ",
                    told.stream()
                            .filter(record -> !(record instanceof RRSIGRecord))
                            .map(record -> Type.string(record.getType()) + " " + RecordText.data(record))
                            .sorted()
                            .toList());
            if (classification == Classification.REFERRAL) {
                Delegation to = Believed.delegation(judged);
                data = "to " + to.zone() + ", "
                        + String.join(
                                ", ",
                                to.servers().stream()
                                        .map(Name::toString)
                                        .sorted()
                                        .toList());
            }
            return (classification.term() + " " + data).strip();
        }
    }

    private static final Set<Classification> HELPFUL = EnumSet.of(
            Classification.ANSWER,
            Classification.CNAME,
            Classification.DNAME,
            Classification.REFERRAL,
            Classification.NODATA,
            Classification.NXDOMAIN);

    private final Name zone;
    private final Question question;
    private final List<Said> said = new ArrayList<>();
    private final Map<String, List<ServerAddress>> silences = new LinkedHashMap<>();

    Comparison(Name zone, Question question) {
        this.zone = zone;
        this.question = question;
    }

    void said(Said one) {
        said.add(one);
    }

    void silent(ServerAddress server, String cause) {
        silences.computeIfAbsent(cause, _ -> new ArrayList<>()).add(server);
    }

    /// The word of most servers, of those that help; of as many, the one that came first.
    Optional<Said> most() {
        return byWords().values().stream()
                .filter(group -> group.getFirst().helps())
                .max(Comparator.comparingInt((List<Said> group) -> group.size()))
                .map(List::getFirst);
    }

    /// The servers that answered or denied with authority.
    List<ServerAddress> authoritative() {
        return said.stream().filter(Said::authoritative).map(Said::server).toList();
    }

    /// The servers that any server refers to, for the zone that most refer to.
    Delegation delegation() {
        Name child = most().map(one -> Believed.delegation(one.judged()).zone()).orElseThrow();
        Set<Name> servers = new LinkedHashSet<>();
        Set<ServerAddress> addresses = new LinkedHashSet<>();
        for (Said one : said) {
            if (one.classification() == Classification.REFERRAL) {
                Delegation to = Believed.delegation(one.judged());
                if (to.zone().equals(child)) {
                    servers.addAll(to.servers());
                    addresses.addAll(to.addresses());
                }
            }
        }
        return new Delegation(child, List.copyOf(servers), List.copyOf(addresses));
    }

    DnsDecision.ZoneCompared observation() {
        List<String> answers = new ArrayList<>();
        byWords().entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<Said>> group) ->
                        -group.getValue().size()))
                .forEach(group -> answers.add(group.getKey() + ": "
                        + servers(group.getValue().stream().map(Said::server).toList())));
        silences.forEach((cause, servers) -> answers.add(cause + ": " + servers(servers)));
        int silent = silences.values().stream().mapToInt(List::size).sum();
        return new DnsDecision.ZoneCompared(
                zone.toString(),
                question.name().toString(),
                question.typeName(),
                byWords().size() <= 1,
                said.size() + silent,
                answers);
    }

    /// Server by server, what did not help.
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        said.stream()
                .filter(one -> !one.helps())
                .forEach(one -> complaints.add(
                        one.server() + ": " + one.classification().term()));
        silences.forEach((cause, servers) -> servers.forEach(server -> complaints.add(server + ": " + cause)));
        return complaints;
    }

    /// What it comes to when nobody helps.
    FailureReason reason() {
        if (said.stream().anyMatch(one -> one.classification().lame())) {
            return FailureReason.LAME;
        }
        if (!said.isEmpty() || silences.containsKey("malformed")) {
            return FailureReason.SERVFAIL;
        }
        if (silences.containsKey("timeout")) {
            return FailureReason.TIMEOUT;
        }
        return silences.isEmpty() ? FailureReason.NO_ADDRESS : FailureReason.UNREACHABLE;
    }

    /// A server may compress a name onto that of the question, letters in random case included: they are no
    /// difference (RFC 4343 §3).
    private Map<String, List<Said>> byWords() {
        Map<String, List<Said>> groups = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        said.forEach(one ->
                groups.computeIfAbsent(one.inWords(), _ -> new ArrayList<>()).add(one));
        return groups;
    }

    private static String servers(List<ServerAddress> servers) {
        return String.join(", ", servers.stream().map(RecordText::of).toList());
    }
}
