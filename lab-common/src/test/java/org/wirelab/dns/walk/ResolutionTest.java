package org.wirelab.dns.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.dns.walk.Script.zone;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.AddressOrigin;
import org.wirelab.dns.Classification;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.DnsResponse;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.RecordText;
import org.wirelab.dns.TrustRule;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// The walk, against made-up servers in memory.
class ResolutionTest {

    private static final String ROOT = """
            @ NS a.root.
            a.root. A 192.0.2.1
            com. NS ns.com.
            ns.com. A 192.0.2.2
            kr. NS ns.kr.
            ns.kr. A 192.0.2.3
            """;
    private static final String COM = """
            @ NS ns
            ns A 192.0.2.2
            naver NS ns1.naver
            naver NS ns2.naver
            ns1.naver A 198.51.100.1
            ns2.naver A 198.51.100.2
            glueless NS ns.host.kr.
            lost NS ns.lost
            cyclea NS ns.cycleb
            cycleb NS ns.cyclea
            """;
    private static final String KR = """
            @ NS ns
            ns A 192.0.2.3
            host NS ns.host
            ns.host A 198.51.100.3
            """;
    private static final String NAVER = """
            @ NS ns1
            @ NS ns2
            ns1 A 198.51.100.1
            ns2 A 198.51.100.2
            www A 203.0.113.1
            inside CNAME www
            away CNAME www.host.kr.
            loop CNAME loop2
            loop2 CNAME loop.host.kr.
            *.wild A 203.0.113.9
            a.b.empty A 203.0.113.8
            """;
    private static final String HOST = """
            @ NS ns
            ns A 198.51.100.3
            www A 203.0.113.2
            loop CNAME loop.naver.com.
            """;

    private final Script script = new Script()
            .root("a.root.", "192.0.2.1", zone(".", ROOT))
            .server("192.0.2.2", zone("com.", COM))
            .server("192.0.2.3", zone("kr.", KR))
            .server("198.51.100.1", zone("naver.com.", NAVER))
            .server("198.51.100.2", zone("naver.com.", NAVER))
            .server(
                    "198.51.100.3",
                    zone("host.kr.", HOST),
                    zone("glueless.com.", "@ NS ns.host.kr.\nwww A 203.0.113.3\n"));

    @Test
    void theWalkGoesFromTheRootByWayOfTheTldToTheAnswer() {
        assertThat(answers(script.walk("www.naver.com", "A"))).containsExactly("www.naver.com. 3600 IN A 203.0.113.1");
        assertThat(script.asked()).hasSize(3).first().isEqualTo("a.root. www.naver.com. A");
        assertThat(script.seen(DnsResponse.class).map(DnsResponse::classification))
                .containsExactly(Classification.REFERRAL, Classification.REFERRAL, Classification.ANSWER);
        assertThat(script.seen(DnsQuery.class)).noneMatch(DnsQuery::rd);
        assertThat(script.seen(DnsQuery.class).map(DnsQuery::origin))
                .containsExactly(AddressOrigin.HINT, AddressOrigin.GLUE, AddressOrigin.GLUE);
    }

    @Test
    void primingAsksTheRootForItsServersFirst() {
        script.settings = WalkSettings.USUAL;
        script.walk("www.naver.com", "A");
        assertThat(script.asked()).hasSize(4).first().isEqualTo("a.root. . NS");
        assertThat(script.seen(DnsObservation.RootServers.class).map(DnsObservation.RootServers::origin))
                .containsExactly("test", "priming");
        assertThat(script.seen(DnsQuery.class).map(DnsQuery::origin)).contains(AddressOrigin.PRIMING);
    }

    @Test
    void aServerWithoutGlueIsLookedUpFirst() {
        assertThat(answers(script.walk("www.glueless.com", "A")))
                .containsExactly("www.glueless.com. 3600 IN A 203.0.113.3");
        assertThat(script.seen(DnsObservation.SideLookup.class).map(DnsObservation.SideLookup::server))
                .containsExactly("ns.host.kr.");
        assertThat(script.seen(DnsQuery.class).map(DnsQuery::origin)).contains(AddressOrigin.LOOKED_UP);
    }

    @Test
    void anAliasIntoAnotherZoneStartsAgainThere() {
        assertThat(answers(script.walk("away.naver.com", "A")))
                .containsExactly("away.naver.com. 3600 IN CNAME www.host.kr.", "www.host.kr. 3600 IN A 203.0.113.2");
        assertThat(script.seen(DnsObservation.AliasFollowed.class).map(DnsObservation.AliasFollowed::zone))
                .containsExactly(".");
    }

    @Test
    void anAliasWithinTheZoneIsFollowedWithinTheResponse() {
        assertThat(answers(script.walk("inside.naver.com", "A")))
                .containsExactly(
                        "inside.naver.com. 3600 IN CNAME www.naver.com.", "www.naver.com. 3600 IN A 203.0.113.1");
        assertThat(script.asked()).hasSize(3);
    }

    @Test
    void aLoopOfAliasesIsFoundAndNamed() {
        assertThat(failure(script.walk("loop.naver.com", "A"))).isEqualTo(FailureReason.ALIAS_LOOP);
        assertThat(script.asked()).hasSizeLessThan(9);
    }

