package org.wirelab.congestion;

import org.wirelab.arq.Action;

/// The timer of the probes that ask a receiver whose window is shut for room, in growing intervals (RFC 9293 §3.8.6.1).
final class PersistTimer {

    /// The timer's number in the actions.
    static final long NUMBER = 2;

    private final long longest;
    private final Account account;
    private boolean running;
    private long interval;

    /// @param longest interval, in nanoseconds
    PersistTimer(long longest, Account account) {
        this.longest = longest;
        this.account = account;
    }

    /// Whether it runs: the window is shut, and nothing is outstanding.
    boolean running() {
        return running;
    }

    /// The window is shut, or it is not.
    ///
    /// @param timeout the first interval: a retransmission timeout
    void shut(boolean shut, long timeout) {
        if (shut && !running) {
            interval = timeout;
            account.add(new Action.StartTimer(NUMBER, interval));
        } else if (!shut && running) {
            account.add(new Action.StopTimer(NUMBER));
        }
        running = shut;
    }

    /// A probe was sent: the next one comes after twice the time, as retransmissions do.
    void again() {
        interval = Math.min(2 * interval, longest);
        account.add(new Action.StartTimer(NUMBER, interval));
    }
}
