package org.wirelab.client.congestion.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.wirelab.link.LinkPacket;
import org.wirelab.link.PacketMatch;
import org.wirelab.wire.SequenceNumber;

/// How the link knows the n-th segment of data of a transfer over TCP: the segments to the server are
/// numbered from 1 in the order in which each was sent first, and keep their numbers when they are sent
/// again.
///
/// For the thread of one direction of the link.
public final class DataNumbers implements LongFunction<PacketMatch> {

    private final Map<SequenceNumber, Long> numbers = new HashMap<>();
    private @Nullable SequenceNumber highest;

    @Override
    public PacketMatch apply(long number) {
        return new PacketMatch("TCP data, segment " + number, packet -> numberOf(packet) == number);
    }

    /// The number of a segment; 0 for what carries no data, and for one whose cut is another than at first.
    private long numberOf(LinkPacket packet) {
        SequenceNumber begin = packet.sequenceNumber();
        if (begin == null || packet.length() == 0) {
            return 0;
        }
        if (highest == null || !begin.isBefore(highest)) {
            highest = begin.plus(packet.length());
            numbers.put(begin, numbers.size() + 1L);
        }
        return numbers.getOrDefault(begin, 0L);
    }
}