    @Test
    void noSuchNameAndNoSuchRecordAreToldApart() {
        assertThat(kind(script.walk("nobody.naver.com", "A"))).isEqualTo(Move.Answered.Kind.NXDOMAIN);
        assertThat(kind(script.walk("www.naver.com", "MX"))).isEqualTo(Move.Answered.Kind.NODATA);
        assertThat(kind(script.walk("b.empty.naver.com", "A"))).isEqualTo(Move.Answered.Kind.NODATA);
        assertThat(answers(script.walk("any.wild.naver.com", "A"))).hasSize(1);
        assertThat(kind(script.walk("nobody", "A"))).isEqualTo(Move.Answered.Kind.NXDOMAIN);
    }

    @Test
    void theNextServerIsAskedWhenOneKeepsSilentRefusesOrFails() {
        script.silent("198.51.100.1");
        assertThat(answers(script.walk("www.naver.com", "A"))).hasSize(1);
        for (int rcode : List.of(Rcode.REFUSED, Rcode.SERVFAIL)) {
            Script other = ResolutionTest.this.script.twist("198.51.100.1", message -> refusal(message, rcode));
            assertThat(answers(other.walk("www.naver.com", "A"))).hasSize(1);
        }
    }

    @Test
    void aZoneWhoseServersAreAllSilentTimesOutWithinItsLimits() {
        script.silent("198.51.100.1").silent("198.51.100.2");
        assertThat(failure(script.walk("www.naver.com", "A"))).isEqualTo(FailureReason.TIMEOUT);
        assertThat(script.clock).isLessThan(8_000_000_000L);
        assertThat(script.asked().stream().filter(asked -> asked.startsWith("ns1")))
                .hasSize(3);
    }

    @Test
    void aZoneWhoseServersAllRefuseIsLameAndNotTimedOut() {
        script.server("198.51.100.1", zone("other.", "")).server("198.51.100.2", zone("other.", ""));
        assertThat(failure(script.walk("www.naver.com", "A"))).isEqualTo(FailureReason.LAME);
    }

    @Test
    void serversThatDependOnEachOtherEndAsNoAddress() {
        Move end = script.walk("www.cyclea.com", "A");
        assertThat(failure(end)).isEqualTo(FailureReason.NO_ADDRESS);
        assertThat(((Move.Failed) end).detail().toString()).contains("depends on itself");
        assertThat(failure(script.walk("www.lost.com", "A"))).isEqualTo(FailureReason.NO_ADDRESS);
    }

    @Test
    void whatALookupAsideCameToIsNotTheResponseCodeOfTheName() {
        script.walk("www.lost.com", "A");
        script.walk("www.cyclea.com", "A");
        assertThat(script.seen(DnsOutcome.class))
                .allMatch(DnsOutcome::failed)
                .allMatch(outcome -> outcome.rcode().isEmpty());
    }

    @Test
    void aTruncatedResponseIsAskedForAgainOverTcp() {
        script.twist("198.51.100.1", ResolutionTest::truncated).twist("198.51.100.2", ResolutionTest::truncated);
        script.walk("www.naver.com", "A");
        assertThat(script.seen(DnsQuery.class).map(DnsQuery::transport)).contains(DnsTransport.TCP);
    }

    @Test
    void aServerThatDoesNotKnowEdnsIsAskedWithoutIt() {
        script.twist("192.0.2.2", message -> message.getOPT() == null ? message : refusal(message, Rcode.FORMERR));
        assertThat(answers(script.walk("www.naver.com", "A"))).hasSize(1);
        assertThat(script.seen(DnsQuery.class)
                        .filter(query -> query.server().equals("ns.com."))
                        .map(DnsQuery::payload))
                .containsExactly(1232, 0);
    }

    @Test
    void recordsOfOtherZonesAreDroppedAndGivenAReason() {
        Record poison = record("www.host.kr.", "203.0.113.66");
        script.twist("198.51.100.1", m -> with(m, poison)).twist("198.51.100.2", m -> with(m, poison));
        assertThat(answers(script.walk("away.naver.com", "A"))).contains("www.host.kr. 3600 IN A 203.0.113.2");
        assertThat(script.seen(DnsObservation.RecordsDropped.class).map(DnsObservation.RecordsDropped::rule))
                .contains(TrustRule.OUTSIDE_THE_ZONE);
    }

    @Test
    void aServerThatSendsBackUpIsLame() {
        script.server("198.51.100.1", zone(".", ROOT)).server("198.51.100.2", zone(".", ROOT));
        assertThat(failure(script.walk("www.naver.com", "A"))).isEqualTo(FailureReason.LAME);
        assertThat(script.asked()).hasSize(4);
    }

    private static List<String> answers(Move end) {
        assertThat(end).isInstanceOf(Move.Answered.class);
        return RecordText.of(((Move.Answered) end).records());
    }

    private static Move.Answered.Kind kind(Move end) {
        assertThat(end).isInstanceOf(Move.Answered.class);
        return ((Move.Answered) end).kind();
    }

    private static FailureReason failure(Move end) {
        assertThat(end).isInstanceOf(Move.Failed.class);
        return ((Move.Failed) end).reason();
    }

    private static Message refusal(Message message, int rcode) {
        for (int section : List.of(Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL)) {
            message.removeAllRecords(section);
        }
        message.getHeader().setRcode(rcode);
        return message;
    }

    private static Message truncated(Message message) {
        message.getHeader().setFlag(Flags.TC);
        return message;
    }

    private static Message with(Message message, Record record) {
        message.addRecord(record, Section.ANSWER);
        return message;
    }

    private static Record record(String name, String address) {
        return Record.newRecord(
                Name.fromConstantString(name),
                Type.A,
                1,
                3600,
                Script.ip(address).getAddress());
    }
}
