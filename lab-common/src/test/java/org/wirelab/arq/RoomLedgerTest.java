package org.wirelab.arq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wirelab.wire.SequenceNumber;

/// A receiver's room as a script of what the two ends tell.
class RoomLedgerTest {

    private static final int TRANSFER = 7;
    private static final String SENDER = "192.0.2.1:7012";
    private static final String RECEIVER = "192.0.2.2:7012";

    private final RoomLedger ledger = new RoomLedger(TRANSFER);
    private long now;

    private void told(ArqObservation observation) {
        now += 1_000_000;
        ledger.on(observation, now);
    }

    private static ArqArrow.Sent sent(int transfer, int attempt, Cause cause) {
        return new ArqArrow.Sent(
                SENDER, RECEIVER, transfer, 1, new SequenceNumber(1), attempt, 1400, false, cause, 1, 2, 5);
    }

    private static ArqArrow.AckReceived ack(long window) {
        return new ArqArrow.AckReceived(RECEIVER, SENDER, TRANSFER, 1, 2L, new SequenceNumber(2), window, 1L, 2, 2);
    }

    @Test
    void aRoomThatIsFullIsAskedAboutAndSaidToBeFreeAgain() {
        told(sent(TRANSFER, 1, Cause.FIRST));
        told(ack(0));
        told(new ArqObservation.ZeroWindow(TRANSFER, true, 2));
        told(sent(TRANSFER, 1, Cause.PROBE));
        told(ack(0));
        told(new ArqArrow.AckSent(RECEIVER, SENDER, TRANSFER, 3, 2, new SequenceNumber(2), 4, null, true));
        told(new ArqObservation.ZeroWindow(TRANSFER, false, 2));
        told(sent(TRANSFER, 2, Cause.WINDOW_OPEN));

        RoomAccount account = ledger.account();
        assertThat(account.zeroWindows()).isEqualTo(2);
        assertThat(account.probes()).isEqualTo(1);
        assertThat(account.updates()).isEqualTo(1);
        assertThat(account.closedNanos()).isEqualTo(4_000_000);
        assertThat(account.frames()).isEqualTo(3);
        assertThat(account.again()).isEqualTo(1);
        assertThat(account.octetsSent()).isEqualTo(4200);
    }

    @Test
    void anotherTransferIsNotCounted() {
        told(sent(8, 1, Cause.FIRST));
        told(new ArqObservation.ZeroWindow(8, true, 2));
        assertThat(ledger.account().frames()).isZero();
        assertThat(ledger.account().complete()).isFalse();
    }
}
