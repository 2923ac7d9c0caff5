package org.wirelab.trace;

/// A packet that carried what another observation describes: evidence of that event, never the event's own words.
///
/// Its [#identity()] is that of the observation that it carried. Flows recognise steps by the observation, whichever of
/// the two comes first, so a capture changes no verdict where another vantage has read the message already.
public interface Envelope extends Frame {}
