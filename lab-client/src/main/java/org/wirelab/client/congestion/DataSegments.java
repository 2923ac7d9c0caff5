package org.wirelab.client.congestion;

import java.util.function.LongFunction;
import org.wirelab.arq.FrameHead;
import org.wirelab.link.PacketMatch;
import org.wirelab.wire.SequenceNumber;

/// How the link knows the n-th data frame of a transfer whose octets are numbered: by the number of its first octet.
///
/// @param first number of the transfer's first octet
/// @param octets that each frame carries
record DataSegments(SequenceNumber first, int octets) implements LongFunction<PacketMatch> {

    @Override
    public PacketMatch apply(long number) {
        SequenceNumber begin = first.plus((number - 1) * octets);
        return PacketMatch.datagram("data", 0, FrameHead.ofData())
                .and(PacketMatch.datagram("number", FrameHead.NUMBER_AT, FrameHead.octets(begin)))
                .called("data frame " + number + " (octet " + begin + ")");
    }
}
