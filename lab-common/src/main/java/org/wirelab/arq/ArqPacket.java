package org.wirelab.arq;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Envelope;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.wire.SequenceNumber;

/// A captured datagram of a transfer: the packet of what its ends tell.
///
/// @param name `data`, `ack`, and the names of the frames that open and close a transfer
/// @param dataFrame of data, from 1; null for others, and where the opening was not captured
/// @param number on the wire; an acknowledgment's is what the receiver waits for; null for others
/// @param count the attempt, or the count of an acknowledgment
/// @param octets of the UDP payload
/// @param frame the packet's number in the run's spool, 0 when none was kept
@Kind("arq.packet")
public record ArqPacket(
        String src,
        String dst,
        int transfer,
        String name,
        @Field("data_frame") @Nullable Long dataFrame,
        @Nullable SequenceNumber number,
        int count,
        int octets,
        int frame)
        implements ArqObservation, Envelope {

    /// The same as that of what the end says which sent it.
    @Override
    public @Nullable Object identity() {
        return switch (name) {
            case "data" -> dataFrame == null ? null : List.of("arq.data", transfer, dataFrame, count);
            case "ack" -> List.of("arq.ack", transfer, count);
            default -> List.of("arq.control", transfer, name, count);
        };
    }
}
