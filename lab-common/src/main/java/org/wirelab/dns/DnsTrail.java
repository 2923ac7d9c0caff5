package org.wirelab.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wirelab.trace.Trail.Mark;
import org.wirelab.trace.Trail.Words;

/// What each observation of a lookup is in the tree by zones.
final class DnsTrail {
    private DnsTrail() {}

    private static final int FIELDS = 5;
    private static final int DIGITS = 12;

    static Mark of(DnsObservation seen) {
        return switch (seen) {
            case DnsObservation.LocalCache cache -> new Mark.Before(LocalTrail.of(cache));
            case DnsObservation.HostsLookup hosts -> new Mark.Before(LocalTrail.of(hosts));
            case DnsObservation.ResolverConfigured resolver -> new Mark.Before(LocalTrail.of(resolver));
            case DnsDecision decision -> DecisionTrail.of(decision);
            case LocalObservation local -> new Mark.Before(LocalTrail.of(local));
            case DnsObservation.RootServers root ->
                new Mark.Known(".", Words.of("dns.tree.root", count(root.names()), origin(root.origin())));
            case DnsObservation.RecordsAccepted(TrustRule rule, String reference, String _, List<String> records) ->
                new Mark.Judged(true, judged("dns.tree.believed", rule, reference), grouped(records));
            case DnsObservation.RecordsDropped(TrustRule rule, String reference, String _, List<String> records) ->
                new Mark.Judged(false, judged("dns.tree.dropped", rule, reference), grouped(records));
            case DnsObservation.DelegationFollowed cut -> new Mark.Way(cut.parent(), cut.zone());
            case DnsObservation.SideLookup side ->
                new Mark.Aside(side.zone(), side.depth(), Words.of("dns.tree.aside", side.server(), side.type()));
            case DnsObservation.AliasFollowed alias ->
                new Mark.Again(Words.of("dns.tree.again", alias.from(), alias.to(), alias.type(), alias.zone()));
            case DnsObservation.NextServer _, DnsPacket _, ResponseOctets _ -> new Mark.Nothing();
            case DnsObservation.LimitReached limit ->
                new Mark.Befell(
                        false,
                        Words.of("dns.limit." + limit.limit().label(), String.valueOf(limit.allowed()), limit.name()));
            case DnsObservation.ReplyIgnored reply ->
                new Mark.Befell(
                        false,
                        Words.of(
                                "dns.tree.ignored",
                                reply.from(),
                                "@dns.mismatch." + reply.mismatch().name().toLowerCase(Locale.ROOT),
                                reply.detail().isEmpty() ? "" : ": " + reply.detail()));
            case DnsObservation.TrailingBytes bytes ->
                new Mark.Befell(false, Words.of("dns.tree.trailing", String.valueOf(bytes.count())));
            case HttpExchanged http ->
                new Mark.Befell(
                        true,
                        Words.of(
                                "dns.tree.http",
                                http.version(),
                                http.method(),
                                http.path(),
                                String.valueOf(http.status())));
            case DnsQuery query -> visit(query);
            case DnsResponse response -> came(response);
            case DnsSilence silence ->
                new Mark.Came(
                        visit(silence.address(), silence.transport(), silence.name(), silence.type()),
                        silence.waitedMillis(),
                        false,
                        Words.of(
                                "dns.tree.silence." + silence.cause(),
                                silence.name(),
                                silence.type(),
                                silence.detail()));
            // what a validation looks up is told by its own steps
            case DnsOutcome outcome when outcome.purpose() == Purpose.VALIDATION -> new Mark.Told();
            case DnsOutcome outcome -> end(outcome);
            case AnswersCompared compared -> compared(compared);
        };
    }

    private static String origin(String origin) {
        return origin.equals(RootHints.BUILT_IN) || origin.equals("priming")
                ? "@dns.tree.root." + origin.replace(' ', '_')
                : origin;
    }

    private static Words judged(String key, TrustRule rule, String reference) {
        return Words.of(key, "@dns.rule." + rule.name().toLowerCase(Locale.ROOT), reference);
    }

    private static Mark visit(DnsQuery query) {
        boolean resolver = query.purpose() == Purpose.RESOLVER;
        String who = resolver || query.server().equals(query.address())
                ? query.address()
                : query.server() + "  " + query.address();
        String how = "@dns.origin." + query.origin().name().toLowerCase(Locale.ROOT);
        return new Mark.Visit(
                resolver ? "" : query.zone(),
                visit(query.address(), query.transport(), query.name(), query.type()),
                query.purpose() == Purpose.SERVER_ADDRESS,
                who,
                Words.of(
                        query.transport() == DnsTransport.UDP
                                ? "dns.tree.query"
                                : "dns.tree.query." + query.transport().name().toLowerCase(Locale.ROOT),
                        how));
    }

