package org.wirelab.dns.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.Question;
import org.wirelab.dns.validation.SignedZones.Zone;
import org.wirelab.dns.validation.ValidationObservation.AnchorUsed;
import org.wirelab.dns.validation.ValidationObservation.DenialChecked;
import org.wirelab.dns.validation.ValidationObservation.DsChecked;
import org.wirelab.dns.validation.ValidationObservation.SignatureChecked;
import org.wirelab.dns.validation.ValidationObservation.Validated;
import org.wirelab.dns.walk.Move;
import org.wirelab.trace.Observation;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Answers of every kind, held against zones that the test signs: dnsjava's validator and the lab's own steps.
class ValidatorTest {

    private final SignedZones zones = new SignedZones();
    private final List<Observation> seen = new ArrayList<>();
    private TrustAnchors anchors = TrustAnchors.ofTheRoot();

    @BeforeEach
    void anInternetOfAFewZones() throws Exception {
        Zone root = zones.signed(".");
        Zone tld = zones.signed("example.");
        Zone secure = zones.signed("secure.example.").add("www A 192.0.2.1").add("alias CNAME www.other.example.");
        Zone other = zones.signed("other.example.").add("www A 192.0.2.2").add("a.ent A 192.0.2.9");
        Zone insecure = zones.unsigned("insecure.example.").add("www A 192.0.2.3");
        Zone bogus = zones.signed("bogus.example.").add("www A 192.0.2.4");
        Zone expired = zones.signed("expired.example.").add("www A 192.0.2.5").expired();
        Zone early = zones.signed("early.example.").add("www A 192.0.2.6").early();
        SignedZones.delegate(root, tld, true);
        SignedZones.delegate(tld, secure, true);
        SignedZones.delegate(tld, other, true);
        SignedZones.delegate(tld, insecure, false);
        SignedZones.delegate(tld, expired, true);
        SignedZones.delegate(tld, early, true);
        tld.add("bogus NS ns.bogus").add("bogus DS " + secure.ds().rdataToString());
        Zone weak = zones.signed("weak.example.").add("www A 192.0.2.7");
        tld.add("weak NS ns.weak")
                .add("weak DS " + weak.ds(DSRecord.SHA1_DIGEST_ID).rdataToString())
                .add("weak DS " + weak.key.getFootprint() + " 13 2 " + "00".repeat(32));
        anchors = TrustAnchors.parse("test", (root.ds() + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(bogus.key).isNotNull();
    }

    @Test
    void aChainFromTheAnchorToTheRecordsIsSecure() throws Exception {
        Validated end = validate("www.secure.example", "A");
        assertThat(end.status()).isEqualTo(SecurityStatus.SECURE);
        assertThat(end.agree()).isTrue();
        assertThat(all(AnchorUsed.class)).singleElement().matches(AnchorUsed::matched);
        assertThat(all(DsChecked.class))
                .allMatch(DsChecked::matched)
                .extracting(DsChecked::zone)
                .containsExactly("example.", "secure.example.");
        assertThat(all(SignatureChecked.class))
                .allMatch(SignatureChecked::valid)
                .extracting(each -> each.name() + " " + each.type() + " " + each.signer())
                .containsExactly(
                        ". DNSKEY .",
                        "example. DS .",
                        "example. DNSKEY example.",
                        "secure.example. DS example.",
                        "secure.example. DNSKEY secure.example.",
                        "www.secure.example. A secure.example.");
        assertThat(zones.asked).as("each question is asked once").doesNotHaveDuplicates();
    }

    @Test
    void anAliasIntoAnotherZoneIsFollowedThere() throws Exception {
        assertThat(validate("alias.secure.example", "A").status()).isEqualTo(SecurityStatus.SECURE);
        assertThat(all(DsChecked.class)).extracting(DsChecked::zone).contains("other.example.");
        assertAgreed();
    }

    @Test
    void aDenialNeedsAProof() throws Exception {
        assertThat(validate("nosuch.secure.example", "A").status()).isEqualTo(SecurityStatus.SECURE);
        assertAgreed();
        assertThat(all(DenialChecked.class))
                .anyMatch(each -> each.claim().equals("no such name")
                        && each.proven()
                        && each.parts().size() == 2);
        assertThat(validate("www.secure.example", "AAAA").status()).isEqualTo(SecurityStatus.SECURE);
        assertThat(validate("ent.other.example", "A").status()).isEqualTo(SecurityStatus.SECURE);
        assertAgreed();
    }

    @Test
    void aDenialWithoutProofIsBogus() throws Exception {
        zones.twist("nosuch.secure.example", "A", move -> withoutAuthority((Move.Answered) move));
        Validated end = validate("nosuch.secure.example", "A");
        assertThat(end.status()).isEqualTo(SecurityStatus.BOGUS);
        assertAgreed();
    }

    @Test
    void aZoneThatIsProvablyUnsignedIsInsecure() throws Exception {
        Validated end = validate("www.insecure.example", "A");
        assertThat(end.status()).isEqualTo(SecurityStatus.INSECURE);
        assertAgreed();
        assertThat(all(DenialChecked.class)).anyMatch(each -> each.claim().equals("no DS") && each.proven());
        assertThat(end.secondReason()).contains("insecure.example. is not signed");
    }

    @Test
    void aDsThatFitsNoKeyIsBogus() throws Exception {
        Validated end = validate("www.bogus.example", "A");
        assertThat(end.status()).isEqualTo(SecurityStatus.BOGUS);
        assertThat(end.ede()).hasValueSatisfying(code -> assertThat(code).isIn(6, 9));
        assertThat(end.secondReason()).contains("no key of bogus.example. has the digest of a DS record in example.");
        assertThat(all(DsChecked.class))
                .anyMatch(each -> !each.matched() && each.zone().equals("bogus.example."));
        assertAgreed();
    }

    /// RFC 4509 §3: whoever could forge SHA-1 has gained nothing while a SHA-256 digest stands beside it.
    @Test
    void aSha1DigestCountsForNothingBesideAStrongerOne() throws Exception {
        Validated end = validate("www.weak.example", "A");
        assertThat(end.secondReason()).contains("no key of weak.example. has the digest of a DS record in example.");
        assertThat(end.status()).isEqualTo(SecurityStatus.BOGUS);
        assertAgreed();
    }

    @Test
    void aSignatureThatRanOutIsBogusWithItsCode() throws Exception {
        Validated end = validate("www.expired.example", "A");
        assertThat(end.status()).isEqualTo(SecurityStatus.BOGUS);
        assertThat(end.ede()).hasValue(7);
        assertThat(end.secondReason()).contains("ran out at 2026-11-29T11:00:00Z");
        assertAgreed();
    }

    @Test
    void aSignatureThatHasNotBegunIsBogusWithItsCode() throws Exception {
        Validated end = validate("www.early.example", "A");
        assertThat(end.status()).isEqualTo(SecurityStatus.BOGUS);
        assertThat(end.ede()).hasValue(8);
        assertAgreed();
    }

    @Test
    void aForgedRecordIsBogus() throws Exception {
        zones.twist("www.secure.example", "A", move -> forged((Move.Answered) move));
        Validated end = validate("www.secure.example", "A");
        assertThat(end.status()).isEqualTo(SecurityStatus.BOGUS);
        assertThat(end.secondReason()).contains("does not verify the signature of www.secure.example. A");
        assertAgreed();
    }

    @Test
    void aRecordWithoutItsSignatureIsBogus() throws Exception {
        zones.twist("www.secure.example", "A", move -> unsigned((Move.Answered) move));
        Validated end = validate("www.secure.example", "A");
        assertThat(end.status()).isEqualTo(SecurityStatus.BOGUS);
        assertThat(end.secondReason()).contains("has no signature");
        assertAgreed();
    }

    @Test
    void keysThatCannotBeHadLeaveItUndecided() throws Exception {
        zones.twist("secure.example", "DNSKEY", _ -> SignedZones.failed());
        Validated end = validate("www.secure.example", "A");
        assertThat(end.status()).isEqualTo(SecurityStatus.INDETERMINATE);
        assertThat(end.ede()).hasValue(5);
        assertAgreed();
    }

    @Test
    void anchorsOfAnotherTreeLeaveItUndecided() throws Exception {
        anchors = TrustAnchors.parse("test", (zones.signed("elsewhere.").ds() + "\n").getBytes(StandardCharsets.UTF_8));
        Validated end = validate("www.secure.example", "A");
        assertThat(end.status()).isEqualTo(SecurityStatus.INDETERMINATE);
        assertAgreed();
    }

    @Test
    void theRealRootsAnchorsDoNotFitTheTestsRoot() throws Exception {
        anchors = TrustAnchors.ofTheRoot();
        assertThat(validate("www.secure.example", "A").status()).isEqualTo(SecurityStatus.BOGUS);
        assertThat(all(AnchorUsed.class)).singleElement().satisfies(anchor -> {
            assertThat(anchor.matched()).isFalse();
            assertThat(anchor.anchors()).containsExactly("DS 20326", "DS 38696");
        });
    }

    private Validated validate(String name, String type) throws Exception {
        seen.clear();
        zones.asked.clear();
        Question question = Question.parse(name, type);
        Clock clock = Clock.fixed(SignedZones.NOW, ZoneOffset.UTC);
        Validator validator = new Validator(anchors, clock, zones, seen::add);
        return validator.validate(question, (Move.Answered) zones.look(question));
    }

    private void assertAgreed() {
        assertThat(all(Validated.class)).as("both validations say the same").allMatch(Validated::agree);
    }

    private <T> List<T> all(Class<T> type) {
        return seen.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Move forged(Move.Answered it) {
        List<Record> records = it.records().stream()
                .map(record -> record.getType() == Type.A
                        ? new ARecord(record.getName(), DClass.IN, 300, InetAddress.ofLiteral("192.0.2.66"))
                        : record)
                .toList();
        return new Move.Answered(it.kind(), it.zone(), records, it.authority());
    }

    private static Move unsigned(Move.Answered it) {
        List<Record> records = it.records().stream()
                .filter(record -> record.getType() != Type.RRSIG)
                .toList();
        return new Move.Answered(it.kind(), it.zone(), records, it.authority());
    }

    private static Move withoutAuthority(Move.Answered it) {
        return new Move.Answered(
                it.kind(), it.zone(), it.records(), it.authority().subList(0, 2));
    }
}
