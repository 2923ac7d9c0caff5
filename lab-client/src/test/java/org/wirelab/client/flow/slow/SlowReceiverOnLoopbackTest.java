package org.wirelab.client.flow.slow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wirelab.client.golden.RunLines;

/// The same on this host's loopback, without any network of the lab's own and without a capture: datagrams go through a
/// relay with the link's model, and of TCP the kernel's word remains.
@EnabledOnOs(OS.LINUX)
class SlowReceiverOnLoopbackTest {

    @BeforeAll
    static void play() throws Exception {
        PlayedReceivers.play(PlayedReceivers.LOOPBACK);
    }

    @Test
    void plainUdpIsSeenInFull() throws Exception {
        Map<String, Object> tally = entries("udp.tally").getLast();
        Map<?, ?> dropped = (Map<?, ?>) tally.get("dropped");
        // the counter of the whole host is not this socket's alone
        assertThat(dropped.keySet())
                .extracting(String::valueOf)
                .contains("SO_RXQ_OVFL", "SO_MEMINFO", "/proc/net/udp")
                .doesNotContain("UdpRcvbufErrors");
        long unread = number(tally.get("sent")) - number(tally.get("received"));
        assertThat(unread).isPositive();
        assertThat(dropped.values()).allMatch(each -> number(each) == unread);
        assertThat(tally).containsEntry("complete", true);
    }

    @Test
    void whatOnlyTheWireShowsOfTcpIsNotMadeUp() throws Exception {
        Map<String, Object> account = entries("tcp.window_account").getLast();
        assertThat(account)
                .doesNotContainKeys("zero_windows", "probes", "updates", "closed_ns")
                .containsEntry("lowest_snd_wnd", 0)
                .containsEntry("intact", true);
    }

    @Test
    void theSentencesAreJudgedByWhatIsLeft() throws Exception {
        assertThat(new RunLines(PlayedReceivers.of(PlayedReceivers.LOOPBACK)
                                .undisturbed()
                                .lines())
                        .ofType("finding"))
                .extracting(finding -> finding.get("flow") + " " + finding.get("verdict"))
                .containsExactlyInAnyOrder(
                        "flow.fast.udp confirmed",
                        "flow.fast.tcp confirmed",
                        "flow.fast.arq confirmed",
                        "flow.slow.udp confirmed",
                        "flow.slow.tcp differs",
                        "flow.slow.arq differs");
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static List<Map<String, Object>> entries(String kind) throws Exception {
        return new RunLines(PlayedReceivers.of(PlayedReceivers.LOOPBACK)
                        .undisturbed()
                        .lines())
                .entries().stream()
                        .filter(entry -> kind.equals(entry.get("kind")))
                        .toList();
    }
}
