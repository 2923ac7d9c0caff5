package org.wirelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.walk.Edns;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Observations;
import org.wirelab.dns.walk.Reply;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Judge;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/// One message, as the engine tells of it and as the wire shows it.
class DnsPacketTest {

    private static final Vantage ENGINE = new Vantage(Source.DNS, Side.CLIENT);
    private static final Vantage WIRE = new Vantage(Source.CAPTURE, Side.LINK);
    private static final Conversation LOOKUP = new Conversation("lookup");

    private long number;

    @Test
    void theEngineAndTheWireMeanOneMessage() {
        Move.Ask ask = ask(4711, "www.Example.com", DnsTransport.UDP);
        assertThat(packet(ask, false).identity()).isEqualTo(ask.observation().identity());
        assertThat(packet(ask, true).identity()).isEqualTo(response(ask).identity());
    }

    @Test
    void theCaseOfANameSaysNothing() {
        assertThat(packet(ask(1, "WWW.example.COM", DnsTransport.UDP), false).identity())
                .isEqualTo(ask(1, "www.example.com", DnsTransport.UDP)
                        .observation()
                        .identity());
    }

    @Test
    void nothingElseIsTheSameMessage() {
        Move.Ask ask = ask(1, "a.example", DnsTransport.UDP);
        Object identity = ask.observation().identity();
        assertThat(packet(ask, true).identity()).isNotEqualTo(identity);
        assertThat(packet(ask(2, "a.example", DnsTransport.UDP), false).identity())
                .isNotEqualTo(identity);
        assertThat(packet(ask(1, "b.example", DnsTransport.UDP), false).identity())
                .isNotEqualTo(identity);
        assertThat(packet(ask(1, "a.example", DnsTransport.TCP), false).identity())
                .isNotEqualTo(identity);
    }

    @Test
    void whatIsCutOffBehindTheQuestionIsStillTold() {
        Move.Ask ask = ask(1, "a.example", DnsTransport.UDP);
        byte[] cut = Arrays.copyOf(ask.message().toWire(), WireMessage.HEADER + 15);
        assertThat(DnsPacket.read(cut, way(ask), 1)).hasValueSatisfying(packet -> {
            assertThat(packet.name()).isEqualTo("a.example.");
            assertThat(packet.type()).isEqualTo("A");
        });
        assertThat(DnsPacket.read(Arrays.copyOf(cut, WireMessage.HEADER - 1), way(ask), 1))
                .isEmpty();
        assertThat(DnsPacket.read(Arrays.copyOf(cut, WireMessage.HEADER + 3), way(ask), 1))
                .hasValueSatisfying(packet -> assertThat(packet.name()).isEmpty());
    }

    @Test
    void thePacketIsEvidenceWhicheverOfTheTwoComesFirst() {
        Move.Ask ask = ask(1, "a.example", DnsTransport.UDP);
        Entry engine = entry(ENGINE, ask.observation());
        Entry wire = entry(WIRE, packet(ask, false));
        assertThat(evidence(engine, wire)).isEqualTo(Map.of("dns.3", List.of(1L, 2L)));
        assertThat(evidence(wire, engine)).isEqualTo(Map.of("dns.3", List.of(1L, 2L)));
    }

    @Test
    void ofTwoQueriesThatAreAlikeEachHasItsOwnPacket() {
        Move.Ask ask = ask(1, "a.example", DnsTransport.UDP);
        Entry first = entry(ENGINE, ask.observation());
        Entry second = entry(ENGINE, ask.observation());
        Entry firstPacket = entry(WIRE, packet(ask, false));
        Entry secondPacket = entry(WIRE, packet(ask, false));
        assertThat(evidence(first, firstPacket, second, secondPacket)).isEqualTo(Map.of("dns.3", List.of(1L, 3L)));
    }

    @Test
    void aPacketThatTheEngineSaysNothingOfProvesNothing() {
        Move.Ask ask = ask(1, "a.example", DnsTransport.UDP);
        assertThat(evidence(entry(WIRE, packet(ask, false)))).doesNotContainValue(List.of(1L));
    }

    private Map<String, List<Long>> evidence(Entry... entries) {
        Judge judge = new Judge(DnsFlows.BY_RESOLVER, LOOKUP);
        for (Entry each : entries) {
            judge.on(each);
        }
        Map<String, List<Long>> evidence = new LinkedHashMap<>();
        for (Finding finding : judge.findings()) {
            evidence.put(finding.step(), new ArrayList<>(finding.evidence()));
        }
        return evidence;
    }

    private Entry entry(Vantage vantage, Observation observation) {
        number++;
        return new Entry(number, number, TimeSource.PROCESS, vantage, LOOKUP, observation);
    }

    private static Move.Ask ask(int id, String name, DnsTransport transport) {
        ServerAddress server =
                new ServerAddress(Name.root, InetAddress.ofLiteral("192.0.2.53"), AddressOrigin.RESOLVER);
        return new Move.Ask(
                server,
                Name.root,
                Question.parse(name, "A"),
                true,
                transport,
                Edns.ofSize(1232),
                id,
                Purpose.RESOLVER,
                Duration.ofSeconds(1));
    }

    private static DnsResponse response(Move.Ask ask) {
        Reply.Received received = new Reply.Received(ask.message(), 0, 0, 0);
        return Observations.response(ask, received, Classification.ANSWER);
    }

    private static DnsPacket packet(Move.Ask ask, boolean response) {
        Message message = ask.message();
        if (response) {
            message.getHeader().setFlag(Flags.QR);
        }
        return DnsPacket.read(message.toWire(), way(ask), 1).orElseThrow();
    }

    private static DnsPacket.Way way(Move.Ask ask) {
        return new DnsPacket.Way("127.0.0.1:40000", "127.0.0.1:5353", "192.0.2.53", ask.transport());
    }
}
