package org.wirelab.client.path;

import java.util.Optional;
import java.util.function.IntSupplier;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.wire.NetworkHeader;
import org.wirelab.wire.TransportHeader;

/// Who says what a packet shows that a capture saw on the path.
@FunctionalInterface
public interface PacketReader {

    /// What it shows; empty for a packet that is none of the experiment's.
    Optional<? extends Observation> read(Passing packet);

    /// A packet as it passes one end of the path.
    ///
    /// @param src the sender, as it stands in the conversation
    /// @param dst the receiver
    /// @param conversation of the client's address and the server's
    /// @param frame keeps the frame for the run's capture file and gives its number there, 0 where none is
    ///     kept; to be asked once, by who reads it
    record Passing(
            String src,
            String dst,
            Conversation conversation,
            NetworkHeader network,
            TransportHeader transport,
            IntSupplier frame) {}
}
