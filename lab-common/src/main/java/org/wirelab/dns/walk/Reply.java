package org.wirelab.dns.walk;

import org.xbill.DNS.Message;

/// What came of asking a server.
public sealed interface Reply {

    /// A response that belongs to the query.
    ///
    /// @param bytes its size, what stands behind its end not counted
    /// @param trailing how many bytes stood behind its end
    /// @param rttNanos from the query's leaving to the response's arrival
    record Received(Message message, int bytes, int trailing, long rttNanos) implements Reply {}

    /// A response that belongs to the query and cannot be read.
    ///
    /// @param detail where and why, in one line
    record Unreadable(String detail, long rttNanos) implements Reply {}

    /// A response that belongs to the query in all but the letters of its question: the server changes their
    /// case, or somebody guesses.
    record CaseChanged(long rttNanos) implements Reply {}

    /// Nothing came in time.
    record TimedOut(long waitedNanos) implements Reply {}

    /// The query could not be sent, or the connection was refused.
    ///
    /// @param detail what the system said, in one line
    record Unreachable(String detail, long waitedNanos) implements Reply {}
}
