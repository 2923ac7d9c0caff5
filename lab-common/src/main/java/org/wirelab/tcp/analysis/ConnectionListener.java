package org.wirelab.tcp.analysis;

/// Whoever wants to know when connections come and go in the analyzer's memory.
public interface ConnectionListener {
    /// A listener that does not care.
    ConnectionListener NONE = new ConnectionListener() {};

    /// The first packet of a connection is at hand; nothing is counted yet.
    default void began(AnalysedConnection connection) {}

    /// The analyzer lets go of a connection: its ports are used again, there were too many, or the capture is at
    /// its end. Nothing more will be counted.
    default void ended(AnalysedConnection connection) {}
}
