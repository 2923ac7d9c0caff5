package org.wirelab.client.tcp.scenario;

import java.util.Optional;
import java.util.function.IntSupplier;
import org.wirelab.client.path.HostCapture;
import org.wirelab.tcp.PacketTooBig;
import org.wirelab.tcp.Segment;
import org.wirelab.trace.Conversation;
import org.wirelab.wire.Packet;
import org.wirelab.wire.TcpHeader;

/// Captured packets of a scenario: every segment, and what routers say about the conversation.
record SegmentReader(Conversation conversation) implements HostCapture.Reader {

    @Override
    public Optional<HostCapture.Seen> read(Packet packet, IntSupplier frame) {
        if (packet.network() == null) {
            return Optional.empty();
        }
        if (packet.transport() instanceof TcpHeader tcp) {
            Segment segment = Segment.of(packet.network(), tcp, frame.getAsInt());
            return Optional.of(new HostCapture.Seen(conversation, segment));
        }
        return PacketTooBig.of(packet.network())
                .filter(about -> about.isAbout(conversation))
                .map(about -> new HostCapture.Seen(conversation, about.inFrame(frame.getAsInt())));
    }
}
