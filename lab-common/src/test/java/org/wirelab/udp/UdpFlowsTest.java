package org.wirelab.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Judges;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.udp.UdpObservation.DropCounter;
import org.wirelab.udp.UdpObservation.Tally;

class UdpFlowsTest {

    private static final Vantage RECEIVER = new Vantage(Source.SOCKET, Side.SERVER);
    private static final Conversation TRANSFER = Conversation.between("192.0.2.1:7010", "192.0.2.2:7010");

    private static Tally tally(long sent, long received, long lostOnLink, Map<String, Long> counters) {
        return new Tally(10, sent, Math.max(0, sent - 11), received, lostOnLink, counters, true, 1);
    }

    private static Finding judged(Flow flow, Tally tally) {
        WrittenTrace trace = new WrittenTrace();
        trace.opened(RECEIVER);
        trace.seen(RECEIVER, TRANSFER, new RunObservation.ConversationExpected());
        trace.seen(RECEIVER, TRANSFER, new DropCounter("192.0.2.2:7010", "SO_RXQ_OVFL", 4));
        trace.seen(RECEIVER, TRANSFER, tally);
        trace.closed(RECEIVER, 0);
        Judges judges = new Judges(List.of(flow));
        trace.entries().forEach(judges::on);
        judges.close();
        assertThat(judges.findings()).hasSize(1);
        return judges.findings().getFirst();
    }

    private static String verdict(Flow flow, Tally tally) {
        return judged(flow, tally).verdict().label();
    }

    @Test
    void whatASlowReceiverDropsConfirmsTheNotesWithTheCounterAsEvidence() {
        Finding finding = judged(UdpFlows.SLOW, tally(15, 11, 0, Map.of("SO_RXQ_OVFL", 4L)));
        assertThat(finding.verdict().label()).isEqualTo("confirmed");
        assertThat(finding.evidence()).containsExactlyInAnyOrder(3L, 4L);
        assertThat(finding.letters()).containsEntry("dropped", "4").containsEntry("sent again", "4");
    }

    @Test
    void whatTheLinkLostIsNotTheReceivers() {
        assertThat(verdict(UdpFlows.SLOW, tally(15, 11, 1, Map.of("SO_RXQ_OVFL", 3L))))
                .isEqualTo("confirmed");
        assertThat(verdict(UdpFlows.SLOW, tally(15, 11, 4, Map.of("SO_RXQ_OVFL", 0L))))
                .isEqualTo("not_applicable");
    }

    @Test
    void aSumThatIsWrongOrCountersThatDisagreeContradict() {
        assertThat(verdict(UdpFlows.SLOW, tally(15, 11, 0, Map.of("SO_RXQ_OVFL", 3L))))
                .isEqualTo("contradicted");
        assertThat(verdict(UdpFlows.SLOW, tally(15, 11, 0, Map.of("SO_RXQ_OVFL", 4L, "/proc/net/udp", 5L))))
                .isEqualTo("contradicted");
        assertThat(verdict(UdpFlows.SLOW, tally(15, 15, 0, Map.of("SO_RXQ_OVFL", 4L))))
                .isEqualTo("contradicted");
        assertThat(verdict(UdpFlows.FAST, tally(11, 10, 0, Map.of("SO_RXQ_OVFL", 0L))))
                .isEqualTo("contradicted");
    }

    @Test
    void withoutACounterNobodyKnowsWhereTheyWereLost() {
        assertThat(verdict(UdpFlows.SLOW, tally(15, 11, 0, Map.of()))).isEqualTo("unobservable");
    }

    @Test
    void aReceiverThatWasHeldUpWasNotTheFasterOne() {
        assertThat(verdict(UdpFlows.FAST, tally(11, 11, 0, Map.of("SO_RXQ_OVFL", 0L))))
                .isEqualTo("confirmed");
        assertThat(verdict(UdpFlows.FAST, tally(11, 11, 0, Map.of()))).isEqualTo("confirmed");
        assertThat(verdict(UdpFlows.FAST, tally(15, 11, 0, Map.of("SO_RXQ_OVFL", 4L))))
                .isEqualTo("not_applicable");
    }
}
