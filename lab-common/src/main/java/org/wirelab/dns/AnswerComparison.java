package org.wirelab.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Holds what a resolver says against what the walk found, and says what may be behind a difference. It names
/// possibilities: which of them it is, nobody can see from here.
public final class AnswerComparison {
    private AnswerComparison() {}

    /// Answers that change sooner than this are likely to be chosen anew for each who asks.
    private static final long SHORT_SECONDS = 300;

    private static final int FIELDS = 5;

    /// Compares the ends of both.
    public static AnswersCompared of(DnsOutcome resolver, DnsOutcome walk) {
        TreeSet<String> one = data(resolver);
        TreeSet<String> other = data(walk);
        boolean agree = resolver.status().equals(walk.status()) && one.equals(other);
        List<String> reasons = agree ? age(resolver, walk) : behind(resolver, walk, one, other);
        return new AnswersCompared(
                walk.name(), agree, said(resolver.status(), one, other), said(walk.status(), other, one), reasons);
    }

    private static List<String> said(String status, TreeSet<String> data, TreeSet<String> others) {
        List<String> said = new ArrayList<>(List.of(status));
        data.stream().filter(each -> !others.contains(each)).forEach(said::add);
        return said;
    }

    private static List<String> age(DnsOutcome resolver, DnsOutcome walk) {
        OptionalLong there = shortest(resolver);
        OptionalLong here = shortest(walk);
        boolean older = there.isPresent() && here.isPresent() && there.getAsLong() < here.getAsLong();
        return older ? List.of("dns.compared.cached") : List.of();
    }

    private static List<String> behind(
            DnsOutcome resolver, DnsOutcome walk, TreeSet<String> there, TreeSet<String> here) {
        if (walk.failed()) {
            boolean nobody = walk.status().equals("timeout") && walk.zone().equals(".");
            return resolver.failed()
                    ? List.of("dns.compared.both_failed")
                    : List.of(
                            nobody
                                    ? "dns.compared.blocked"
                                    : walk.reason().equals(FailureReason.INTERCEPTED.label())
                                            ? "dns.compared.intercepted"
                                            : "dns.compared.resolver_knew");
        }
        if (resolver.failed()) {
            return resolver.status().equals("servfail")
                    ? List.of("dns.compared.dnssec", "dns.compared.resolver_failed")
                    : List.of("dns.compared.resolver_failed");
        }
        List<String> reasons = new ArrayList<>();
        boolean denied = !resolver.status().equals("answer") && walk.status().equals("answer");
        if (denied || any(there, AnswerComparison::leadsNowhere)) {
            reasons.add("dns.compared.filtered");
        }
        if (any(there, AnswerComparison::inside) != any(here, AnswerComparison::inside)) {
            reasons.add("dns.compared.split_horizon");
        }
        if (resolver.status().equals(walk.status())) {
            if (shortest(walk).orElse(Long.MAX_VALUE) <= SHORT_SECONDS) {
                reasons.add("dns.compared.chosen");
            }
            reasons.add("dns.compared.older");
            reasons.add("dns.compared.lie");
        } else {
            reasons.add("dns.compared.older");
        }
        return reasons;
    }

    private static TreeSet<String> data(DnsOutcome outcome) {
        TreeSet<String> data = new TreeSet<>();
        for (String record : outcome.answers()) {
            String[] fields = record.split(" ", FIELDS);
            // signatures differ from signing to signing, and the SOA of a denial is no answer
            if (fields.length == FIELDS
                    && !fields[3].equals("RRSIG")
                    && outcome.status().equals("answer")) {
                data.add(fields[3] + " " + fields[4]);
            }
        }
        return data;
    }

    private static OptionalLong shortest(DnsOutcome outcome) {
        return outcome.answers().stream()
                .map(record -> record.split(" ", FIELDS))
                .filter(fields -> fields.length == FIELDS)
                .mapToLong(fields -> Long.parseLong(fields[1]))
                .min();
    }

    private static boolean any(TreeSet<String> data, Predicate<InetAddress> which) {
        return data.stream()
                .filter(each -> each.startsWith("A ") || each.startsWith("AAAA "))
                .map(each -> InetAddress.ofLiteral(each.substring(each.indexOf(' ') + 1)))
                .anyMatch(which);
    }

    private static boolean leadsNowhere(InetAddress address) {
        return address.isAnyLocalAddress() || address.isLoopbackAddress();
    }

    /// RFC 1918 and RFC 4193: addresses of the inside.
    private static boolean inside(InetAddress address) {
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isSiteLocalAddress() || address.isLinkLocalAddress() || uniqueLocal;
    }
}
