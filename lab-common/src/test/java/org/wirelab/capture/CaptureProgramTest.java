package org.wirelab.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The programs' own words, as they were met.
class CaptureProgramTest {
    private static final CaptureProgram TCPDUMP = new Tcpdump(Path.of("tcpdump"));
    private static final CaptureProgram DUMPCAP = new Dumpcap(Path.of("dumpcap"));

    @Test
    void anOrdinaryUsersRefusalIsRecognised() {
        String tcpdumps = "tcpdump: lo: You don't have permission to perform this capture on that device\n"
                + "(socket: Operation not permitted)\n";
        String dumpcaps = "Capturing on 'Loopback: lo'\n"
                + "dumpcap: You do not have permission to capture on device \"lo\".\n"
                + "(socket: Operation not permitted)\n"
                + "Please check to make sure you have sufficient permissions.\n";
        CaptureReason refusal = new CaptureReason(CaptureReason.Why.NOT_PERMITTED, "lo");

        assertThat(TCPDUMP.objection(tcpdumps, "lo")).isEqualTo(refusal);
        assertThat(DUMPCAP.objection(dumpcaps, "lo")).isEqualTo(refusal);
        assertThat(refusal.toString()).startsWith("no capture on lo: this user may not");
    }

    /// It would capture as its own user, and a user namespace has none but one.
    @Test
    void tcpdumpMayNotInAUserNamespace() {
        String words = "tcpdump: data link type LINUX_SLL2\n"
                + "tcpdump: Couldn't change to 'tcpdump' uid=102 gid=105: Operation not permitted\n";

        assertThat(TCPDUMP.objection(words, "any").why()).isEqualTo(CaptureReason.Why.NOT_PERMITTED);
    }

    @Test
    void theReasonOfABadFilterIsTheProgramsOwn() {
        String dumpcaps = "Capturing on 'Loopback: lo'\n"
                + "dumpcap: Invalid capture filter \"tcp prot 1\" for interface 'lo'.\n\n"
                + "That string isn't a valid capture filter (can't parse filter expression: syntax error).\n";
        CaptureReason reason =
                new CaptureReason(CaptureReason.Why.BAD_FILTER, "can't parse filter expression: syntax error");

        assertThat(TCPDUMP.objection("tcpdump: can't parse filter expression: syntax error\n", "lo"))
                .isEqualTo(reason);
        assertThat(DUMPCAP.objection(dumpcaps, "lo")).isEqualTo(reason);
    }

    @Test
    void theCountersAreThoseOfTheLastWords() {
        String tcpdumps = "tcpdump: listening on lo\n"
                + "tcpdump: 1 packet captured, 2 packets received by filter, 0 packets dropped by kernel\n"
                + "9 packets captured\n20 packets received by filter\n3 packets dropped by kernel\n";
        String dumpcaps = "Capturing on 'Loopback: lo'\nFile: -\nPackets captured: 5\n"
                + "Packets received/dropped on interface 'Loopback: lo': 5/2"
                + " (pcap:2/dumpcap:0/flushed:0/ps_ifdrop:0) (71.4%)\n";

        assertThat(TCPDUMP.counters(tcpdumps)).contains(new CaptureCounters(20, 3));
        assertThat(DUMPCAP.counters(dumpcaps)).contains(new CaptureCounters(7, 2));
        assertThat(TCPDUMP.counters("Killed")).isEmpty();
        assertThat(DUMPCAP.counters("Killed")).isEmpty();
    }
}
