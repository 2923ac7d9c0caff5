package org.wirelab.client.congestion.kernel;

import java.util.Optional;
import org.wirelab.client.path.PacketReader;
import org.wirelab.tcp.Segment;
import org.wirelab.wire.TcpHeader;

/// Says of captured packets which segments of TCP they are.
public final class SegmentReader implements PacketReader {

    @Override
    public Optional<Segment> read(Passing packet) {
        return packet.transport() instanceof TcpHeader tcp
                ? Optional.of(Segment.of(packet.network(), tcp, packet.frame().getAsInt()))
                : Optional.empty();
    }
}
