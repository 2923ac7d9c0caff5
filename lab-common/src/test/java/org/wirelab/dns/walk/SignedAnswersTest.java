package org.wirelab.dns.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.dns.walk.Script.zone;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.RecordText;
import org.wirelab.dns.TrustRule;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Signatures and proofs: asked for by the DO bit, and believed no further than what they sign.
class SignedAnswersTest {

    private static final String SIGNATURE = " 13 3 3600 20300101000000 20200101000000 4711 com. AAAA";
    private static final Record DS = record(
            "signed.com.", Type.DS, "4711 13 2 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    private final Script script = new Script()
            .root(
                    "a.root.",
                    "192.0.2.1",
                    zone(".", "@ NS a.root.\na.root. A 192.0.2.1\ncom. NS ns.com.\nns.com. A 192.0.2.2"))
            .server(
                    "192.0.2.2",
                    zone(
                            "com.",
                            "@ NS ns\nns A 192.0.2.2\nwww A 203.0.113.1\nsigned NS ns.signed\nns.signed A 192.0.2.3"))
            .server("192.0.2.3", zone("signed.com.", "@ NS ns\nns A 192.0.2.3\nwww CNAME www.com."));

    private boolean wanted;

    @Test
    void theSignatureOfTheAnswerComesWithIt() {
        add("192.0.2.2", Section.ANSWER, record("www.com.", Type.RRSIG, "A" + SIGNATURE));
        Move.Answered answer = walk("www.com", "A", true);
        assertThat(types(answer.records())).containsExactly("A", "RRSIG");
        assertThat(wanted).as("the DO bit").isTrue();
        assertThat(rules()).contains(TrustRule.SIGNS);
    }

    @Test
    void withoutTheDoBitASignatureIsOfNoUse() {
        add("192.0.2.2", Section.ANSWER, record("www.com.", Type.RRSIG, "A" + SIGNATURE));
        Move.Answered answer = walk("www.com", "A", false);
        assertThat(types(answer.records())).containsExactly("A");
        assertThat(wanted).as("the DO bit").isFalse();
        assertThat(rules()).contains(TrustRule.NOT_NEEDED).doesNotContain(TrustRule.SIGNS);
    }

    @Test
    void theProofOfADenialComesWithItsSoa() {
        add(
                "192.0.2.2",
                Section.AUTHORITY,
                record("www.com.", Type.NSEC, "zzz.com. A RRSIG NSEC"),
                record("www.com.", Type.RRSIG, "NSEC" + SIGNATURE));
        Move.Answered answer = walk("nobody.com", "A", true);
        assertThat(answer.records()).isEmpty();
        assertThat(types(answer.authority())).containsExactly("SOA", "NSEC", "RRSIG");
        assertThat(rules()).contains(TrustRule.PROVES_ABSENCE);
    }

    @Test
    void whatAnAliasLeadsToIsSignedByItsOwnZone() {
        add(
                "192.0.2.3",
                Section.ANSWER,
                record(
                        "www.signed.com.",
                        Type.RRSIG,
                        "CNAME 13 3 3600 20300101000000 20200101000000 1 signed.com. AAAA"));
        add("192.0.2.2", Section.ANSWER, record("www.com.", Type.RRSIG, "A" + SIGNATURE));
        assertThat(types(walk("www.signed.com", "A", true).records())).containsExactly("CNAME", "RRSIG", "A", "RRSIG");
    }

    @Test
    void theParentSaysWithWhichKeyItsChildIsSigned() {
        script.twist("192.0.2.2", message -> with(message, Section.AUTHORITY, DS));
        walk("www.signed.com", "A", true);
        assertThat(rules()).contains(TrustRule.SECURES_THE_DELEGATION);
    }

    @Test
    void theDsOfAZoneIsAskedOfItsParentThoughTheZoneItselfIsKnown() {
        assertThat(walk("signed.com", "DS", true).zone()).hasToString("com.");
        assertThat(script.asked()).last().isEqualTo("ns.com. signed.com. DS");
    }

    @Test
    void aSignatureFromOutsideTheZoneIsDropped() {
        add(
                "192.0.2.2",
                Section.ANSWER,
                record("www.com.", Type.RRSIG, "A 13 2 3600 20300101000000 20200101000000 4711 . AAAA"));
        assertThat(types(walk("www.com", "A", true).records())).containsExactly("A");
        assertThat(script.seen(DnsObservation.RecordsDropped.class).map(DnsObservation.RecordsDropped::rule))
                .contains(TrustRule.OUTSIDE_THE_ZONE);
    }

    private Move.Answered walk(String name, String type, boolean dnssec) {
        script.settings = script.settings.withDnssec(dnssec);
        script.queries = query -> wanted = Optional.ofNullable(query.getOPT())
                .map(opt -> (opt.getFlags() & ExtendedFlags.DO) != 0)
                .orElse(false);
        return (Move.Answered) script.walk(name, type);
    }

    private void add(String server, int section, Record... records) {
        script.twist(server, message -> with(message, section, records));
    }

    private static Message with(Message message, int section, Record... records) {
        for (Record record : records) {
            message.addRecord(record, section);
        }
        return message;
    }

    private List<TrustRule> rules() {
        return script.seen(DnsObservation.RecordsAccepted.class)
                .map(DnsObservation.RecordsAccepted::rule)
                .toList();
    }

    private static List<String> types(List<Record> records) {
        return RecordText.of(records).stream().map(RecordText::typeOf).toList();
    }

    private static Record record(String name, int type, String data) {
        try {
            return Record.fromString(Name.fromConstantString(name), type, DClass.IN, 3600, data, Name.root);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
