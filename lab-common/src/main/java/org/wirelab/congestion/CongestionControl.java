package org.wirelab.congestion;

/// What decides how much a sender may have under way: told of each event, it sets its window and says by which rule.
///
/// Pure: it sends nothing and asks no clock; [Sender] does what it decides and tells it. Windows are octets. For one
/// thread at a time. Everything an event means to it stands in its one method.
public interface CongestionControl {

    /// The congestion window cwnd, in octets; at least one segment.
    long window();

    /// The slow-start threshold ssthresh, in octets; [#NO_THRESHOLD] while there is none.
    long threshold();

    /// What it is doing.
    Phase phase();

    /// The threshold that is not there yet: RFC 5681 §3.1 wants the first one "arbitrarily high".
    long NO_THRESHOLD = Long.MAX_VALUE;

    /// Data may be sent.
    ///
    /// @param openingLost whether the frame that opens the transfer had to be sent again
    Decision begin(int smss, boolean openingLost);

    /// New data has been acknowledged.
    ///
    /// @param octets how much, at least 1
    /// @param flight with the acknowledged octets gone
    Decision acknowledged(long octets, Flight flight);

    /// A duplicate acknowledgment has arrived.
    ///
    /// @param count how many in a row
    Decision duplicate(int count, Flight flight);

    /// The retransmission timer has expired.
    ///
    /// @param again whether the first segment had been sent again by the timer before
    /// @param flight as it was: nothing is taken back yet
    Decision timedOut(boolean again, Flight flight);

    /// There is something to send after more than a retransmission timeout in which nothing was sent.
    Decision idle();
}
