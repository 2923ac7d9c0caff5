package org.wirelab.client.flow.slow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wirelab.client.golden.KeptLines;
import org.wirelab.client.golden.RunLines;
import org.wirelab.testing.PrivateJvm;

/// `lab flow --slow-receiver` on real sockets, as an ordinary user: its JSON lines are, but for what is
/// masked, those that are kept, and what it counts is what the single entries say. `-Dgolden.write=true`
/// writes them anew.
@EnabledOnOs(OS.LINUX)
class SlowReceiverGoldenTest {

    private static final KeptLines KEPT = KeptLines.of("flow", "slow");

    /// Those of every Linux; a kernel may be without udp_diag.
    private static final List<String> COUNTERS =
            List.of("SO_RXQ_OVFL", "SO_MEMINFO", "/proc/net/udp", "UdpRcvbufErrors");

    @BeforeAll
    static void play() throws Exception {
        PrivateJvm.run(PlayedReceivers.class);
    }

    @Test
    void endsAsDocumented() throws Exception {
        PlayedReceivers.of(PlayedReceivers.HOSTS).undisturbed().assertEndsAsDocumented();
    }

    @Test
    void givesTheJsonLinesThatAreKept() throws Exception {
        String lines = PlayedReceivers.of(PlayedReceivers.HOSTS).undisturbed().lines();
        assumeTrue(lines.contains("SK_MEMINFO_DROPS"), "this kernel has no udp_diag");
        KEPT.hold("slow-receiver", new MaskedReceivers(lines).text());
    }

    @Test
    void isJudgedTheSameWhenItIsShownAgain() throws Exception {
        PlayedReceivers.of(PlayedReceivers.HOSTS).undisturbed().assertIsJudgedTheSameAgain();
    }

    /// Every datagram reached the receiver's host; what its program did not read its socket has dropped.
    @Test
    void whatPlainUdpLosesIsLostAtTheReceiversSocket() throws Exception {
        Map<String, Object> tally = tallies().getLast();
        String conversation = (String) tally.get("conversation");
        long sent = datagrams(conversation, "socket", "client");
        long arrived = datagrams(conversation, "capture", "server");
        long read = datagrams(conversation, "socket", "server");

        assertThat(tally).containsEntry("sent", (int) sent).containsEntry("received", (int) read);
        assertThat(arrived).isEqualTo(sent);
        Map<?, ?> dropped = (Map<?, ?>) tally.get("dropped");
        assertThat(dropped.keySet()).extracting(String::valueOf).containsAll(COUNTERS);
        assertThat(dropped.values()).allMatch(each -> ((Number) each).longValue() == sent - read);
        assertThat(read).isLessThan(sent);
    }

    @Test
    void theClosedWindowIsSeenOnTheWireAndByTheSendersKernel() throws Exception {
        Map<String, Object> account = entries("tcp.window_account").getLast();
        assertThat(account).containsEntry("lowest_snd_wnd", 0).containsEntry("intact", true);
        assertThat(entries("tcp.segment"))
                .filteredOn(segment -> "client".equals(segment.get("side"))
                        && account.get("to").equals(segment.get("src"))
                        && Integer.valueOf(0).equals(segment.get("window")))
                .hasSize((Integer) account.get("zero_windows"));
        assertThat((Integer) account.get("probes")).isPositive();
        assertThat((Integer) account.get("updates")).isPositive();
    }

    private static List<Map<String, Object>> tallies() throws Exception {
        return entries("udp.tally");
    }

    private static long datagrams(String conversation, String source, String side) throws Exception {
        return entries("udp.datagram").stream()
                .filter(entry -> conversation.equals(entry.get("conversation"))
                        && source.equals(entry.get("source"))
                        && side.equals(entry.get("side")))
                .count();
    }

    private static List<Map<String, Object>> entries(String kind) throws Exception {
        return new RunLines(
                        PlayedReceivers.of(PlayedReceivers.HOSTS).undisturbed().lines())
                .entries().stream()
                        .filter(entry -> kind.equals(entry.get("kind")))
                        .toList();
    }
}
