package org.wirelab.congestion;

import java.util.List;
import org.wirelab.arq.Action;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Input;
import org.wirelab.arq.Machine;
import org.wirelab.arq.Payload;
import org.wirelab.arq.Transfer;
import org.wirelab.congestion.Decision.Resend;

/// The sender of a congestion-controlled transfer: it sends what both windows allow, and does what its
/// [CongestionControl] decides about what comes back.
///
/// | input | what it does |
/// |---|---|
/// | begun | sends an initial window |
/// | acknowledgment of new data | the control decides; what is allowed then is sent (RFC 5681 §3.1) |
/// | duplicate acknowledgment | the control decides: nothing, or the first segment again (RFC 5681 §3.2) |
/// | another acknowledgment | the receiver's window may have opened |
/// | retransmission timer | the control decides; the first segment goes again, the timer is doubled (RFC 6298 §5) |
/// | persist timer | one octet more than the receiver has room for asks for its window (RFC 9293 §3.8.6.1) |
///
/// When everything is acknowledged it is complete; after so many timeouts in a row it gives up.
final class Sender implements Machine {

    private static final String NO_ACKNOWLEDGMENT = "arq.gave_up.no_ack";

    private final CongestionControl control;
    private final SendingSettings settings;
    private final long octets;
    private final SendWindow window;
    private final RetransmissionTimer timer;
    private final PersistTimer persist;
    private final Segments segments;
    private final Rounds rounds;
    private final Account account;
    private long announced = -1;
    private boolean begun;
    private boolean over;
    private boolean openingLost;
    private int duplicates;
    private long beyondWindow;
    private boolean windowFull;
    private int unanswered;
    private long timedOutAt = -1;
    private boolean probed;

    Sender(String algorithm, CongestionControl control, Transfer transfer, Payload payload, SendingSettings settings) {
        this.control = control;
        this.settings = settings;
        octets = transfer.octets();
        window = new SendWindow(transfer.first());
        timer = new RetransmissionTimer(settings.timer());
        rounds = new Rounds(transfer.frameOctets());
        account = new Account(algorithm, transfer.frameOctets(), window, control);
        persist = new PersistTimer(settings.timer().maximum(), account);
        segments = new Segments(transfer, payload, window, timer, account);
    }

    @Override
    public List<Action> on(Input input, long nanos) {
        if (!over) {
            switch (input) {
                case Input.Begun() -> begin(nanos);
                case Input.Arrived(Frame.Accepted accepted) -> granted(accepted);
                case Input.Arrived(Frame.Ack ack) -> arrived(ack, nanos);
                case Input.Arrived _, Input.Taken _ -> {}
                case Input.Expired(long number) -> expired(number, nanos);
            }
        }
        return account.actions();
    }

    private void granted(Frame.Accepted accepted) {
        window.granted(0, accepted.window());
        announced = accepted.window();
        openingLost = accepted.count() > 1;
    }

    private void begin(long nanos) {
        begun = true;
        if (openingLost) {
            timer.openingLost();
        }
        Decision decision = control.begin(account.smss(), openingLost);
        account.began(settings, announced, nanos);
        account.window(decision);
        proceed(nanos);
    }

    private void arrived(Frame.Ack ack, long nanos) {
        long octet = window.octet(ack.next());
        // RFC 9293 §3.10.7.4: what acknowledges octets that were never sent is none; so is what comes before the start
        if (!begun || octet < 0 || octet > window.highest() + (probed ? 1 : 0)) {
            return;
        }
        window.granted(octet, ack.window());
        if (octet > window.unacknowledged() || persist.running()) {
            unanswered = 0;
        }
        if (octet > window.unacknowledged()) {
            newData(octet, nanos);
        } else if (octet == window.unacknowledged() && window.outstanding() && ack.window() == announced) {
            // RFC 5681 §2: a duplicate: data is outstanding, the same number again, the same window
            duplicate(nanos);
        }
        announced = ack.window();
        proceed(nanos);
    }

    private void newData(long octet, long nanos) {
        long acknowledged = octet - window.unacknowledged();
        window.acknowledged(octet);
        segments.acknowledged(nanos);
        duplicates = 0;
        beyondWindow = 0;
        probed = false;
        Phase before = control.phase();
        Decision decision = control.acknowledged(acknowledged, flight(nanos));
        if (before == Phase.FAST_RECOVERY && control.phase() != Phase.FAST_RECOVERY) {
            account.recoveryLeft(decision.cause());
        }
        account.window(decision);
        account.round(rounds.acknowledged(octet, control.window(), control.phase(), nanos));
        if (!window.outstanding()) {
            // RFC 6298 §5.2: everything is acknowledged
            account.add(timer.stop());
        } else if (decision.restartTimer()) {
            // RFC 6298 §5.3
            account.add(timer.restart());
        }
        resend(decision, nanos);
    }

