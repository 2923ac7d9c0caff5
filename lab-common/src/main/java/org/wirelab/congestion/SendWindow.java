package org.wirelab.congestion;

import org.wirelab.wire.SequenceNumber;

/// Where a sender stands in its data (RFC 9293 §3.3.1): octets are counted from 0 here and never wrap; on the wire they
/// bear sequence numbers, which do.
final class SendWindow {

    private final SequenceNumber first;
    private long unacknowledged;
    private long previous;
    private long next;
    private long highest;
    private long edge;
    private long widest;

    SendWindow(SequenceNumber first) {
        this.first = first;
    }

    /// The sequence number of an octet.
    SequenceNumber number(long octet) {
        return first.plus(octet);
    }

    /// Which octet an acknowledgment waits for. RFC 9293 §3.4: numbers are compared the short way round the
    /// circle, so that one lies before or behind SND.UNA.
    long octet(SequenceNumber number) {
        return unacknowledged + number.minus(number(unacknowledged));
    }

    /// The receiver has room for so much from this octet on. It never takes back what it granted (RFC 9293
    /// §3.8.6), so an acknowledgment that comes late grants nothing less.
    void granted(long from, long room) {
        edge = Math.max(edge, from + room);
        widest = Math.max(widest, room);
    }

    /// Octets were sent.
    void sent(long offset, int length) {
        next = Math.max(next, offset + length);
        highest = Math.max(highest, next);
    }

    /// Everything before this octet is acknowledged.
    void acknowledged(long octet) {
        previous = unacknowledged;
        unacknowledged = octet;
        next = Math.max(next, octet);
        highest = Math.max(highest, octet);
    }

    /// What is not acknowledged counts as lost and is sent anew from the first of it.
    void goBack() {
        next = unacknowledged;
    }

    /// SND.UNA: the first octet not acknowledged.
    long unacknowledged() {
        return unacknowledged;
    }

    /// SND.UNA before the last acknowledgment of new data.
    long previous() {
        return previous;
    }

    /// SND.NXT: the octet to send next.
    long next() {
        return next;
    }

    /// Behind the last octet that was ever sent.
    long highest() {
        return highest;
    }

    /// Whether anything is not acknowledged that was ever sent.
    boolean outstanding() {
        return highest > unacknowledged;
    }

    /// RFC 5681 §2: FlightSize.
    long flight() {
        return next - unacknowledged;
    }

    /// SND.WND: what the receiver has room for from SND.UNA on.
    long receiverWindow() {
        return edge - unacknowledged;
    }

    /// How much the receiver has room for behind what was sent (RFC 9293 §3.8.6.2.1: the usable window).
    private long usable() {
        return edge - next;
    }

    /// How many octets of a segment may go now. RFC 9293 §3.8.6.2.1: none smaller than it need be; only where
    /// nothing is under way, one of at least half the largest window that the receiver ever announced.
    ///
    /// @param length of the segment
    /// @return all of them, some, or 0
    int fitting(int length) {
        long usable = usable();
        if (length <= usable) {
            return length;
        }
        boolean half = !outstanding() && usable > 0 && 2 * usable >= widest;
        return half ? (int) usable : 0;
    }
}
