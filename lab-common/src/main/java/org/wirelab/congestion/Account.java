package org.wirelab.congestion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.arq.Action;

/// What a sender says of itself and wants done, in its order, and what it counts.
final class Account {

    private final String algorithm;
    private final int smss;
    private final SendWindow window;
    private final CongestionControl control;
    private List<Action> actions = new ArrayList<>();
    private long began;
    private long segments;
    private long retransmissions;

    Account(String algorithm, int smss, SendWindow window, CongestionControl control) {
        this.algorithm = algorithm;
        this.smss = smss;
        this.window = window;
        this.control = control;
    }

    /// What is to be done since this was asked last.
    List<Action> actions() {
        List<Action> done = actions;
        actions = new ArrayList<>();
        return done;
    }

    void add(Action action) {
        actions.add(action);
    }

    int smss() {
        return smss;
    }

    void segment() {
        segments++;
    }

    void counted() {
        retransmissions++;
    }

    void began(SendingSettings settings, long receiverWindow, long nanos) {
        began = nanos;
        tell(new CongestionObservation.Began(
                algorithm, "lab", smss, control.window(), receiverWindow < 0 ? null : receiverWindow, settings.told()));
    }

    void window(Decision decision) {
        tell(new CongestionObservation.Window(
                smss,
                control.window(),
                threshold(),
                window.flight(),
                window.receiverWindow(),
                control.phase(),
                decision.cause(),
                decision.rule()));
    }

    void round(CongestionObservation.@Nullable Round round) {
        if (round != null) {
            tell(round);
        }
    }

    void duplicate(int count) {
        tell(new CongestionObservation.DuplicateAck(
                window.number(window.unacknowledged()).value(), count));
    }

    void fastRetransmit(int duplicates, String cause) {
        tell(new CongestionObservation.FastRetransmit(
                window.number(window.unacknowledged()).value(), duplicates, cause));
    }

    void retransmission(long octet, String cause) {
        counted();
        tell(new CongestionObservation.Retransmission(window.number(octet).value(), cause));
    }

    void recoveryEntered(Flight flight, long cwndBefore, String rule) {
        tell(new CongestionObservation.RecoveryEntered(
                smss,
                flight.size(),
                flight.limitedTransmit(),
                cwndBefore,
                control.threshold(),
                window.number(window.highest() - 1).value(),
                rule));
    }

    /// @param cause what ended it
    void recoveryLeft(String cause) {
        tell(new CongestionObservation.RecoveryLeft(smss, control.window(), control.threshold(), cause));
    }

    void timeout(RetransmissionTimer timer, long cwndBefore) {
        tell(new CongestionObservation.Timeout(
                window.number(window.unacknowledged()).value(),
                smss,
                timer.timeout(),
                timer.backoff(),
                cwndBefore,
                control.window(),
                threshold()));
    }

    void finished(boolean complete, long nanos) {
        tell(new CongestionObservation.Finished(
                window.unacknowledged(), complete, segments, retransmissions, nanos - began));
    }

    private @Nullable Long threshold() {
        return control.threshold() == CongestionControl.NO_THRESHOLD ? null : control.threshold();
    }

    private void tell(CongestionObservation observation) {
        actions.add(new Action.Tell(observation));
    }
}
