package org.wirelab.congestion;

import java.util.TreeMap;
import org.wirelab.arq.Action;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Payload;
import org.wirelab.arq.Transfer;

/// Cuts a sender's data into segments and sends them, for the first time or again; times one of them in each round trip
/// (RFC 6298 §3).
final class Segments {

    private final Transfer transfer;
    private final Payload payload;
    private final SendWindow window;
    private final RetransmissionTimer timer;
    private final Account account;
    private final TreeMap<Long, Integer> attempts = new TreeMap<>();
    private long timedEnd = -1;
    private long timedAt;
    private long sentLast = -1;

    Segments(Transfer transfer, Payload payload, SendWindow window, RetransmissionTimer timer, Account account) {
        this.transfer = transfer;
        this.payload = payload;
        this.window = window;
        this.timer = timer;
        this.account = account;
    }

    /// How many octets the segment has that begins here.
    int length(long offset) {
        return (int) Math.min(account.smss(), transfer.octets() - offset);
    }

    /// Sends the segment at SND.NXT.
    void send(int length, long nanos) {
        long offset = window.next();
        boolean again = offset < window.highest();
        if (again) {
            account.retransmission(offset, "go_back");
        }
        transmit(offset, length, again, nanos);
    }

    /// Sends the first segment that is not acknowledged again.
    ///
    /// @param cause of the decision that wants it
    void again(String cause, long nanos) {
        long offset = window.unacknowledged();
        int length = (int) Math.min(length(offset), Math.max(1, window.receiverWindow()));
        switch (cause) {
            case "timeout", "partial_ack" -> account.retransmission(offset, cause);
            // the third duplicate has been told as a fast retransmit
            default -> account.counted();
        }
        transmit(offset, length, true, nanos);
    }

    /// Sends one octet into a window that is shut. It counts as sent only when it is acknowledged.
    void probe(long nanos) {
        put(window.unacknowledged(), 1, nanos);
    }

    /// Data was acknowledged: what was being timed may be among it.
    void acknowledged(long nanos) {
        attempts.headMap(window.unacknowledged()).clear();
        if (timedEnd >= 0 && window.unacknowledged() >= timedEnd) {
            timedEnd = -1;
            timer.measured(nanos - timedAt);
            account.add(new Action.Tell(timer.told(nanos - timedAt)));
        }
    }

    /// Whether nothing was sent for more than a retransmission timeout, though something had been before.
    boolean rested(long nanos) {
        return sentLast >= 0 && nanos - sentLast > timer.timeout();
    }

    private void transmit(long offset, int length, boolean again, long nanos) {
        if (again) {
            // RFC 6298 §3 (Karn's algorithm): the acknowledgment of what was sent twice measures nothing; nor does that
            // of anything behind it, which has to wait for the hole to be filled
            timedEnd = -1;
        } else if (timedEnd < 0) {
            timedEnd = offset + length;
            timedAt = nanos;
        }
        window.sent(offset, length);
        put(offset, length, nanos);
        if (timer.starts()) {
            // RFC 6298 §5.1
            account.add(timer.restart());
        }
    }

    private void put(long offset, int length, long nanos) {
        sentLast = nanos;
        int attempt = attempts.merge(offset, 1, Integer::sum);
        boolean last = offset + length == transfer.octets();
        account.segment();
        account.add(new Action.Transmit(
                new Frame.Data(transfer.id(), attempt, window.number(offset), last, payload.part(offset, length))));
    }
}
