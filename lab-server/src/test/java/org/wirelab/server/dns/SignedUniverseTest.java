package org.wirelab.server.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.validation.SecurityStatus;
import org.wirelab.dns.validation.TrustAnchors;
import org.wirelab.dns.validation.ValidationObservation.DenialChecked;
import org.wirelab.dns.validation.ValidationObservation.Validated;
import org.wirelab.dns.validation.ValidationRecorder;
import org.wirelab.dns.validation.Validator;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Resolution;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;

/// The lab's own walk and validation of the signed miniature Internet, over real sockets: NSEC and NSEC3, wildcards,
/// empty non-terminals, aliases, DNAME, unsigned branches, and what is bogus.
@Timeout(120)
class SignedUniverseTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static Transport transport;
    private static MiniatureInternet internet;
    private static TrustAnchors anchors;
    private static Memory memory;
    private final List<Observation> seen = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void start() throws Exception {
        Universe universe = Universe.builtIn();
        transport = Transport.open(1);
        internet = MiniatureInternet.onPorts(transport, universe, LOOPBACK, 0);
        String anchor = universe.anchor().orElseThrow() + "\n";
        anchors = TrustAnchors.parse("the universe's own", anchor.getBytes(StandardCharsets.UTF_8));
        memory = Memory.fresh(RootHints.builtIn());
    }

    @AfterAll
    static void end() {
        internet.close();
        transport.close();
    }

    @ParameterizedTest
    @CsvSource({
        "www.secure.example, A, SECURE",
        "www.naver.com, A, SECURE",
        "cafe.naver.com, A, SECURE",
        "any.thing.blog.naver.com, A, SECURE",
        "www.moved.example.kr, A, SECURE",
        "large.naver.com, TXT, SECURE",
        "nosuch.nxdomain.example, A, SECURE",
        "www.nodata.example, AAAA, SECURE",
        "nobody.naver.com, A, SECURE",
        "nobody.hosting.net, A, SECURE",
        "rack.seoul.naver.com, A, SECURE",
        "co.kr, A, SECURE",
        "any.blog.naver.com, AAAA, SECURE",
        "nowhere, A, SECURE",
        "insecure.example, DS, SECURE",
        "www.insecure.example, A, INSECURE",
        "nosuch.insecure.example, A, INSECURE",
        "www.cs.univ.ac.kr, A, INSECURE",
        "a.root-servers.net, A, INSECURE",
        "www.bogus-ds.example, A, BOGUS",
        "www.expired-rrsig.example, A, BOGUS"
    })
    void bothValidationsSayWhatUnboundSays(String name, String type, SecurityStatus expected) throws Exception {
        Validated end = validate(name, type);
        assertThat(end.status()).as("%s", end).isEqualTo(expected);
        assertThat(end.secondStatus()).as("%s", end).isEqualTo(expected);
        assertThat(end.agree()).isTrue();
    }

    @Test
    void theCodesAreThoseOfUnbound() throws Exception {
        assertThat(validate("www.bogus-ds.example", "A").ede()).hasValue(9);
        assertThat(validate("www.expired-rrsig.example", "A").ede()).hasValue(7);
    }

    @Test
    void hashedAndPlainProofsAreTold() throws Exception {
        validate("nobody.naver.com", "A");
        validate("nobody.hosting.net", "A");
        assertThat(seen)
                .filteredOn(DenialChecked.class::isInstance)
                .extracting(each -> ((DenialChecked) each).proof())
                .contains("NSEC", "NSEC3");
    }

    @Test
    void itsLookupsBearAPurposeOfTheirOwn() throws Exception {
        // what another test has learned would be asked of nobody
        memory = Memory.fresh(RootHints.builtIn());
        validate("www.secure.example", "A");
        assertThat(seen)
                .filteredOn(DnsQuery.class::isInstance)
                .extracting(each -> ((DnsQuery) each).type() + " " + ((DnsQuery) each).purpose())
                .contains("DNSKEY " + Purpose.VALIDATION)
                .doesNotContain("DNSKEY " + Purpose.WALK, "DS " + Purpose.WALK);
    }

    private Validated validate(String name, String type) throws Exception {
        Question question = Question.parse(name, type);
        Move.Answered answer = (Move.Answered) walk(question, seen::add);
        Validator validator = new Validator(anchors, Clock.systemUTC(), this::lookUp, seen::add);
        return validator.validate(question, answer);
    }

    private Move lookUp(Question question) throws InterruptedException {
        return walk(question, new ValidationRecorder(seen::add));
    }

    private static Move walk(Question question, Recorder recorder) throws InterruptedException {
        WalkSettings settings = WalkSettings.UNPRIMED.withDnssec(true);
        Resolution walk = new Resolution(question, memory, settings, new SecureRandom(), recorder, System.nanoTime());
        try {
            return new DnsClient(transport, internet.map()).run(walk, recorder).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
