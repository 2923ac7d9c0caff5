package org.wirelab.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.wirelab.server.SourceNetwork;
import org.wirelab.server.tls.TurnedAway.Reason;

/// What is said of many who are turned away.
class TallyTest {

    private static final SourceNetwork SOURCE = new SourceNetwork(InetAddress.ofLiteral("192.0.2.1"));
    private static final long SECOND = 1_000_000_000L;

    private final Tally tally = new Tally();

    @Test
    void theFirstIsToldAtOnceAndTheNextThousandInOneWord() {
        assertThat(tally.add(Reason.SILENT, SOURCE, 0)).contains(new TurnedAway(Reason.SILENT, 1, SOURCE));
        for (int i = 0; i < 1000; i++) {
            assertThat(tally.add(Reason.SILENT, SOURCE, SECOND)).isEmpty();
        }
        assertThat(tally.add(Reason.SILENT, SOURCE, 11 * SECOND)).contains(new TurnedAway(Reason.SILENT, 1001, SOURCE));
    }

    @Test
    void anotherReasonIsAnotherMatter() {
        assertThat(tally.add(Reason.SILENT, SOURCE, 0)).isPresent();
        assertThat(tally.add(Reason.TOO_FAST, SOURCE, 0)).isPresent();
    }
}