    private static String visit(String address, DnsTransport transport, String name, String type) {
        return String.join(" ", address, transport.name(), name, type);
    }

    private static Mark came(DnsResponse response) {
        // of a walk what is believed is told next; a resolver is taken at its word
        boolean said =
                response.purpose() == Purpose.RESOLVER && !response.answers().isEmpty();
        String key = said
                ? "dns.tree.said"
                : "dns.tree.came." + response.classification().label();
        String flags = (response.aa() ? " AA" : "") + (response.tc() ? " TC" : "") + (response.ad() ? " AD" : "");
        return new Mark.Came(
                visit(response.address(), response.transport(), response.name(), response.type()),
                response.rttMillis(),
                helps(response.classification()),
                Words.of(
                        key,
                        response.name() + " " + response.type() + "?",
                        response.rcode() + flags,
                        said ? String.join(", ", grouped(response.answers())) : response.delegated()));
    }

    private static boolean helps(Classification classification) {
        return switch (classification) {
            case ANSWER, CNAME, DNAME, REFERRAL, NODATA, NXDOMAIN, TRUNCATED -> true;
            case LAME_REFUSED,
                    LAME_UPWARD,
                    LAME_SIDEWAYS,
                    LAME_NOT_AA,
                    LAME_RA_NO_AA,
                    SERVFAIL,
                    FORMERR,
                    NOTIMP,
                    OTHER_ERROR -> false;
        };
    }

    private static Mark end(DnsOutcome outcome) {
        if (outcome.purpose() != Purpose.WALK && outcome.purpose() != Purpose.RESOLVER) {
            return new Mark.Nothing(); // a part of something larger
        }
        String what = outcome.failed() ? "@dns.reason." + outcome.reason() : "@dns.status." + outcome.status();
        Words words = Words.of(
                outcome.ofTheWalk() ? "dns.tree.walk" : "dns.tree.by_resolver",
                outcome.ofTheWalk() ? what + "|" + outcome.zone() : "@dns.said." + outcome.status(),
                String.valueOf(outcome.exchanges()),
                String.format(Locale.ROOT, "%.3f", outcome.millis()));
        return new Mark.End(!outcome.failed(), words, outcome.failed() ? outcome.detail() : outcome.answers());
    }

    private static Mark compared(AnswersCompared compared) {
        List<String> items = new ArrayList<>();
        if (!compared.agree()) {
            items.add("@dns.compared.resolver|" + String.join(", ", compared.resolver()));
            items.add("@dns.compared.walk|" + String.join(", ", compared.walk()));
        }
        compared.reasons().forEach(reason -> items.add("@" + reason));
        return new Mark.End(
                compared.agree(), Words.of(compared.agree() ? "dns.compared.same" : "dns.compared.differ"), items);
    }

    /// Records of one owner and type as one: `com. NS a.gtld-servers.net. b.gtld-servers.net.`.
    private static List<String> grouped(List<String> records) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (String record : records) {
            String[] fields = record.split(" ", FIELDS);
            if (fields.length < FIELDS) {
                groups.put(record, List.of());
            } else {
                groups.computeIfAbsent(fields[0] + " " + fields[3], _ -> new ArrayList<>())
                        .add(shortened(fields[3], fields[4]));
            }
        }
        return groups.entrySet().stream()
                .map(group -> (group.getKey() + " " + String.join(" ", group.getValue())).strip())
                .toList();
    }

    /// Keys and signatures are for machines to read; which they are is for people.
    private static String shortened(String type, String data) {
        String[] words = data.split(" ");
        return switch (type) {
            // RFC 4034 §3.2: type covered, algorithm, labels, TTL, expiration, inception, key tag, signer
            case "RRSIG" ->
                words.length < 9 ? data : words[0] + " until " + words[4] + " by key " + words[6] + " of " + words[7];
            // RFC 4034 §2.2 and §5.3: the long part stands last
            case "DNSKEY", "DS" -> words.length < 4 ? data : beginning(data, words[3]);
            default -> data;
        };
    }

    private static String beginning(String data, String last) {
        return last.length() <= DIGITS ? data : data.substring(0, data.indexOf(last) + DIGITS) + "...";
    }

    private static String count(List<String> all) {
        return String.valueOf(all.size());
    }
}
