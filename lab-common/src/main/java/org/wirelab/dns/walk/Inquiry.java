package org.wirelab.dns.walk;

/// Something that is found out by asking, one query at a time. Whoever drives it owns the sockets and the clock.
public interface Inquiry {

    /// What to do now. While a query is in flight it is not to be called.
    ///
    /// @param time nanoseconds of the driver's clock
    Move next(long time);

    /// Takes what came of the query that [#next] asked for.
    ///
    /// @param time nanoseconds of the driver's clock
    void on(Reply reply, long time);
}
