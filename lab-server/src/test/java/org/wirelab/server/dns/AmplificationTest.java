package org.wirelab.server.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;

/// Forged queries gain an attacker nothing.
class AmplificationTest {

    private static final InetAddress VICTIM = InetAddress.ofLiteral("192.0.2.200");

    @Test
    void aFloodOfForgedQueriesBringsItsVictimFewerBytesThanItCosts() {
        Universe universe = Universe.builtIn();
        for (String[] question :
                new String[][] {{".", "NS"}, {"large.naver.com", "TXT"}, {".", "ANY"}, {"com", "DNSKEY"}}) {
            Message query = Message.newQuery(org.xbill.DNS.Record.newRecord(
                    Question.parseName(question[0]), org.xbill.DNS.Type.value(question[1]), 1));
            query.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
            byte[] wire = query.toWire();
            for (Universe.Server server : universe.servers()) {
                Responder responder = AuthorityResponder.limited(server);
                AtomicLong out = new AtomicLong();
                int queries = 10_000;
                for (int i = 0; i < queries; i++) {
                    responder.respond(wire, VICTIM, DnsTransport.UDP, delivery -> {
                        assertThat(delivery.message()).hasSizeLessThanOrEqualTo(1232);
                        out.addAndGet(delivery.message().length);
                    });
                }
                assertThat(out.get()).as(server.name() + " " + question[0]).isLessThan((long) queries * wire.length);
            }
        }
    }

    @Test
    void theLimitIsPerAddressAndFillsUpAgain() {
        ResponseRateLimit limit = new ResponseRateLimit(10);
        for (int i = 0; i < 10; i++) {
            assertThat(limit.decide(VICTIM, 0)).isEqualTo(ResponseRateLimit.Decision.SEND);
        }
        assertThat(limit.decide(VICTIM, 0)).isEqualTo(ResponseRateLimit.Decision.TRUNCATE);
        assertThat(limit.decide(VICTIM, 0)).isEqualTo(ResponseRateLimit.Decision.DROP);
        assertThat(limit.decide(InetAddress.ofLiteral("192.0.2.201"), 0)).isEqualTo(ResponseRateLimit.Decision.SEND);
        assertThat(limit.decide(VICTIM, 1_000_000_000L)).isEqualTo(ResponseRateLimit.Decision.SEND);
    }
}
