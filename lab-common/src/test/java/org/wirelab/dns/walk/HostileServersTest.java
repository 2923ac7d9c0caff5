package org.wirelab.dns.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.dns.walk.Script.zone;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.RecordText;
import org.wirelab.dns.TrustRule;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Servers that lie, lead astray and never come to an end: the walk believes none, and ends.
class HostileServersTest {

    private static final String EVIL = "198.51.100.66";
    private static final String ROOT = """
            @ NS a.root.
            a.root. A 192.0.2.1
            com. NS ns.com.
            ns.com. A 192.0.2.2
            """;
    private static final String COM = """
            @ NS ns
            ns A 192.0.2.2
            evil NS ns.evil
            ns.evil A 198.51.100.66
            bank NS ns.bank
            ns.bank A 198.51.100.1
            victim NS ns.victim
            ns.victim A 198.51.100.2
            """;

    private final Script script = new Script()
            .root("a.root.", "192.0.2.1", zone(".", ROOT))
            .sharing()
            .server("192.0.2.2", zone("com.", COM))
            .server("198.51.100.1", zone("bank.com.", "@ NS ns\nns A 198.51.100.1\nwww A 203.0.113.1\n"))
            .server("198.51.100.2", zone("victim.com.", "@ NS ns\nns A 198.51.100.2\n"))
            .server(EVIL, zone("evil.com.", "@ NS ns\nns A 198.51.100.66\nwww A 203.0.113.66\n"));

    @Test
    void whatAServerAddsAboutOthersIsNeverAnAnswer() {
        script.twist(EVIL, message -> {
            message.addRecord(a("www.bank.com.", EVIL), Section.ADDITIONAL);
            message.addRecord(a("www.bank.com.", EVIL), Section.ANSWER);
            message.addRecord(ns("bank.com.", "ns.evil.com."), Section.AUTHORITY);
            message.addRecord(ns("com.", "ns.evil.com."), Section.AUTHORITY);
            message.addRecord(ns(".", "ns.evil.com."), Section.AUTHORITY);
            message.addRecord(a("ns.com.", EVIL), Section.ADDITIONAL);
            return message;
        });
        assertThat(answers("www.evil.com")).containsExactly("www.evil.com. 3600 IN A 203.0.113.66");
        assertThat(dropped()).contains(TrustRule.OUTSIDE_THE_ZONE);
        assertThat(answers("www.bank.com")).containsExactly("www.bank.com. 3600 IN A 203.0.113.1");
        assertThat(script.asked()).last().asString().startsWith("ns.bank.com.");
    }

    @Test
    void aReferralCannotBringTheAddressOfAServerOutside() {
        script.server(EVIL, zone("evil.com.", "@ NS ns\nns A 198.51.100.66\nsub NS ns.bank.com.\n"));
        script.twist(EVIL, message -> {
            message.addRecord(a("ns.bank.com.", EVIL), Section.ADDITIONAL);
            return message;
        });
        script.walk("www.sub.evil.com", "A");
        assertThat(dropped()).contains(TrustRule.GLUE_FROM_OUTSIDE);
        assertThat(answers("www.bank.com")).containsExactly("www.bank.com. 3600 IN A 203.0.113.1");
    }

    @Test
    void fortyServersWithoutAddressMakeFewQueriesForTheirVictim() {
        script.twist(
                EVIL,
                message -> referral(
                        message,
                        "sub.evil.com.",
                        IntStream.range(0, 40)
                                .mapToObj(i -> "ns" + i + ".victim.com.")
                                .toList()));
        assertThat(failure("www.sub.evil.com")).isEqualTo(FailureReason.NO_ADDRESS);
        assertThat(script.asked().stream().filter(asked -> asked.contains("victim")))
                .hasSizeLessThanOrEqualTo(6);
        assertThat(limits()).contains(FailureReason.NO_ADDRESS);
    }

