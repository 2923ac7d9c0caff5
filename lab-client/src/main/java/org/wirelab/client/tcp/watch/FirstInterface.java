package org.wirelab.client.tcp.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.LinkType;
import org.wirelab.wire.PacketScan;

/// The choice of one interface for each direction of a connection: a capture on all interfaces shows a packet that is
/// bridged or routed through this host once on each, and only one of them is the packet's first sighting.
///
/// It is the interface on which the direction was seen first. Where that falls silent, another takes its place.
final class FirstInterface {

    private static final int MOST = 1 << 16;

    /// A packet crosses this host much faster.
    private static final long SILENCE_NANOS = 200_000_000L;

    private record Direction(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, int ports) {}

    private static final class Choice {
        private int index;
        private long latestNanos;
    }

    private final Map<Direction, Choice> choices = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Direction, Choice> eldest) {
            return size() > MOST;
        }
    };

    /// True when this frame is to be heard.
    ///
    /// @param packet what was found in the frame, with TCP
    boolean takes(CapturedFrame frame, PacketScan packet) {
        // only Linux cooked v2 tells the interface's number; a capture of one interface needs no choice
        if (!frame.linkType().equals(LinkType.LINUX_SLL2)) {
            return true;
        }
        int index = (int) frame.bytes().u32(4);
        Choice choice = choices.computeIfAbsent(
                new Direction(
                        packet.sourceHigh(),
                        packet.sourceLow(),
                        packet.destinationHigh(),
                        packet.destinationLow(),
                        packet.ports()),
                _ -> new Choice());
        if (choice.index != index && frame.epochNanos() - choice.latestNanos < SILENCE_NANOS) {
            return false;
        }
        choice.index = index;
        choice.latestNanos = frame.epochNanos();
        return true;
    }
}
