package org.wirelab.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wirelab.dns.walk.Script.zone;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.wirelab.dns.RecordText;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/// What an authoritative server says: RFC 1034 §4.3.2, case by case.
class ZoneTest {

    private final Zone zone = zone("example.com.", """
            @ NS ns
            ns A 192.0.2.1
            www A 192.0.2.2
            alias CNAME www
            out CNAME www.example.org.
            *.wild TXT "any"
            *.wildalias CNAME www
            a.b.c A 192.0.2.3
            sub NS ns.sub
            ns.sub A 192.0.2.4
            sub DS 1 13 2 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
            moved DNAME target
            x.target A 192.0.2.5
            ring CNAME gnir
            gnir CNAME ring
            """);
    private final Authority authority = new Authority(List.of(zone));

    @Test
    void anAnswerHasAuthorityAndAReferralHasGlueInstead() {
        assertThat(ask("www", "A").authoritative()).isTrue();
        ZoneAnswer referral = ask("deep.sub", "A");
        assertThat(referral.authoritative()).isFalse();
        assertThat(referral.answers()).isEmpty();
        assertThat(referral.glue()).hasSize(1);
        assertThat(ask("ns.sub", "A").authoritative()).as("glue is no answer").isFalse();
    }

    @Test
    void theCutItselfBelongsToTheChildButForItsDsRecords() {
        assertThat(ask("sub", "A").authoritative()).isFalse();
        assertThat(ask("sub", "DS").answers()).hasSize(1);
        assertThat(ask("sub", "DS").authoritative()).isTrue();
    }

    @Test
    void denialsTellNoNameFromNoRecords() {
        assertThat(ask("nobody", "A").rcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(ask("www", "AAAA").rcode()).isEqualTo(Rcode.NOERROR);
        assertThat(ask("b.c", "A").rcode()).as("an empty non-terminal").isEqualTo(Rcode.NOERROR);
        assertThat(ask("nobody", "A").authority().getFirst().getTTL()).isEqualTo(300);
    }

    @Test
    void wildcardsTakeTheNameThatWasAskedFor() {
        assertThat(RecordText.of(ask("p.q.wild", "TXT").answers()))
                .containsExactly("p.q.wild.example.com. 3600 IN TXT any");
        assertThat(ask("p.wild", "A").rcode()).isEqualTo(Rcode.NOERROR);
        assertThat(ask("p.wildalias", "A").answers()).hasSize(2);
    }

    @Test
    void aliasesAreFollowedWithinTheZoneAndNotBeyond() {
        assertThat(ask("alias", "A").answers()).hasSize(2);
        assertThat(ask("out", "A").answers()).hasSize(1);
        assertThat(ask("ring", "A").answers()).hasSize(2);
        assertThat(RecordText.of(ask("x.moved", "A").answers()))
                .containsExactly(
                        "moved.example.com. 3600 IN DNAME target.example.com.",
                        "x.moved.example.com. 3600 IN CNAME x.target.example.com.",
                        "x.target.example.com. 3600 IN A 192.0.2.5");
    }

    @Test
    void whatIsNotServedIsRefusedAndNeverRecursedFor() throws Exception {
        Message query =
                Message.newQuery(Question.parse("www.elsewhere.org", "A").toRecord());
        Message response = respond(query);
        assertThat(response.getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(response.getHeader().getFlag(Flags.RA)).isFalse();
        assertThat(response.getSection(Section.ANSWER)).isEmpty();
    }

    @Test
    void unknownVersionsOfEdnsAreSaidToBeUnknown() throws Exception {
        Message query = Message.newQuery(Question.parse("www.example.com", "A").toRecord());
        query.addRecord(new OPTRecord(1232, 0, 7), Section.ADDITIONAL);
        assertThat(respond(query).getRcode()).isEqualTo(Rcode.BADVERS);
    }

    @Test
    void whatDoesNotFitIsTruncatedToNothingAndComesWholeOverTcp() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            many.append("big TXT \"record number ").append(i).append(" of a large set\"\n");
        }
        Authority large = new Authority(List.of(zone("example.com.", many.toString())));
        byte[] query = Message.newQuery(Question.parse("big.example.com", "TXT").toRecord())
                .toWire();
        byte[] datagram = large.respond(query, DnsTransport.UDP).orElseThrow();
        assertThat(datagram).hasSizeLessThanOrEqualTo(512);
        assertThat(new Message(datagram).getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(new Message(datagram).getSection(Section.ANSWER)).isEmpty();
        assertThat(new Message(large.respond(query, DnsTransport.TCP).orElseThrow()).getSection(Section.ANSWER))
                .hasSize(40);
    }

    @Test
    void aZoneWithoutAStartOrWithRecordsBesideAnAliasIsRefusedInOneLine() {
        assertThatThrownBy(() -> Zone.parse(zone.origin(), "www 60 IN A 192.0.2.1\n".getBytes("UTF-8")))
                .hasMessageContaining("no SOA record");
        assertThatThrownBy(() -> zone("example.com.", "a CNAME b\na A 192.0.2.1\n"))
                .hasStackTraceContaining("is an alias and has other records");
    }

    private ZoneAnswer ask(String name, String type) {
        return zone.answer(Question.parse(name + ".example.com", type));
    }

    private Message respond(Message query) throws Exception {
        return new Message(authority.respond(query.toWire(), DnsTransport.UDP).orElseThrow());
    }
}
