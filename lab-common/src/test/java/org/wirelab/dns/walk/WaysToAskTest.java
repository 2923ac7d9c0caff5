package org.wirelab.dns.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.dns.walk.Script.zone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsDecision;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.RecordText;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// The ways in which one server can be asked, and how the walk gets from one to the next.
class WaysToAskTest {

    private static final String COM = """
            @ NS ns
            ns A 192.0.2.2
            x NS ns1.x
            ns1.x A 198.51.100.1
            beside NS ns.glue
            ns.glue A 198.51.100.66
            glue NS ns1.x
            """;
    private static final String X = """
            @ NS ns1
            ns1 A 198.51.100.1
            www A 203.0.113.1
            a.b.c A 203.0.113.2
            long DNAME target
            """;

    private final Script script = new Script()
            .root(
                    "a.root.",
                    "192.0.2.1",
                    zone(".", "@ NS a.root.\na.root. A 192.0.2.1\ncom. NS ns.com.\nns.com. A 192.0.2.2"))
            .server("192.0.2.2", zone("com.", COM))
            .server("198.51.100.1", zone("x.com.", X), zone("glue.com.", "@ NS ns1.x.com.\nns A 198.51.100.2\n"))
            .server("198.51.100.2", zone("beside.com.", "@ NS ns.glue.com.\nwww A 203.0.113.3\n"));

    @Test
    void aMinimisedQueryTellsNoServerMoreThanItNeeds() {
        script.settings = script.settings.withQmin(true);
        assertThat(answer("a.b.c.x.com", "A")).containsExactly("a.b.c.x.com. 3600 IN A 203.0.113.2");
        assertThat(script.asked())
                .containsExactly(
                        "a.root. com. A",
                        "ns.com. x.com. A",
                        "ns1.x.com. c.x.com. A",
                        "ns1.x.com. b.c.x.com. A",
                        "ns1.x.com. a.b.c.x.com. A");
        assertThat(script.seen(DnsQuery.class).map(DnsQuery::purpose))
                .containsExactly(
                        Purpose.MINIMISED, Purpose.MINIMISED, Purpose.MINIMISED, Purpose.MINIMISED, Purpose.WALK);
    }

    @Test
    void aServerThatDeniesNamesWithoutRecordsIsToldTheWholeName() {
        script.settings = script.settings.withQmin(true);
        for (int rcode : List.of(Rcode.NXDOMAIN, Rcode.REFUSED, Rcode.FORMERR)) {
            script.seen.clear();
            script.twist(
                    "198.51.100.1",
                    message -> message.getQuestion().getName().toString().startsWith("a.b")
                            ? message
                            : emptied(message, rcode));
            assertThat(answer("a.b.c.x.com", "A")).hasSize(1);
            assertThat(script.seen(DnsDecision.MinimisationDropped.class)).hasSize(1);
        }
    }

    @Test
    void aNameOfManyLabelsTakesTenStepsAtMost() {
        script.settings = script.settings.withQmin(true);
        String name = "a.".repeat(60) + "x.com";
        script.walk(name, "A");
        assertThat(script.asked().stream().filter(one -> one.startsWith("ns1"))).hasSizeLessThanOrEqualTo(11);
        assertThat(script.asked()).last().isEqualTo("ns1.x.com. " + name + ". A");
    }

    @Test
    void aServerThatDropsQueriesWithEdnsIsAskedWithoutAndThatIsRemembered() {
        script.sharing().drop("198.51.100.1", ask -> ask.edns().used());
        assertThat(answer("www.x.com", "A")).hasSize(1);
        assertThat(payloads("ns1.x.com.")).containsExactly(1232, 1232, 0);
        assertThat(script.seen(DnsDecision.AskedAgain.class).map(DnsDecision.AskedAgain::how))
                .containsExactly("more time", "without EDNS");
        script.seen.clear();
        assertThat(answer("nobody.x.com", "A")).isEmpty();
        assertThat(payloads("ns1.x.com.")).containsExactly(0);
    }

    @Test
    void whoWantsSignaturesGetsNoneWithoutEdnsAndDoesNotTry() {
        script.settings = script.settings.withDnssec(true);
        script.drop("198.51.100.1", ask -> ask.edns().used());
        assertThat(failure("www.x.com", "A")).isEqualTo(FailureReason.TIMEOUT);
        assertThat(payloads("ns1.x.com.")).doesNotContain(0);
    }

    @Test
    void aWalkOverTcpSendsNothingByUdp() {
        script.settings = script.settings.withTcp(true);
        assertThat(answer("www.x.com", "A")).hasSize(1);
        assertThat(script.seen(DnsQuery.class).map(DnsQuery::transport)).containsOnly(DnsTransport.TCP);
    }

