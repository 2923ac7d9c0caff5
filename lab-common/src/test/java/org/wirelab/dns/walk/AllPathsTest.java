package org.wirelab.dns.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.dns.walk.Script.zone;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirelab.dns.DnsDecision;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.RecordText;
import org.xbill.DNS.Rcode;

/// All servers of all zones are asked, and who disagrees is said.
class AllPathsTest {

    private static final String ROOT = """
            @ NS a.root.
            @ NS b.root.
            a.root. A 192.0.2.1
            b.root. A 192.0.2.11
            com. NS ns.com.
            ns.com. A 192.0.2.2
            """;
    private static final String COM = """
            @ NS ns
            ns A 192.0.2.2
            x NS ns1.x
            x NS ns2.x
            x NS ns.far
            ns1.x A 198.51.100.1
            ns2.x A 198.51.100.2
            far NS ns.far
            ns.far A 198.51.100.3
            """;
    private static final String X = "@ NS ns1\n@ NS ns2\nns1 A 198.51.100.1\nns2 A 198.51.100.2\n";

    private final Script script = new Script()
            .root("a.root.", "192.0.2.1", zone(".", ROOT))
            .root("b.root.", "192.0.2.11", zone(".", ROOT))
            .server("192.0.2.2", zone("com.", COM))
            .server("198.51.100.1", zone("x.com.", X + "www A 203.0.113.1\nalias CNAME www.far.com.\n"))
            .server("198.51.100.2", zone("x.com.", X + "www A 203.0.113.1\nalias CNAME www.far.com.\n"))
            .server(
                    "198.51.100.3",
                    zone("x.com.", X + "www A 203.0.113.99\nalias CNAME www.far.com.\n"),
                    zone("far.com.", "@ NS ns\nns A 198.51.100.3\nwww A 203.0.113.3\n"));

    @Test
    void everyServerOfEveryZoneIsAskedAndTheMostAreFollowed() {
        assertThat(answers("www.x.com")).containsExactly("www.x.com. 3600 IN A 203.0.113.1");
        assertThat(script.asked())
                .contains("a.root. www.x.com. A", "b.root. www.x.com. A", "ns.com. www.x.com. A")
                .contains("ns1.x.com. www.x.com. A", "ns2.x.com. www.x.com. A", "ns.far.com. www.x.com. A");
        assertThat(compared().map(DnsDecision.ZoneCompared::zone)).containsExactly(".", "com.", "x.com.");
    }

    @Test
    void whoDisagreesIsSaidWithWhatItSays() {
        script.walkAllPaths("www.x.com", "A");
        DnsDecision.ZoneCompared last = compared().toList().getLast();
        assertThat(last.agreed()).isFalse();
        assertThat(last.asked()).isEqualTo(3);
        assertThat(last.answers().getFirst())
                .startsWith("ANSWER A 203.0.113.1: ")
                .contains("ns1", "ns2");
        assertThat(last.answers().getLast()).isEqualTo("ANSWER A 203.0.113.99: ns.far.com. 198.51.100.3");
        assertThat(compared().findFirst().orElseThrow().agreed()).isTrue();
    }

    @Test
    void aZoneThatNamesOtherServersThanItsParentIsToldSo() {
        script.walkAllPaths("www.x.com", "A");
        DnsDecision.ServersDiffer differ =
                script.seen(DnsDecision.ServersDiffer.class).findFirst().orElseThrow();
        assertThat(differ.onlyParent()).containsExactly("ns.far.com.");
        assertThat(differ.onlyChild()).isEmpty();
    }

    @Test
    void aServerThatOnlyTheZoneItselfNamesIsAskedToo() {
        String named = X + "@ NS ns3\nns3 A 198.51.100.4\n";
        script.server("198.51.100.1", zone("x.com.", named + "www A 203.0.113.1\n"));
        script.server("198.51.100.4", zone("x.com.", named + "www A 203.0.113.4\n"));
        script.walkAllPaths("www.x.com", "A");
        assertThat(script.asked()).contains("ns3.x.com. www.x.com. A");
        assertThat(compared().toList().getLast().answers().toString()).contains("203.0.113.4");
    }

    @Test
    void anAliasIsFollowedAlongAllPaths() {
        assertThat(answers("alias.x.com"))
                .containsExactly("alias.x.com. 3600 IN CNAME www.far.com.", "www.far.com. 3600 IN A 203.0.113.3");
        assertThat(script.seen(DnsOutcome.class)).hasSize(1);
    }

    @Test
    void silentAndLameServersAreTold() {
        script.silent("198.51.100.1");
        script.twist("198.51.100.2", message -> {
            message.removeAllRecords(1);
            message.getHeader().setRcode(Rcode.REFUSED);
            return message;
        });
        assertThat(answers("www.x.com")).containsExactly("www.x.com. 3600 IN A 203.0.113.99");
        assertThat(compared().toList().getLast().answers().toString())
                .contains("lame, refuses: ns2.x.com.", "timeout: ns1.x.com.");
    }

    @Test
    void whereNobodyHelpsTheWalkFailsAsTheOtherOneWould() {
        script.silent("192.0.2.2");
        Move end = script.walkAllPaths("www.x.com", "A");
        assertThat(end)
                .isInstanceOfSatisfying(
                        Move.Failed.class, failed -> assertThat(failed.reason()).isEqualTo(FailureReason.TIMEOUT));
    }

    private Stream<DnsDecision.ZoneCompared> compared() {
        return script.seen(DnsDecision.ZoneCompared.class);
    }

    private List<String> answers(String name) {
        Move end = script.walkAllPaths(name, "A");
        assertThat(end).isInstanceOf(Move.Answered.class);
        return RecordText.of(((Move.Answered) end).records());
    }
}
