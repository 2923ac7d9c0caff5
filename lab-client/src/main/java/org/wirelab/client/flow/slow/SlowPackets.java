package org.wirelab.client.flow.slow;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.wirelab.client.path.PacketReader;
import org.wirelab.tcp.Segment;
import org.wirelab.trace.Observation;
import org.wirelab.udp.DatagramCodec;
import org.wirelab.udp.UdpObservation;
import org.wirelab.wire.TcpHeader;
import org.wirelab.wire.UdpHeader;

/// What captured packets of these transfers show: segments, and numbered datagrams.
final class SlowPackets implements PacketReader {

    @Override
    public Optional<? extends Observation> read(Passing packet) {
        return switch (packet.transport()) {
            case TcpHeader tcp ->
                Optional.of(Segment.of(packet.network(), tcp, packet.frame().getAsInt()));
            case UdpHeader udp -> datagram(packet, udp);
        };
    }

    private static Optional<UdpObservation> datagram(Passing packet, UdpHeader udp) {
        return DatagramCodec.decode(ByteBuffer.wrap(udp.payload().toArray()))
                .map(content -> new UdpObservation.Datagram(
                        packet.src(),
                        packet.dst(),
                        content.number(),
                        content.attempt(),
                        udp.payloadLength(),
                        packet.frame().getAsInt()));
    }
}