    @Test
    void lettersInRandomCaseAreAskedAndTheAnswerIsTold() {
        script.settings = script.settings.withCaseRandomised(true);
        assertThat(answer("www.x.com", "A")).containsExactly("www.x.com. 3600 IN A 203.0.113.1");
        Set<String> names =
                new HashSet<>(script.seen(DnsQuery.class).map(DnsQuery::name).toList());
        assertThat(names).hasSizeGreaterThan(1).allMatch(name -> name.equalsIgnoreCase("www.x.com."));
    }

    @Test
    void aServerThatChangesTheCaseIsAskedOverTcpAndFromThenOnInPlainLetters() {
        script.settings = script.settings.withCaseRandomised(true);
        script.sharing().reply("198.51.100.1", ask -> ask.exactCase() ? new Reply.CaseChanged(1000) : null);
        assertThat(answer("www.x.com", "A")).hasSize(1);
        assertThat(script.seen(DnsDecision.AskedAgain.class).map(DnsDecision.AskedAgain::why))
                .containsExactly("case");
        assertThat(script.seen(DnsQuery.class).map(DnsQuery::transport)).last().isEqualTo(DnsTransport.TCP);
        script.seen.clear();
        assertThat(answer("nobody.x.com", "A")).isEmpty();
        assertThat(script.seen(DnsQuery.class).map(DnsQuery::transport)).containsOnly(DnsTransport.UDP);
    }

    @Test
    void theServersCookieIsKeptAndShown() {
        List<CookieOption> sent = new ArrayList<>();
        script.sharing().queries = query -> Cookies.in(query).ifPresent(sent::add);
        script.twist("198.51.100.1", message -> withCookie(message, sent.getLast(), Rcode.NOERROR));
        answer("www.x.com", "A");
        answer("nobody.x.com", "A");
        assertThat(sent.subList(0, 3))
                .allMatch(cookie -> cookie.getServerCookie().isEmpty());
        assertThat(sent.getLast().getServerCookie())
                .hasValueSatisfying(part -> assertThat(part).hasSize(8));
        assertThat(sent.getLast().getClientCookie()).isEqualTo(sent.get(2).getClientCookie());
        assertThat(sent.get(0).getClientCookie()).isNotEqualTo(sent.get(2).getClientCookie());
    }

    @Test
    void aServerThatWantsItsCookieFirstGetsIt() {
        List<CookieOption> sent = new ArrayList<>();
        script.queries = query -> Cookies.in(query).ifPresent(sent::add);
        script.twist(
                "198.51.100.1",
                message -> sent.getLast().getServerCookie().isPresent()
                        ? message
                        : withCookie(emptied(message, Rcode.NOERROR), sent.getLast(), Rcode.BADCOOKIE));
        assertThat(answer("www.x.com", "A")).hasSize(1);
        assertThat(script.seen(DnsDecision.AskedAgain.class).map(DnsDecision.AskedAgain::why))
                .containsExactly("badcookie");
    }

    @Test
    void aServerThatNeverTakesItsOwnCookieIsAskedOverTcpAndThenGivenUp() {
        List<CookieOption> sent = new ArrayList<>();
        script.queries = query -> Cookies.in(query).ifPresent(sent::add);
        script.twist("198.51.100.1", m -> withCookie(emptied(m, Rcode.NOERROR), sent.getLast(), Rcode.BADCOOKIE));
        assertThat(failure("www.x.com", "A")).isEqualTo(FailureReason.SERVFAIL);
        assertThat(script.asked()).hasSize(5);
        assertThat(script.seen(DnsQuery.class).map(DnsQuery::transport)).last().isEqualTo(DnsTransport.TCP);
    }

    @Test
    void glueOfASiblingIsCheckedWhereItsOwnZoneSaysOtherwise() {
        assertThat(answer("www.beside.com", "A")).containsExactly("www.beside.com. 3600 IN A 203.0.113.3");
        assertThat(script.seen(DnsDecision.ServerRechecked.class).map(DnsDecision.ServerRechecked::why))
                .containsExactly("sibling_glue");
    }

    @Test
    void theServersThatOnlyTheZoneItselfNamesAreTriedWhenItsParentsFail() {
        script.sharing();
        script.server(
                "198.51.100.1", zone("x.com.", X + "@ NS ns2\nns2 A 198.51.100.9\n"), zone("glue.com.", "@ NS ns.x\n"));
        script.server("198.51.100.9", zone("x.com.", X + "late A 203.0.113.7\n"));
        script.twist("198.51.100.1", message -> withOwnServers(message));
        answer("www.x.com", "A");
        answer("ns2.x.com", "A");
        assertThat(script.seen(DnsDecision.ServersDiffer.class).map(DnsDecision.ServersDiffer::onlyChild))
                .first()
                .isEqualTo(List.of("ns2.x.com."));
        script.twist("198.51.100.1", message -> emptied(message, Rcode.SERVFAIL));
        assertThat(answer("late.x.com", "A")).containsExactly("late.x.com. 3600 IN A 203.0.113.7");
        assertThat(script.seen(DnsDecision.ServerRechecked.class).map(DnsDecision.ServerRechecked::why))
                .containsExactly("child_side");
    }

