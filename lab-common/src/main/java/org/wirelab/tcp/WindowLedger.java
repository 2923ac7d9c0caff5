package org.wirelab.tcp;

import org.jspecify.annotations.Nullable;

/// Keeps the account of one receiver's window, segment by segment as they pass the sender's end, and sample by sample
/// of what the sender's kernel says. For one thread at a time.
public final class WindowLedger {

    private final String sender;
    private final String receiver;
    private boolean wireSeen;
    private boolean closed;
    private long closedSince;
    private int closings;
    private int zeroWindows;
    private int probes;
    private int updates;
    private long closedNanos;
    private @Nullable Long lowestKnown;
    private @Nullable TcpInfo lastInfo;

    /// @param sender who has data to send
    /// @param receiver whose window it is
    public WindowLedger(String sender, String receiver) {
        this.sender = sender;
        this.receiver = receiver;
    }

    /// Takes a segment, in the order in which they passed the sender's end.
    ///
    /// @param nanos when, on one clock
    public void on(Segment segment, long nanos) {
        if (segment.syn() || segment.rst()) {
            return; // RFC 9293 §3.10.7.1: a reset's window says nothing
        }
        if (segment.src().equals(receiver) && segment.ack()) {
            wireSeen = true;
            announced(segment.window(), nanos);
        } else if (segment.src().equals(sender) && closed && mayProbe(segment)) {
            probes++;
        }
    }

    /// RFC 9293 §3.8.6.1: a probe has one octet of data; Linux sends none, with a number that is acknowledged
    /// already.
    private static boolean mayProbe(Segment segment) {
        return segment.flags().equals("ACK") && segment.length() <= 1;
    }

    private void announced(int window, long nanos) {
        if (window == 0) {
            zeroWindows++;
            if (!closed) {
                closed = true;
                closings++;
                closedSince = nanos;
            }
        } else if (closed) {
            closed = false;
            updates++;
            closedNanos += nanos - closedSince;
        }
    }

    /// Takes what the sender's kernel says.
    public void on(TcpInfo info) {
        if (!info.local().equals(sender)) {
            return;
        }
        lastInfo = info;
        // before the handshake nobody has announced a window
        if (info.sendWindow() != null && info.is(TcpState.ESTABLISHED)) {
            lowestKnown = lowestKnown == null ? info.sendWindow() : Math.min(lowestKnown, info.sendWindow());
        }
    }

    /// The account so far.
    ///
    /// @param octets how many were to be sent
    /// @param arrived how many the receiver's program has read
    /// @param intact whether they are the same
    public WindowAccount account(long octets, long arrived, boolean intact) {
        TcpInfo info = lastInfo;
        return new WindowAccount(
                sender,
                receiver,
                octets,
                arrived,
                intact,
                wireSeen ? closings : null,
                wireSeen ? zeroWindows : null,
                wireSeen ? probes : null,
                wireSeen ? updates : null,
                wireSeen ? closedNanos : null,
                lowestKnown,
                info == null ? null : info.receiverLimitedMicros(),
                info == null ? null : info.totalRetrans());
    }
}
