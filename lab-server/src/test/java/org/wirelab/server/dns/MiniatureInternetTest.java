package org.wirelab.server.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Resolution;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.net.dns.PlaceRecords;
import org.wirelab.testing.Tools;
import org.wirelab.trace.Observation;
import org.xbill.DNS.Type;

/// The miniature Internet at ports of loopback, walked by the lab's own engine over real sockets.
@Timeout(60)
class MiniatureInternetTest {

    private static Transport transport;
    private static MiniatureInternet internet;

    @BeforeAll
    static void start() throws Exception {
        transport = Transport.open(2);
        internet = MiniatureInternet.onPorts(transport, Universe.builtIn(), InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    @AfterAll
    static void end() {
        internet.close();
        transport.close();
    }

    @Test
    void theWalkFindsEveryKindOfNameOfTheUniverse() throws Exception {
        assertThat(answer("www.naver.com", "A")).contains("203.0.113.10");
        assertThat(answer("cafe.naver.com", "A")).contains("203.0.113.22");
        assertThat(answer("www.shop.com", "A")).contains("203.0.113.32");
        assertThat(answer("www.half.com", "A")).contains("203.0.113.33");
        assertThat(answer("www.six.kr", "AAAA")).contains("2001:db8:203:0:0:0:0:66");
        assertThat(answer("www.cs.univ.ac.kr", "A")).contains("203.0.113.42");
        assertThat(answer("any.blog.naver.com", "A")).contains("203.0.113.12");
        assertThat(kind("rack.seoul.naver.com", "A")).isEqualTo(Move.Answered.Kind.NODATA);
        assertThat(kind("nobody.naver.com", "A")).isEqualTo(Move.Answered.Kind.NXDOMAIN);
    }

    /// What a scenario's data comes to for a walk that puts up with what can be put up with.
    @Test
    void everyScenarioEndsAsItsZoneFileSays() throws Exception {
        Set<String> fail = Set.of("cname-loop", "all-lame", "upward", "dead", "cyclic-ns", "nxns");
        for (Universe.Scenario scenario : Universe.builtIn().scenarios()) {
            Question question = scenario.question();
            Move end = walk(question.name().toString(), question.typeName(), new ArrayList<>());
            switch (scenario.name()) {
                case "nxdomain" -> assertThat(kindOf(end)).isEqualTo(Move.Answered.Kind.NXDOMAIN);
                case "nodata" -> assertThat(kindOf(end)).isEqualTo(Move.Answered.Kind.NODATA);
                default -> {
                    if (fail.contains(scenario.name())) {
                        assertThat(end).as(scenario.name()).isInstanceOf(Move.Failed.class);
                    } else {
                        assertThat(end).as(scenario.name()).isInstanceOf(Move.Answered.class);
                        assertThat(((Move.Answered) end).records())
                                .as(scenario.name())
                                .isNotEmpty();
                    }
                }
            }
        }
    }

    private static Move.Answered.Kind kindOf(Move end) {
        return ((Move.Answered) end).kind();
    }

    @Test
    void aLargeSetOfRecordsComesOverTcp() throws Exception {
        List<Observation> seen = new ArrayList<>();
        assertThat(((Move.Answered) walk("large.naver.com", "TXT", seen)).records())
                .hasSize(12);
        assertThat(seen).anyMatch(one -> one instanceof DnsQuery query && query.transport() == DnsTransport.TCP);
    }

    @Test
    void theServersFileAndTheZonesAgreeOnEveryAddress() {
        Universe universe = Universe.builtIn();
        for (Universe.Server server : universe.servers()) {
            for (Universe.Server other : universe.servers()) {
                for (var zone : other.authority().zones()) {
                    for (int type : new int[] {Type.A, Type.AAAA}) {
                        assertThat(zone.at(server.name(), type).stream().map(record -> record.rdataToString()))
                                .as(server.name() + " in " + zone.origin())
                                .allMatch(text -> server.addresses().contains(InetAddress.ofLiteral(text)));
                    }
                }
            }
        }
    }

    @Test
    void theResolverIsNeverOpenToOthers() {
        InetSocketAddress open = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 0);
        assertThatThrownBy(() -> internet.resolver(open, RootHints.builtIn())).hasMessageContaining("loopback only");
    }

    @Test
    void theMapSurvivesItsWayThroughTxtRecords() {
        var record = PlaceRecords.of(
                Question.parseName("a.root-servers.net"), 7054, List.of(InetAddress.ofLiteral("198.41.0.4")));
        InetAddress host = InetAddress.ofLiteral("192.0.2.2");
        assertThat(PlaceRecords.read(host, List.of(record)).locate(InetAddress.ofLiteral("198.41.0.4")))
                .isEqualTo(new InetSocketAddress(host, 7054));
    }

    @Test
    void digGetsAnswersThroughTheMappedPorts() throws Exception {
        String dig = Tools.require("dig").toString();
        for (Universe.Server server : flawless()) {
            int port = internet.map().locate(server.addresses().getFirst()).getPort();
            for (String carrier : List.of("+notcp", "+tcp")) {
                String zone = server.authority().zones().isEmpty()
                        ? "half.com."
                        : server.authority().zones().getFirst().origin().toString();
                Process process = new ProcessBuilder(
                                dig, "@127.0.0.1", "-p", "" + port, "+norecurse", "+time=3", carrier, zone, "SOA")
                        .redirectErrorStream(true)
                        .start();
                String said = new String(process.getInputStream().readAllBytes(), "UTF-8");
                process.waitFor(10, TimeUnit.SECONDS);
                assertThat(said)
                        .as(server.name() + " " + carrier)
                        .contains(server.authority().zones().isEmpty() ? "REFUSED" : "NOERROR");
            }
        }
    }

    @Test
    void aFaultIsPlayedOnTheWire() throws Exception {
        String dig = Tools.require("dig").toString();
        assertThat(digging(dig, "198.51.100.116", "www.tc-only.example"))
                .contains("retrying in TCP mode", "203.0.113.116");
        assertThat(digging(dig, "198.51.100.118", "www.no-edns.example")).contains("FORMERR");
        assertThat(digging(dig, "198.51.100.119", "www.forged-id.example")).contains("ID mismatch", "203.0.113.119");
        assertThat(digging(dig, "198.51.100.120", "www.forged-question.example"))
                .contains("Question section mismatch", "203.0.113.120");
        assertThat(digging(dig, "198.51.100.111", "www.upward.example")).contains("a.root-servers.net.");
        assertThat(digging(dig, "198.51.100.112", "www.half-dead.example")).contains("no servers could be reached");
    }

    private static String digging(String dig, String server, String name) throws Exception {
        int port = internet.map().locate(InetAddress.ofLiteral(server)).getPort();
        Process process = new ProcessBuilder(
                        dig, "@127.0.0.1", "-p", "" + port, "+norecurse", "+time=1", "+tries=1", name, "A")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), "UTF-8");
        process.waitFor(10, TimeUnit.SECONDS);
        return said;
    }

    private static List<Universe.Server> flawless() {
        return Universe.builtIn().servers().stream()
                .filter(server -> server.behaviour().flawless())
                .toList();
    }

    private static String answer(String name, String type) throws Exception {
        return ((Move.Answered) walk(name, type, new ArrayList<>())).records().toString();
    }

    private static Move.Answered.Kind kind(String name, String type) throws Exception {
        return ((Move.Answered) walk(name, type, new ArrayList<>())).kind();
    }

    private static Move walk(String name, String type, List<Observation> seen) throws Exception {
        RootHints hints = RootHints.builtIn();
        Resolution resolution = new Resolution(
                Question.parse(name, type),
                Memory.fresh(hints),
                WalkSettings.USUAL,
                new Random(7),
                seen::add,
                System.nanoTime());
        return new DnsClient(transport, internet.map())
                .run(resolution, seen::add)
                .get(20, TimeUnit.SECONDS);
    }
}
