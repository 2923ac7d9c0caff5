package org.wirelab.server;

import org.wirelab.trace.Conversation;
import org.wirelab.trace.Trace;

/// Where a server's side of a connection is recorded: in the client's own trace when both ends are in one process, in a
/// run of its own for each connection otherwise. Safe for any thread.
public interface ConnectionTraces {

    /// The trace for a connection that has just been accepted.
    ///
    /// @param service the service's name
    /// @param conversation named from the client to the server
    Trace open(String service, Conversation conversation);

    /// The trace for a connection whose packets no capture shows, because they are too many.
    ///
    /// @param service whose flows judge it
    default Trace openUncaptured(String service, Conversation conversation) {
        return open(service, conversation);
    }

    /// Says that the service has done with the connection: its sockets are closed and all it knows is recorded.
    void closed(Conversation conversation);

    /// Everything into one trace, which somebody else ends.
    static ConnectionTraces into(Trace trace) {
        return new ConnectionTraces() {
            @Override
            public Trace open(String service, Conversation conversation) {
                return trace;
            }

            @Override
            public void closed(Conversation conversation) {
                // the client's run ends with the client
            }
        };
    }
}
