package org.wirelab.client.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.congestion.CongestionObservation.Queued;
import org.wirelab.congestion.CongestionObservation.RoundTripTime;
import org.wirelab.congestion.CongestionObservation.Window;
import org.wirelab.congestion.Phase;
import org.wirelab.link.Direction;
import org.wirelab.link.LinkObservation;
import org.wirelab.link.LinkPacket;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// What a queue may be the reason of, as scripts: a link of 10 Mbit/s, on which a packet takes 1.2 ms.
class DelaysTest {

    private static final long MILLI = 1_000_000;
    private static final Conversation TRANSFER = Conversation.between("192.0.2.1:40000", "192.0.2.2:7003");
    private static final LinkChoice LINK = new LinkChoice(10_000_000, Duration.ofMillis(25), 100, 0, List.of(), 0, 1);

    private final WrittenTrace written = new WrittenTrace();

    private final Delays delays = new Delays();

    private void says(long millis, Source source, Side side, Observation observation) {
        delays.accept(written.seenAt(millis * MILLI, new Vantage(source, side), TRANSFER, observation));
    }

    private void underWay(long millis, int segments) {
        says(
                millis,
                Source.ARQ,
                Side.CLIENT,
                new Window(1000, 1000, null, segments * 1000L, null, Phase.SLOW_START, "ack", null));
    }

    private void took(long millis, long rttMillis) {
        says(millis, Source.ARQ, Side.CLIENT, new RoundTripTime(rttMillis * MILLI, rttMillis * MILLI, 0, 0));
    }

    private Queued overLink() {
        LinkPacket packet = new LinkPacket("192.0.2.1:40000", "192.0.2.2:7003", "udp", 1, "", null, null, 0, null);
        says(0, Source.LINK, Side.LINK, new LinkObservation.Dropped(Direction.TO_SERVER, 1, "drop 1", packet));
        return delays.waited(List.of(TRANSFER), LINK).orElseThrow();
    }

    @Test
    void aLongRoundTripWithOneSegmentUnderWayIsNoQueue() {
        underWay(0, 1);
        took(140, 140);
        underWay(600, 80);
        took(660, 50);

        assertThat(overLink()).isEqualTo(new Queued(50 * MILLI, 140 * MILLI, 100, 1_200_000L));
    }

    @Test
    void whatWasUnderWayWhileItLastedMayHaveWaited() {
        underWay(0, 1);
        took(50, 50);
        underWay(60, 80);
        took(200, 120);

        assertThat(overLink()).isEqualTo(new Queued(50 * MILLI, 120 * MILLI, 100, 96_000_000L));
    }

    @Test
    void noRoundTripTwiceAsLongIsNoWaiting() {
        took(50, 50);
        took(200, 99);

        assertThat(delays.waited(List.of(TRANSFER), LINK)).isEmpty();
    }
}
