package org.wirelab.client.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.link.Direction;
import org.wirelab.link.LinkObservation.Dropped;
import org.wirelab.link.LinkPacket;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;

class MeterTest {

    private static final Vantage SENDER = new Vantage(Source.TCP_INFO, Side.CLIENT);
    private static final Vantage LINK = new Vantage(Source.LINK, Side.LINK);
    private static final int MSS = 1460;

    private final Meter meter = new Meter();
    private long number;

    /// The receiver has not read two segments yet when the last account is taken: what it granted all the time is
    /// four, not two.
    @Test
    void theWindowIsTheMeanOfAllAccountsNotTheLastOne() {
        account(0, 10 * MSS, 4 * MSS);
        account(50, 14 * MSS, 4 * MSS);
        account(100, 18 * MSS, 4 * MSS);
        account(150, 22 * MSS, 2 * MSS);

        assertThat(meter.kernel(0, 100 * MSS)).get().satisfies(measured -> {
            assertThat(measured.window()).isEqualTo(7 * MSS / 2);
            assertThat(measured.bitsPerSecond()).isEqualTo(12 * MSS * 8 / 0.150);
            assertThat(measured.rttNanos()).isEqualTo(50_000_000);
            assertThat(measured.segmentOctets()).isEqualTo(MSS);
            assertThat(measured.timeouts()).isZero();
            assertThat(measured.lost()).isZero();
        });
    }

    @Test
    void whatLiesBeforeAndBehindIsNotMeasured() {
        account(0, 9 * MSS, MSS);
        account(50, 10 * MSS, 4 * MSS);
        account(100, 14 * MSS, 4 * MSS);
        account(150, 15 * MSS, MSS);

        assertThat(meter.kernel(10 * MSS, 14 * MSS))
                .get()
                .extracting(Measured::window, Measured::bitsPerSecond)
                .containsExactly(4L * MSS, 4 * MSS * 8 / 0.050);
    }

    @Test
    void whatTheLinkLostMeanwhileIsCountedOnTheWayToTheReceiver() {
        dropped(10, Direction.TO_SERVER);
        account(50, 10 * MSS, 4 * MSS);
        dropped(60, Direction.TO_SERVER);
        dropped(70, Direction.TO_CLIENT);
        account(100, 30 * MSS, 4 * MSS);

        assertThat(meter.kernel(0, 100 * MSS)).get().satisfies(measured -> {
            assertThat(measured.lost()).isEqualTo(1);
            assertThat(measured.loss()).isEqualTo(1.0 / 20);
        });
    }

    @Test
    void oneAccountIsTooLittle() {
        account(0, 10 * MSS, 4 * MSS);

        assertThat(meter.kernel(0, 100 * MSS)).isEmpty();
    }

    private void account(long millis, long acknowledged, long window) {
        accept(
                millis,
                SENDER,
                new TcpInfo(
                        "127.0.0.1:40000",
                        "127.0.0.1:7002",
                        "ESTABLISHED",
                        "open",
                        0,
                        0,
                        0,
                        10,
                        null,
                        50_000,
                        5_000,
                        50_000L,
                        300_000,
                        4,
                        0,
                        0,
                        0,
                        0,
                        7,
                        7,
                        MSS,
                        acknowledged,
                        0L,
                        0L,
                        null,
                        null,
                        null,
                        null,
                        window,
                        65_535L));
    }

    private void dropped(long millis, Direction direction) {
        LinkPacket packet = new LinkPacket("a", "b", "tcp", 1500, null, null, null, MSS, null);
        accept(millis, LINK, new Dropped(direction, ++number, "drop", packet));
    }

    private void accept(long millis, Vantage vantage, Observation observation) {
        meter.accept(new Entry(
                ++number, millis * 1_000_000, TimeSource.PROCESS, vantage, new Conversation("kernel"), observation));
    }
}
