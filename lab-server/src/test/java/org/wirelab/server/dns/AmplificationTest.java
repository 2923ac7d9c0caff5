package org.wirelab.server.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

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
                Responder responder = AuthorityResponder.limited(server, System::nanoTime);
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

    /// Random names of the universe and none, every type, signatures asked for, as much room offered as can be: a
    /// thousand queries a second for five seconds.
    @Test
    void noMixtureOfHostileQueriesGainsAnythingEither() {
        Universe universe = Universe.builtIn();
        Random random = new Random(5);
        List<Name> names =
                universe.zones().stream().flatMap(zone -> zone.names().stream()).toList();
        int[] types = {Type.A, Type.ANY, Type.TXT, Type.DNSKEY, Type.DS, Type.NS, Type.RRSIG, Type.NSEC, Type.SOA, 65};
        for (Universe.Server server : universe.servers()) {
            AtomicLong now = new AtomicLong();
            Responder responder = AuthorityResponder.limited(server, now::get);
            AtomicLong out = new AtomicLong();
            AtomicInteger large = new AtomicInteger();
            long in = 0;
            for (int i = 0; i < 5_000; i++) {
                now.addAndGet(1_000_000);
                Name name = names.get(random.nextInt(names.size()));
                Message query = Message.newQuery(org.xbill.DNS.Record.newRecord(
                        random.nextInt(4) == 0 ? below(i, name) : name, types[random.nextInt(types.length)], 1));
                query.addRecord(new OPTRecord(65535, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
                byte[] wire = query.toWire();
                in += wire.length;
                responder.respond(wire, VICTIM, DnsTransport.UDP, delivery -> {
                    out.addAndGet(delivery.message().length);
                    large.addAndGet(delivery.message().length > wire.length ? 1 : 0);
                });
            }
            // a burst of 100, and 100 a second; a server that plays the forger too sends two for one
            assertThat(large.get())
                    .as(server.name() + " larger than their query")
                    .isLessThanOrEqualTo(2 * (100 + 5 * 100));
            assertThat(out.get())
                    .as(server.name() + ": octets to the victim, of which so many were paid for: " + in)
                    .isLessThanOrEqualTo(in + large.get() * 1232L);
        }
    }

    private static Name below(int number, Name name) {
        return Question.parseName("x" + number + (name.labels() == 1 ? "." : "." + name));
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
