package org.wirelab.client.tcp.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SegmentOptions;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.wire.SequenceNumber;

class PunctualityTest {

    private final Punctuality punctuality = new Punctuality();

    private long number;

    private void sees(Side side, long millis, long seq) {
        Segment syn = new Segment(
                "192.0.2.1:40000",
                "192.0.2.2:7001",
                SequenceNumber.of(seq),
                SequenceNumber.of(0),
                "SYN",
                64240,
                0,
                SegmentOptions.NONE,
                0);
        punctuality.accept(new Entry(
                ++number,
                millis * 1_000_000,
                TimeSource.CAPTURE,
                new Vantage(Source.CAPTURE, side),
                Conversation.between("192.0.2.1:40000", "192.0.2.2:7001"),
                syn));
    }

    @Test
    void whatCrossesInTimeIsNotLate() {
        sees(Side.CLIENT, 0, 1);
        sees(Side.SERVER, 10, 1);
        assertThat(punctuality.longest()).isEqualTo(Duration.ofMillis(10));
        assertThat(punctuality.late()).isFalse();
    }

    @Test
    void theCapturesMayHandOverInAnyOrder() {
        sees(Side.SERVER, 310, 1);
        sees(Side.CLIENT, 0, 1);
        assertThat(punctuality.late()).isTrue();
    }

    @Test
    void whatIsLostIsNotUnderWay() {
        sees(Side.CLIENT, 0, 1);
        sees(Side.CLIENT, 1000, 2);
        sees(Side.SERVER, 1011, 2);
        assertThat(punctuality.longest()).isEqualTo(Duration.ofMillis(11));
    }
}
