package org.wirelab.trace;

/// What a vantage says of itself. A step may be called missing only when a vantage that would have seen it was open
/// throughout and dropped nothing, so opening and closing are entries like any other.
public sealed interface VantageObservation extends Observation {

    /// The observer is live: whatever happens from here on, it sees.
    ///
    /// @param interfaceName the interface watched (`lo`, `eth0`), or the empty string where there is none
    @Kind("vantage.opened")
    record Opened(@Field("interface") String interfaceName) implements VantageObservation {}

    /// The observer has ended; nothing after this was seen by it.
    ///
    /// @param interfaceName the interface watched, or the empty string
    /// @param dropped how many things it knows to have missed, at least 0
    @Kind("vantage.closed")
    record Closed(@Field("interface") String interfaceName, long dropped) implements VantageObservation {}

    /// The observer looks away from this conversation, which may go on unseen.
    ///
    /// @param interfaceName the interface watched, or the empty string
    /// @param reason why, as a text key with one place: `read.left.end`
    /// @param detail what fills that place
    @Kind("vantage.left")
    record Left(@Field("interface") String interfaceName, String reason, String detail) implements VantageObservation {}

    /// The observer could not be opened on this machine.
    ///
    /// @param interfaceName the interface that was to be watched, or the empty string
    /// @param reason what stood in the way and what would open it, as a text key with one place:
    /// `capture.permission`
    /// @param detail what fills that place
    @Kind("vantage.unavailable")
    record Unavailable(@Field("interface") String interfaceName, String reason, String detail)
            implements VantageObservation {}
}