    @Test
    void referralsThatFanOutAtEachLevelStayWithinTheExchanges() {
        script.twist(EVIL, message -> {
            String name = message.getQuestion().getName().toString();
            return referral(
                    message,
                    "s" + name.hashCode() + ".evil.com.",
                    IntStream.range(0, 40)
                            .mapToObj(i -> "n" + i + "." + Math.abs(name.hashCode()) + ".evil.com.")
                            .toList());
        });
        failure("www.sub.evil.com");
        assertThat(script.asked()).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void aServerThatRefersToItselfIsLame() {
        script.twist(EVIL, message -> referral(message, "evil.com.", List.of("ns.evil.com.")));
        assertThat(failure("www.evil.com")).isEqualTo(FailureReason.LAME);
        assertThat(script.asked()).hasSize(3);
    }

    @Test
    void aServerThatRefersSidewaysIsLame() {
        script.twist(EVIL, message -> referral(message, "bank.com.", List.of("ns.evil.com.")));
        assertThat(failure("www.evil.com")).isEqualTo(FailureReason.LAME);
        assertThat(answers("www.bank.com")).containsExactly("www.bank.com. 3600 IN A 203.0.113.1");
    }

    @Test
    void aServerThatRefersOneLabelDeeperEachTimeComesToAnEnd() {
        String name = "a.".repeat(100) + "evil.com";
        script.twist(EVIL, message -> {
            long labels = script.asked().size();
            Name whole = message.getQuestion().getName();
            Name cut = new Name(whole, (int) Math.max(0, whole.labels() - labels - 1));
            message = referral(message, cut.toString(), List.of("ns." + cut));
            message.addRecord(a("ns." + cut, EVIL), Section.ADDITIONAL);
            return message;
        });
        assertThat(failure(name)).isEqualTo(FailureReason.TOO_MANY_EXCHANGES);
        assertThat(script.asked()).hasSize(60);
    }

    @Test
    void aliasesWithoutEndAreCountedAndStopped() {
        script.twist(EVIL, message -> {
            Name name = message.getQuestion().getName();
            message.removeAllRecords(Section.AUTHORITY);
            message.getHeader().setRcode(0);
            Name next = Name.fromConstantString("a" + Math.abs(name.hashCode()) + ".evil.com.");
            message.addRecord(new CNAMERecord(name, DClass.IN, 60, next), Section.ANSWER);
            return message;
        });
        assertThat(failure("x.evil.com")).isEqualTo(FailureReason.TOO_MANY_ALIASES);
        assertThat(script.asked()).hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void oneResponseWithAHundredAndNinetyNineAliasesIsStoppedToo() {
        script.twist(EVIL, message -> {
            Name name = message.getQuestion().getName();
            for (int i = 0; i < 199; i++) {
                Name next = Name.fromConstantString("a" + i + ".evil.com.");
                message.addRecord(new CNAMERecord(name, DClass.IN, 60, next), Section.ANSWER);
                name = next;
            }
            message.getHeader().setRcode(0);
            return message;
        });
        assertThat(failure("x.evil.com")).isEqualTo(FailureReason.TOO_MANY_ALIASES);
        assertThat(script.asked()).hasSize(3);
    }

    @Test
    void aHundredAndNinetyNineRecordsAreAnAnswerAndNothingElseIs() {
        script.twist(EVIL, message -> {
            for (int i = 0; i < 199; i++) {
                message.addRecord(a("www.evil.com.", "203.0.113." + i), Section.ANSWER);
                message.addRecord(a("www" + i + ".evil.com.", EVIL), Section.ANSWER);
            }
            return message;
        });
        assertThat(answers("www.evil.com")).hasSize(200).allMatch(record -> record.startsWith("www.evil.com."));
        assertThat(dropped()).contains(TrustRule.NOT_ASKED_FOR);
    }

    @Test
    void whatATruncatedResponseHoldsIsNotBelieved() {
        script.twist(EVIL, message -> {
            message.getHeader().setFlag(Flags.TC);
            return message;
        });
        assertThat(failure("www.evil.com")).isEqualTo(FailureReason.SERVFAIL);
        assertThat(dropped()).contains(TrustRule.REPLY_NOT_USED);
    }

    @Test
    void anUnreadableReplyIsNoAnswer() {
        script.reply(EVIL, _ -> new Reply.Unreadable("at byte 12: a loop", 1000));
        assertThat(failure("www.evil.com")).isEqualTo(FailureReason.SERVFAIL);
    }

    @Test
    void aDnameOfAnotherZoneDoesNotRenameAnything() {
        script.twist(EVIL, message -> {
            message.removeAllRecords(Section.ANSWER);
            message.addRecord(
                    Record.newRecord(Name.fromConstantString("com."), Type.DNAME, DClass.IN, 60, EVIL_NAME.toWire()),
                    Section.ANSWER);
            return message;
        });
        assertThat(failure("www.evil.com")).isEqualTo(FailureReason.SERVFAIL);
        assertThat(answers("www.bank.com")).containsExactly("www.bank.com. 3600 IN A 203.0.113.1");
    }

    private static final Name EVIL_NAME = Name.fromConstantString("evil.com.");

    private static Message referral(Message message, String zone, List<String> servers) {
        for (int section : List.of(Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL)) {
            message.removeAllRecords(section);
        }
        message.getHeader().setRcode(0);
        message.getHeader().unsetFlag(Flags.AA);
        servers.forEach(server -> message.addRecord(ns(zone, server), Section.AUTHORITY));
        return message;
    }

    private List<String> answers(String name) {
        Move end = script.walk(name, "A");
        assertThat(end).isInstanceOf(Move.Answered.class);
        return RecordText.of(((Move.Answered) end).records());
    }

    private FailureReason failure(String name) {
        Move end = script.walk(name, "A");
        assertThat(end).isInstanceOf(Move.Failed.class);
        return ((Move.Failed) end).reason();
    }

    private List<TrustRule> dropped() {
        return script.seen(DnsObservation.RecordsDropped.class)
                .map(DnsObservation.RecordsDropped::rule)
                .toList();
    }

    private List<FailureReason> limits() {
        return script.seen(DnsObservation.LimitReached.class)
                .map(DnsObservation.LimitReached::limit)
                .toList();
    }

    private static Record ns(String zone, String server) {
        return new NSRecord(Name.fromConstantString(zone), DClass.IN, 3600, Name.fromConstantString(server));
    }

    private static Record a(String name, String address) {
        return Record.newRecord(
                Name.fromConstantString(name),
                Type.A,
                DClass.IN,
                3600,
                Script.ip(address).getAddress());
    }
}