    @Test
    void aServerOfIpv6OnlyIsReachedOverIpv6() {
        script.settings = WalkSettings.UNPRIMED;
        script.server("192.0.2.2", zone("com.", "@ NS ns\nns A 192.0.2.2\nsix NS ns.six\nns.six AAAA 2001:db8::6\n"));
        script.server("2001:db8::6", zone("six.com.", "@ NS ns\nns AAAA 2001:db8::6\nwww A 203.0.113.6\n"));
        assertThat(answer("www.six.com", "A")).containsExactly("www.six.com. 3600 IN A 203.0.113.6");
    }

    @Test
    void aDnameThatMakesTheNameTooLongEndsTheLookupAndSaysSo() {
        String label = "a".repeat(63) + ".";
        script.server(
                "198.51.100.1",
                zone("x.com.", "@ NS ns1\nns1 A 198.51.100.1\nlong DNAME " + label.repeat(3) + "x.com.\n"));
        assertThat(failure(label + "long.x.com", "A")).isEqualTo(FailureReason.NAME_TOO_LONG);
        assertThat(script.asked()).hasSize(3);
    }

    @Test
    void theSecondLookupAsksNobodyWhatIsKnown() {
        script.sharing();
        answer("www.x.com", "A");
        answer("nobody.x.com", "A");
        script.seen.clear();
        assertThat(answer("www.x.com", "A")).hasSize(1);
        assertThat(kind("deep.nobody.x.com", "TXT")).isEqualTo(Move.Answered.Kind.NXDOMAIN);
        assertThat(script.asked()).isEmpty();
        assertThat(script.seen(DnsDecision.MemoryUsed.class).map(DnsDecision.MemoryUsed::what))
                .containsExactly("zone_cut", "answer", "zone_cut", "nxdomain");
    }

    @Test
    void aFailureIsNotRepeatedAtOnce() {
        script.sharing().silent("198.51.100.1");
        assertThat(failure("www.x.com", "A")).isEqualTo(FailureReason.TIMEOUT);
        script.seen.clear();
        assertThat(failure("www.x.com", "A")).isEqualTo(FailureReason.TIMEOUT);
        assertThat(script.asked()).isEmpty();
        script.clock += 6_000_000_000L;
        failure("www.x.com", "A");
        assertThat(script.asked()).isNotEmpty();
    }

    private List<String> answer(String name, String type) {
        Move end = script.walk(name, type);
        assertThat(end).isInstanceOf(Move.Answered.class);
        return RecordText.of(((Move.Answered) end).records());
    }

    private Move.Answered.Kind kind(String name, String type) {
        return ((Move.Answered) script.walk(name, type)).kind();
    }

    private FailureReason failure(String name, String type) {
        Move end = script.walk(name, type);
        assertThat(end).isInstanceOf(Move.Failed.class);
        return ((Move.Failed) end).reason();
    }

    private List<Integer> payloads(String server) {
        return script.seen(DnsQuery.class)
                .filter(query -> query.server().equals(server))
                .map(DnsQuery::payload)
                .toList();
    }

    private static Message emptied(Message message, int rcode) {
        for (int section : List.of(Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL)) {
            message.removeAllRecords(section);
        }
        message.getHeader().setRcode(rcode);
        return message;
    }

    private static Message withCookie(Message message, CookieOption asked, int rcode) {
        message.removeAllRecords(Section.ADDITIONAL);
        message.getHeader().setRcode(rcode & 0xf);
        byte[] server = {1, 2, 3, 4, 5, 6, 7, 8};
        message.addRecord(
                new OPTRecord(1232, rcode >> 4, 0, 0, new CookieOption(asked.getClientCookie(), server)),
                Section.ADDITIONAL);
        return message;
    }

    private static Message withOwnServers(Message message) {
        for (String server : List.of("ns1.x.com.", "ns2.x.com.")) {
            message.addRecord(
                    Record.newRecord(
                            Name.fromConstantString("x.com."),
                            org.xbill.DNS.Type.NS,
                            1,
                            3600,
                            Name.fromConstantString(server).toWire()),
                    Section.AUTHORITY);
        }
        return message;
    }
}
