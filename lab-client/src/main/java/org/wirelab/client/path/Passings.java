package org.wirelab.client.path;

import java.util.Optional;
import java.util.function.IntSupplier;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.wire.NetworkHeader;
import org.wirelab.wire.Packet;
import org.wirelab.wire.TransportHeader;

/// Captured packets as they pass an end of the path.
final class Passings {

    private Passings() {}

    /// The packet with its own addresses; empty where it is neither UDP nor TCP, or cannot be read.
    ///
    /// @param fromClient whether its source is the client
    static Optional<PacketReader.Passing> of(Packet packet, boolean fromClient, IntSupplier frame) {
        NetworkHeader network = packet.network();
        TransportHeader transport = packet.transport();
        if (network == null || transport == null) {
            return Optional.empty();
        }
        String src = Endpoints.text(network.source(), transport.sourcePort());
        String dst = Endpoints.text(network.destination(), transport.destinationPort());
        return Optional.of(of(src, dst, fromClient, network, transport, frame));
    }

    /// The same with the addresses that the ends have in the conversation.
    static PacketReader.Passing of(
            String src,
            String dst,
            boolean fromClient,
            NetworkHeader network,
            TransportHeader transport,
            IntSupplier frame) {
        Conversation conversation = fromClient ? Conversation.between(src, dst) : Conversation.between(dst, src);
        return new PacketReader.Passing(src, dst, conversation, network, transport, frame);
    }
}