    private void duplicate(long nanos) {
        duplicates++;
        long cwndBefore = control.window();
        Phase before = control.phase();
        Flight flight = flight(nanos);
        Decision decision = control.duplicate(duplicates, flight);
        account.duplicate(duplicates);
        account.window(decision);
        if (duplicates < 3) {
            // a loss, or only another order: one acknowledgment comes for several segments then, and the window grows
            // otherwise
            rounds.disordered();
        }
        if (decision.resend() != Resend.NOTHING) {
            rounds.disturbed();
            account.fastRetransmit(duplicates, decision.cause());
        }
        if (before != Phase.FAST_RECOVERY && control.phase() == Phase.FAST_RECOVERY) {
            account.recoveryEntered(flight, cwndBefore, decision.rule());
        }
        resend(decision, nanos);
    }

    private void expired(long number, long nanos) {
        if (number == PersistTimer.NUMBER) {
            probe(nanos);
        } else if (timer.running() && window.outstanding()) {
            timedOut(nanos);
        }
    }

    private void timedOut(long nanos) {
        long cwndBefore = control.window();
        Phase before = control.phase();
        boolean again = timedOutAt == window.unacknowledged();
        if (++unanswered >= settings.tries()) {
            giveUp(nanos);
            return;
        }
        Decision decision = control.timedOut(again, flight(nanos));
        account.timeout(timer, cwndBefore);
        if (before == Phase.FAST_RECOVERY) {
            // RFC 6582 §3.2 step 4
            account.recoveryLeft(decision.cause());
        }
        account.window(decision);
        timer.backOff();
        rounds.disturbed();
        timedOutAt = window.unacknowledged();
        duplicates = 0;
        beyondWindow = 0;
        resend(decision, nanos);
        proceed(nanos);
    }

    private void resend(Decision decision, long nanos) {
        if (decision.resend() == Resend.NOTHING || window.unacknowledged() == octets) {
            return;
        }
        if (decision.resend() == Resend.FROM_FIRST) {
            window.goBack();
        }
        segments.again(decision.cause(), nanos);
    }

    /// Sends what both windows allow; what is left waits for an acknowledgment, or for room.
    private void proceed(long nanos) {
        if (over || !begun) {
            return;
        }
        if (window.unacknowledged() == octets) {
            over = true;
            account.finished(true, nanos);
            persist.shut(false, 0);
            account.add(new Action.Complete());
            return;
        }
        rested(nanos);
        windowFull = false;
        while (window.next() < octets) {
            int length = segments.length(window.next());
            if (window.flight() + length > control.window()) {
                if (!limited(length)) {
                    windowFull = true;
                    break;
                }
                beyondWindow += length;
            }
            length = window.fitting(length);
            if (length == 0) {
                break;
            }
            segments.send(length, nanos);
        }
        rounds.sent(window.next(), control.window(), windowFull, nanos);
        // RFC 9293 §3.8.6.1: while nothing is under way, only a probe can find a window open that was shut
        persist.shut(!window.outstanding() && window.next() < octets, timer.timeout());
    }

    /// RFC 3042, RFC 5681 §3.2 step 1: each of the first two duplicates lets a segment of new data out, beyond the
    /// congestion window; the window itself stays.
    private boolean limited(int length) {
        return settings.limitedTransmit()
                && duplicates > 0
                && duplicates < 3
                && control.phase() != Phase.LOSS_RECOVERY
                && control.phase() != Phase.FAST_RECOVERY
                && window.next() == window.highest()
                && window.flight() + length <= control.window() + (long) duplicates * account.smss();
    }

    /// RFC 5681 §4.1: after more than a timeout without anything sent, the window begins anew.
    private void rested(long nanos) {
        if (window.outstanding() || !segments.rested(nanos)) {
            return;
        }
        long before = control.window();
        Decision decision = control.idle();
        if (control.window() != before) {
            rounds.disturbed();
            account.window(decision);
        }
    }

    private void probe(long nanos) {
        if (!persist.running()) {
            return;
        }
        if (++unanswered >= settings.tries()) {
            giveUp(nanos);
            return;
        }
        segments.probe(nanos);
        probed = true;
        persist.again();
    }

    private void giveUp(long nanos) {
        over = true;
        account.finished(false, nanos);
        account.add(new Action.GiveUp(NO_ACKNOWLEDGMENT));
    }

    private Flight flight(long nanos) {
        return new Flight(
                nanos,
                account.smss(),
                window.unacknowledged(),
                window.previous(),
                window.next(),
                window.highest(),
                beyondWindow,
                windowFull,
                timer.smoothed());
    }
}
