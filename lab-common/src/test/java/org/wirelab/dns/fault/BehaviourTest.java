package org.wirelab.dns.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.wirelab.dns.walk.Script;
import org.wirelab.dns.zone.Authority;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/// What each fault sends, and when.
class BehaviourTest {

    private final Authority server = new Authority(List.of(Script.zone("example.com.", "www A 192.0.2.2\n")));

    @Test
    void aFlawlessServersResponseLeavesAsItIsAfterItsDelay() throws IOException {
        List<Delivery> sent = sent("delay=20ms", DnsTransport.UDP, false);
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().after()).isEqualTo(Duration.ofMillis(20));
        assertThat(message(sent.getFirst()).getSection(Section.ANSWER)).hasSize(1);
    }

    @Test
    void refusalsAreCodesWithoutAnAnswer() throws IOException {
        assertThat(rcode("fault=refuse")).isEqualTo(Rcode.REFUSED);
        assertThat(rcode("fault=servfail")).isEqualTo(Rcode.SERVFAIL);
        assertThat(rcode("fault=notauth")).isEqualTo(Rcode.NOTAUTH);
    }

    @Test
    void silenceMayBeOfOneTransport() throws IOException {
        assertThat(sent("fault=silent", DnsTransport.UDP, false)).isEmpty();
        assertThat(sent("fault=silent", DnsTransport.TCP, false)).isEmpty();
        assertThat(sent("fault=silent-udp", DnsTransport.UDP, false)).isEmpty();
        assertThat(sent("fault=silent-udp", DnsTransport.TCP, false)).hasSize(1);
        assertThat(sent("fault=silent-tcp", DnsTransport.UDP, false)).hasSize(1);
        assertThat(sent("fault=silent-tcp", DnsTransport.TCP, false)).isEmpty();
    }

    @Test
    void truncationIsOfDatagramsOnly() throws IOException {
        Message datagram = message(sent("fault=tc", DnsTransport.UDP, false).getFirst());
        assertThat(datagram.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(datagram.getSection(Section.ANSWER)).isEmpty();
        assertThat(message(sent("fault=tc", DnsTransport.TCP, false).getFirst()).getSection(Section.ANSWER))
                .hasSize(1);
    }

    @Test
    void faultsWithEdnsLeaveAQueryWithoutItAlone() throws IOException {
        assertThat(sent("fault=drop-edns", DnsTransport.UDP, true)).isEmpty();
        assertThat(sent("fault=drop-edns", DnsTransport.UDP, false)).hasSize(1);
        assertThat(message(sent("fault=formerr-edns", DnsTransport.UDP, true).getFirst())
                        .getRcode())
                .isEqualTo(Rcode.FORMERR);
        assertThat(rcode("fault=formerr-edns")).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void forgedResponsesComeBeforeTheRightOne() throws IOException {
        List<Delivery> ids = sent("fault=forged-id", DnsTransport.UDP, false);
        assertThat(ids).hasSize(2);
        assertThat(ids.get(0).after()).isLessThan(ids.get(1).after());
        assertThat(message(ids.get(0)).getHeader().getID())
                .isNotEqualTo(message(ids.get(1)).getHeader().getID());
        List<Delivery> questions = sent("fault=forged-question", DnsTransport.UDP, false);
        assertThat(message(questions.get(0)).getHeader().getID())
                .isEqualTo(message(questions.get(1)).getHeader().getID());
        assertThat(message(questions.get(0)).getQuestion())
                .isNotEqualTo(message(questions.get(1)).getQuestion());
    }

    @Test
    void anUpwardReferralNamesTheRootWithoutAuthority() throws IOException {
        Message response = message(sent("fault=upward", DnsTransport.UDP, false).getFirst());
        assertThat(response.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(response.getSection(Section.AUTHORITY)).hasSize(13);
    }

    @Test
    void anAnswerMayLackAuthorityOrLieOrTrailOctetsOrDrip() throws IOException {
        assertThat(message(sent("fault=no-aa", DnsTransport.UDP, false).getFirst())
                        .getHeader()
                        .getFlag(Flags.AA))
                .isFalse();
        assertThat(message(sent("fault=lie:203.0.113.66", DnsTransport.UDP, false)
                                .getFirst())
                        .getSection(Section.ANSWER)
                        .getFirst()
                        .rdataToString())
                .isEqualTo("203.0.113.66");
        int right = sent("", DnsTransport.UDP, false).getFirst().message().length;
        assertThat(sent("fault=trailing:7", DnsTransport.UDP, false).getFirst().message())
                .hasSize(right + 7);
        assertThat(sent("fault=drip:200ms", DnsTransport.TCP, false).getFirst().drip())
                .isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void lossesAreTheSameWithTheSameSeedAndOfTheShareThatWasAskedFor() {
        assertThat(losses("fault=loss:20% seed=7"))
                .isEqualTo(losses("fault=loss:20% seed=7"))
                .isBetween(150, 250);
        assertThat(losses("fault=loss:100%")).isEqualTo(1000);
    }

    private int losses(String options) {
        Behaviour behaviour = BehaviourText.parse(List.of(options.split(" ")));
        Random random = new Random(behaviour.seed());
        byte[] query = query(false);
        byte[] response = server.respond(query, DnsTransport.UDP).orElseThrow();
        int lost = 0;
        for (int i = 0; i < 1000; i++) {
            lost += behaviour
                            .distorted(query, DnsTransport.UDP, response, random)
                            .isEmpty()
                    ? 1
                    : 0;
        }
        return lost;
    }

    private int rcode(String options) throws IOException {
        Message response = message(sent(options, DnsTransport.UDP, false).getFirst());
        assertThat(response.getRcode() == Rcode.NOERROR)
                .isEqualTo(!response.getSection(Section.ANSWER).isEmpty());
        return response.getRcode();
    }

    private List<Delivery> sent(String options, DnsTransport transport, boolean edns) {
        Behaviour behaviour = BehaviourText.parse(options.isEmpty() ? List.of() : List.of(options.split(" ")));
        byte[] query = query(edns);
        return behaviour
                .instead(query, transport)
                .orElseGet(() -> behaviour.distorted(
                        query,
                        transport,
                        server.respond(query, transport).orElseThrow(),
                        new Random(behaviour.seed())));
    }

    private static byte[] query(boolean edns) {
        Message query = Message.newQuery(Question.parse("www.example.com", "A").toRecord());
        if (edns) {
            query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        }
        return query.toWire();
    }

    private static Message message(Delivery delivery) throws IOException {
        return new Message(delivery.message());
    }
}
