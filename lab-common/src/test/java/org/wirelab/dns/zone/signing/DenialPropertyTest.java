package org.wirelab.dns.zone.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.wirelab.dns.zone.Authority;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.dnssec.ValidatingResolver;

/// Whatever a signed zone says of whatever name, dnsjava's validator believes it.
class DenialPropertyTest {

    @Property(tries = 150)
    void everyAnswerAndEveryDenialOfASignedZoneIsSecure(
            @ForAll("zones") String records, @ForAll("questions") List<Question> questions, @ForAll boolean hashed)
            throws IOException {
        // dnsjava 3.7.1 takes the wildcard `*.a` in an NSEC record that covers `b` for the wildcard that stands for
        // `b`.
        Assume.that(
                hashed || records.lines().filter(line -> line.startsWith("*")).count() <= 1);
        SignedZone zone = Signed.zone("example.com.", "@ NS ns\n@ A 192.0.2.1\n" + records, hashed);
        ValidatingResolver validator = validator(zone);
        for (Question question : questions) {
            Message response = validator.send(Message.newQuery(question.toRecord()));
            String seen = question + " " + records + response;
            assertThat(response.getHeader().getRcode())
                    .as(seen)
                    .isEqualTo(zone.answer(question, false).rcode())
                    .isIn(Rcode.NOERROR, Rcode.NXDOMAIN);
            assertThat(response.getHeader().getFlag(Flags.AD)).as(seen).isTrue();
        }
    }

    /// The judge of the property above does tell a missing proof.
    @Property(tries = 10)
    void aDenialWithoutItsProofIsNotBelieved(@ForAll boolean hashed) throws IOException {
        SignedZone zone = Signed.zone("example.com.", "@ NS ns\nwww A 192.0.2.1\n", hashed);
        ValidatingResolver validator = validator(new Authority(List.of(zone)), zone, true);
        Message response = validator.send(
                Message.newQuery(Question.parse("nobody.example.com", "A").toRecord()));
        assertThat(response.getHeader().getRcode()).isEqualTo(Rcode.SERVFAIL);
    }

    /// Few labels, so that names meet: empty non-terminals, wildcards above and below, several at one name. A
    /// wildcard is no empty non-terminal here: dnsjava does not take the proof of that.
    @Provide
    Arbitrary<String> zones() {
        Arbitrary<String> label = Arbitraries.of("a", "b", "c", "B", "z");
        Arbitrary<String> owner = Combinators.combine(
                        Arbitraries.of("", "", "", "*."),
                        label.list().ofMinSize(1).ofMaxSize(3))
                .as((wildcard, labels) -> wildcard + String.join(".", labels));
        Arbitrary<String> data = Arbitraries.of("A 192.0.2.1", "TXT \"x\"", "AAAA 2001:db8::1", "MX 10 a");
        return Combinators.combine(owner, data)
                .as((name, rest) -> name + " " + rest)
                .set()
                .ofMaxSize(8)
                .map(lines -> {
                    Set<String> seen = new HashSet<>();
                    return lines.stream()
                            .filter(line -> seen.add(line.toLowerCase(java.util.Locale.ROOT)))
                            .reduce("", (all, line) -> all + line + "\n");
                });
    }

    @Provide
    Arbitrary<List<Question>> questions() {
        Arbitrary<String> label = Arbitraries.of("a", "b", "c", "d", "A", "zz");
        Arbitrary<String> name =
                label.list().ofMaxSize(4).map(labels -> String.join(".", labels) + (labels.isEmpty() ? "" : "."));
        return Combinators.combine(name, Arbitraries.of("A", "AAAA", "TXT", "MX"))
                .as((owner, type) -> Question.parse(owner + "example.com.", type))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static ValidatingResolver validator(SignedZone zone) throws IOException {
        return validator(new Authority(List.of(zone)), zone, false);
    }

    private static ValidatingResolver validator(Authority authority, SignedZone zone, boolean forgetful)
            throws IOException {
        ValidatingResolver validator =
                new ValidatingResolver(new Asking(authority, forgetful), Clock.fixed(Signed.NOW, ZoneOffset.UTC));
        validator.loadTrustAnchors(
                new ByteArrayInputStream((zone.anchor() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return validator;
    }

    /// Asks the authority itself.
    ///
    /// @param forgetful leaves every NSEC and NSEC3 record out
    private record Asking(Authority authority, boolean forgetful) implements Resolver {

        @Override
        public CompletionStage<Message> sendAsync(Message query, Executor executor) {
            try {
                if (query.getOPT() == null) {
                    query.addRecord(new OPTRecord(1232, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
                }
                Message response = new Message(
                        authority.respond(query.toWire(), DnsTransport.TCP).orElseThrow());
                if (forgetful) {
                    List.copyOf(response.getSection(Section.AUTHORITY)).stream()
                            .filter(record -> record instanceof NSECRecord || record instanceof NSEC3Record)
                            .forEach(record -> response.removeRecord(record, Section.AUTHORITY));
                }
                return CompletableFuture.completedFuture(response);
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void setPort(int port) {
            // nothing is sent
        }

        @Override
        public void setTCP(boolean flag) {
            // nothing is sent
        }

        @Override
        public void setIgnoreTruncation(boolean flag) {
            // nothing is sent
        }

        @Override
        public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
            // the DO bit is set in each query
        }

        @Override
        public void setTSIGKey(TSIG key) {
            // nothing is sent
        }

        @Override
        public void setTimeout(Duration timeout) {
            // nothing is sent
        }
    }
}
