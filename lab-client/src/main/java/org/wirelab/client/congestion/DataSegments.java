package org.wirelab.client.congestion;

import java.nio.ByteBuffer;
import java.util.function.LongFunction;
import org.wirelab.link.PacketMatch;
import org.wirelab.wire.SequenceNumber;

/// How the link knows the n-th data frame of a transfer whose octets are numbered: by the number of its first octet.
///
/// @param first number of the transfer's first octet
/// @param octets that each frame carries
record DataSegments(SequenceNumber first, int octets) implements LongFunction<PacketMatch> {

    private static final byte[] DATA = {0x57, 0x41, 1, 4};
    private static final int NUMBER_AT = 16;

    @Override
    public PacketMatch apply(long number) {
        SequenceNumber begin = first.plus((number - 1) * octets);
        byte[] digits =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) begin.value()).array();
        return PacketMatch.datagram("data", 0, DATA)
                .and(PacketMatch.datagram("number", NUMBER_AT, digits))
                .called("data frame " + number + " (octet " + begin + ")");
    }
}
