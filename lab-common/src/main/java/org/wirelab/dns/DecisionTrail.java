package org.wirelab.dns;

import java.util.List;
import java.util.Locale;
import org.wirelab.trace.Trail.Mark;
import org.wirelab.trace.Trail.Words;

/// What each decision of a lookup is in the tree by zones.
final class DecisionTrail {
    private DecisionTrail() {}

    static Mark of(DnsDecision decision) {
        return switch (decision) {
            case DnsDecision.MemoryUsed used -> known(used);
            case DnsDecision.AskedAgain again ->
                new Mark.Befell(
                        true,
                        Words.of(
                                "dns.tree.asked_again",
                                again.server(),
                                "@dns.again."
                                        + again.how().toLowerCase(Locale.ROOT).replace(' ', '_')));
            case DnsDecision.MinimisationDropped dropped ->
                new Mark.Befell(true, Words.of("dns.tree.whole_name", dropped.server(), dropped.part()));
            case DnsDecision.ServersDiffer differ ->
                new Mark.Befell(
                        false,
                        Words.of(
                                "dns.tree.servers_differ",
                                differ.zone(),
                                names(differ.onlyParent()),
                                names(differ.onlyChild())));
            case DnsDecision.ServerRechecked rechecked ->
                new Mark.Befell(false, Words.of("dns.tree.rechecked." + rechecked.why(), rechecked.server()));
            case DnsDecision.ZoneCompared compared ->
                new Mark.Befell(
                        compared.agreed(),
                        Words.of(
                                compared.agreed() ? "dns.tree.agree" : "dns.tree.disagree",
                                compared.zone(),
                                String.valueOf(compared.asked()),
                                said(compared)));
        };
    }

    /// Where all agree, who they are stands in the tree already.
    private static String said(DnsDecision.ZoneCompared compared) {
        String said = String.join("; ", compared.answers());
        int servers = said.indexOf(": ");
        return compared.agreed() && servers > 0 ? said.substring(0, servers) : said;
    }

    private static Mark known(DnsDecision.MemoryUsed used) {
        String seconds = String.valueOf(used.seconds());
        return used.zoneCut()
                ? new Mark.Known(used.zone(), Words.of("dns.tree.memory.zone_cut", seconds))
                : new Mark.Befell(
                        !used.what().equals("failure"),
                        Words.of("dns.tree.memory." + used.what(), used.name() + " " + used.type(), seconds));
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "-" : String.join(" ", names);
    }
}
