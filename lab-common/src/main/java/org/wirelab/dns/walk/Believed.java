package org.wirelab.dns.walk;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wirelab.dns.AddressOrigin;
import org.wirelab.dns.Delegation;
import org.wirelab.dns.ServerAddress;
import org.wirelab.dns.TrustRule;
import org.wirelab.dns.memory.TimeToLive;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// What the walk takes from a response: only records that [Bailiwick] let in.
final class Believed {
    private Believed() {}

    private static final Set<TrustRule> ANSWER =
            EnumSet.of(TrustRule.ANSWERS_THE_QUESTION, TrustRule.ALIAS, TrustRule.FOLLOWS_THE_ALIAS, TrustRule.SIGNS);
    private static final Set<TrustRule> ROOT_ADDRESS = EnumSet.of(TrustRule.ROOT_ADDRESS);
    private static final Set<TrustRule> AUTHORITY =
            EnumSet.of(TrustRule.DENIES, TrustRule.PROVES_ABSENCE, TrustRule.SIGNS);
    private static final Set<TrustRule> GLUE = EnumSet.of(TrustRule.IN_DOMAIN_GLUE, TrustRule.SIBLING_GLUE);

    /// The records of the answer with their signatures, and the addresses that priming brings.
    static List<Record> answers(List<Bailiwick.Judged> judged) {
        List<Record> answers = Bailiwick.accepted(judged, Section.ANSWER, ANSWER);
        answers.addAll(Bailiwick.accepted(judged, Section.ADDITIONAL, ROOT_ADDRESS));
        return answers;
    }

    /// The SOA record that denies, if there is one, proofs, and the signatures of both.
    static List<Record> authority(List<Bailiwick.Judged> judged) {
        return Bailiwick.accepted(judged, Section.AUTHORITY, AUTHORITY);
    }

    /// The zone cut of a referral.
    static Delegation delegation(List<Bailiwick.Judged> judged) {
        List<Record> servers = Bailiwick.accepted(judged, EnumSet.of(TrustRule.DELEGATION));
        return new Delegation(
                servers.getFirst().getName(),
                targets(servers),
                judged.stream()
                        .filter(one -> GLUE.contains(one.rule()))
                        .map(one -> ServerAddress.of(
                                one.data(),
                                one.rule() == TrustRule.IN_DOMAIN_GLUE
                                        ? AddressOrigin.GLUE
                                        : AddressOrigin.SIBLING_GLUE))
                        .toList());
    }

    /// For how long a referral may be kept, in seconds.
    static long secondsOfDelegation(List<Bailiwick.Judged> judged) {
        return TimeToLive.of(Bailiwick.accepted(judged, EnumSet.of(TrustRule.DELEGATION)));
    }

    /// What the zone asked says of its own servers, beside the answer.
    static Optional<Delegation> ownServers(Name zone, List<Bailiwick.Judged> judged) {
        List<Record> servers = Bailiwick.accepted(judged, EnumSet.of(TrustRule.NAMES_ITS_OWN_SERVER)).stream()
                .filter(record -> record.getName().equals(zone))
                .toList();
        return servers.isEmpty() ? Optional.empty() : Optional.of(new Delegation(zone, targets(servers), List.of()));
    }

    /// The root servers that a root server names. Those without an address here keep the one of the hints.
    static Delegation rootServers(List<Record> answers, Delegation hints) {
        List<Name> names = targets(answers);
        List<ServerAddress> addresses = new ArrayList<>(answers.stream()
                .filter(record -> record.getType() == Type.A || record.getType() == Type.AAAA)
                .map(record -> ServerAddress.of(record, AddressOrigin.PRIMING))
                .toList());
        Set<Name> addressed =
                Set.copyOf(addresses.stream().map(ServerAddress::server).toList());
        hints.addresses().stream()
                .filter(hint -> names.contains(hint.server()) && !addressed.contains(hint.server()))
                .forEach(addresses::add);
        return new Delegation(Name.root, names, addresses);
    }

    /// A server's addresses as a lookup aside found them; behind an alias they are still the server's.
    static List<ServerAddress> addresses(Name server, List<Record> answers) {
        return answers.stream()
                .filter(record -> record.getType() == Type.A || record.getType() == Type.AAAA)
                .map(record -> new ServerAddress(
                        server,
                        ServerAddress.of(record, AddressOrigin.LOOKED_UP).address(),
                        AddressOrigin.LOOKED_UP))
                .toList();
    }

    /// Aliases first, then what they lead to.
    static List<Record> chain(List<Record> aliases, List<Record> records) {
        List<Record> chain = new ArrayList<>(aliases);
        chain.addAll(records);
        return chain;
    }

    static List<Name> targets(List<Record> records) {
        return records.stream()
                .filter(NSRecord.class::isInstance)
                .map(record -> ((NSRecord) record).getTarget())
                .distinct()
                .toList();
    }
}
