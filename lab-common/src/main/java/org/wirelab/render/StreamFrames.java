package org.wirelab.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.trace.Carrier;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Vantage;

/// The frames of a run by the octets that they carried: where did this octet of a byte stream travel first?
///
/// A stream whose beginning was not captured has no known numbering, and so no frames.
final class StreamFrames {

    /// An octet of the byte stream that `from` sends in this conversation, counted from 1.
    record Octet(Conversation conversation, String from, long number) {}

    private record Sender(Conversation conversation, String from) {}

    private final Map<Sender, Map<Vantage, Numbering>> streams = new HashMap<>();

    /// Takes the next packet that this vantage saw.
    void add(Vantage vantage, Conversation conversation, Carrier packet) {
        Map<Vantage, Numbering> seen =
                streams.computeIfAbsent(new Sender(conversation, packet.from()), _ -> new HashMap<>());
        if (packet.beginsStream()) {
            seen.putIfAbsent(vantage, new Numbering(packet.firstOctet()));
        }
        Numbering numbering = seen.get(vantage);
        if (numbering != null && packet.length() > 0) {
            numbering.add(packet);
        }
    }

    /// The frames in which this octet was first seen, one for each vantage that saw it.
    List<Integer> of(Octet octet) {
        return streams.getOrDefault(new Sender(octet.conversation(), octet.from()), Map.of()).values().stream()
                .flatMap(numbering -> numbering.frameOf(octet.number()).stream())
                .sorted()
                .toList();
    }

    /// One sender's octets as one vantage saw them go by.
    private static final class Numbering {
        private final long origin;
        private final List<Share> shares = new ArrayList<>();
        private long next = 1;

        private record Share(long first, long last, int frame) {}

        Numbering(long origin) {
            this.origin = origin;
        }

        /// RFC 9293 §3.4: numbers are meant modulo 2^32; what they count goes on, and the packet lies near the
        /// others.
        void add(Carrier packet) {
            int ahead = (int) (packet.firstOctet() - (origin + next - 1));
            long first = next + ahead;
            long last = first + packet.length() - 1;
            shares.add(new Share(first, last, packet.frame()));
            next = Math.max(next, last + 1);
        }

        /// A retransmission comes later: the first share that has the octet is its first transmission.
        Optional<Integer> frameOf(long octet) {
            return shares.stream()
                    .filter(share -> share.first <= octet && octet <= share.last)
                    .map(Share::frame)
                    .findFirst();
        }
    }
}
