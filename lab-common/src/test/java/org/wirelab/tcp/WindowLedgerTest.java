package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.wire.SequenceNumber;

/// A receiver's window as a script of segments that pass the sender's end.
class WindowLedgerTest {

    private static final String SENDER = "192.0.2.1:40000";
    private static final String RECEIVER = "192.0.2.2:7001";

    private final WindowLedger ledger = new WindowLedger(SENDER, RECEIVER);
    private long now;

    private void passes(String src, String flags, int window, int length) {
        now += 1_000_000;
        String dst = src.equals(SENDER) ? RECEIVER : SENDER;
        ledger.on(
                new Segment(
                        src,
                        dst,
                        SequenceNumber.of(1),
                        SequenceNumber.of(1),
                        flags,
                        window,
                        length,
                        SegmentOptions.NONE,
                        0),
                now);
    }

    private WindowAccount account() {
        return ledger.account(100, 100, true);
    }

    @Test
    void aWindowThatClosesIsProbedAndOpensAgain() {
        passes(SENDER, "ACK", 500, 1400);
        passes(RECEIVER, "ACK", 0, 0);
        passes(SENDER, "ACK", 500, 0);
        passes(RECEIVER, "ACK", 0, 0);
        passes(SENDER, "ACK", 500, 1);
        passes(RECEIVER, "ACK", 40, 0);
        passes(SENDER, "ACK", 500, 0);

        WindowAccount account = account();
        assertThat(account.closings()).isEqualTo(1);
        assertThat(account.zeroWindows()).isEqualTo(2);
        assertThat(account.probes()).isEqualTo(2);
        assertThat(account.updates()).isEqualTo(1);
        assertThat(account.closedNanos()).isEqualTo(4_000_000);
        assertThat(account.closed()).isTrue();
    }

    @Test
    void handshakesAndResetsCloseNoWindow() {
        passes(SENDER, "SYN", 0, 0);
        passes(RECEIVER, "SYN|ACK", 0, 0);
        passes(RECEIVER, "ACK", 500, 0);
        passes(RECEIVER, "RST|ACK", 0, 0);
        assertThat(account().closed()).isFalse();
        assertThat(account().zeroWindows()).isZero();
    }

    @Test
    void whatNobodySawIsNotCalledNothing() {
        WindowAccount account = account();
        assertThat(account.zeroWindows()).isNull();
        assertThat(account.closedNanos()).isNull();
        assertThat(account.receiverLimitedMicros()).isNull();
        assertThat(account.windowSeen()).isFalse();
        assertThat(account.closed()).isFalse();
    }
}
