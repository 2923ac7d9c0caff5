package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.wirelab.arq.Action;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Input;
import org.wirelab.arq.Machine;
import org.wirelab.wire.SequenceNumber;

/// A sender under guard: whatever it sends is held to the windows that it says it has, and to what it was granted.
final class Guarded implements Machine {

    private final Machine sender;
    private final Runs runs;
    private long unacknowledged;
    private long highest;
    private long probed;
    private long edge;
    private long cwnd = Long.MAX_VALUE;
    private boolean over;

    Guarded(Runs runs) {
        this.runs = runs;
        this.sender = runs.sender();
        this.edge = runs.receiving().room();
    }

    @Override
    public List<Action> on(Input input, long nanos) {
        if (input instanceof Input.Arrived(Frame.Ack ack)) {
            long octet = octet(ack.next());
            // what acknowledges octets that were never sent is to be passed over
            if (octet >= 0 && octet <= Math.max(highest, probed)) {
                unacknowledged = Math.max(unacknowledged, octet);
                highest = Math.max(highest, octet);
                edge = Math.max(edge, octet + ack.window());
            }
        }
        List<Action> actions = sender.on(input, nanos);
        actions.forEach(this::hold);
        return actions;
    }

    private void hold(Action action) {
        assertThat(over && action instanceof Action.Transmit)
                .as("sends after its end")
                .isFalse();
        switch (action) {
            case Action.Transmit(Frame.Data data) -> hold(data);
            case Action.Tell(CongestionObservation.Window window) -> hold(window);
            case Action.Tell(CongestionObservation.RecoveryEntered entered) -> hold(entered);
            case Action.Complete _, Action.GiveUp _ -> over = true;
            case Action.Transmit _, Action.Tell _, Action.StartTimer _, Action.StopTimer _, Action.Deliver _ -> {}
        }
    }

    private void hold(Frame.Data data) {
        int smss = runs.transfer().frameOctets();
        long offset = offset(data);
        long end = offset + data.payload().length;
        assertThat(data.payload().length).as("octets of a segment").isBetween(1, smss);
        assertThat(offset).as("nothing is sent that is acknowledged").isGreaterThanOrEqualTo(unacknowledged);
        assertThat(offset).as("no octet is left out").isLessThanOrEqualTo(highest);
        boolean probe = data.payload().length == 1 && offset == unacknowledged;
        assertThat(end).as("the receiver's window").isLessThanOrEqualTo(probe ? edge + 1 : edge);
        if (offset > unacknowledged) {
            // RFC 3042: two segments beyond cwnd at most, and only for duplicates
            long beyond = runs.sending().limitedTransmit() ? 2L * smss : 0;
            assertThat(end - unacknowledged).as("flight").isLessThanOrEqualTo(cwnd + beyond);
        }
        if (probe && end > edge) {
            probed = end;
        } else {
            highest = Math.max(highest, end);
        }
    }

    /// Where a segment's data begins.
    long offset(Frame.Data data) {
        return octet(data.number());
    }

    private long octet(SequenceNumber number) {
        return unacknowledged + number.minus(runs.transfer().first().plus(unacknowledged));
    }

    /// RFC 5681 §4.3: each loss lowers the window; CUBIC, which lowers it least, to seven tenths.
    private void hold(CongestionObservation.RecoveryEntered entered) {
        assertThat(entered.ssthresh())
                .as("a loss lowers the window: %s", entered)
                .isLessThanOrEqualTo(Math.max(2L * entered.segmentOctets(), (long) (0.7 * entered.cwndBefore())));
    }

    private void hold(CongestionObservation.Window window) {
        long smss = window.segmentOctets();
        cwnd = window.cwnd();
        assertThat(cwnd).as("cwnd is a segment at least: %s", window).isGreaterThanOrEqualTo(smss);
        if (window.ssthresh() != null) {
            assertThat(window.ssthresh())
                    .as("ssthresh is two segments at least: %s", window)
                    .isGreaterThanOrEqualTo(2 * smss);
        }
    }
}
