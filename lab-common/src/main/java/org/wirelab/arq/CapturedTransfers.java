package org.wirelab.arq;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.wirelab.wire.Octets;
import org.wirelab.wire.SequenceNumber;

/// Reads captured datagrams as frames of transfers. Which frame of its transfer a data frame is, the opening tells by
/// the first number; from then on numbers are followed around their circle.
///
/// Safe for several captures at a time.
public final class CapturedTransfers {

    private static final int REMEMBERED = 1024;

    /// A transfer whose opening was captured, and the latest frame seen of it.
    private static final class Known {
        private final NumberSpace numbers;
        private final SequenceNumber first;

        /// How many numbers a frame takes.
        private final int unit;

        private long latest;

        Known(Frame.Open open) {
            numbers = new NumberSpace(open.numberBits());
            first = open.first();
            unit = open.protocol() == Protocol.CUMULATIVE ? open.frameOctets() : 1;
        }

        /// The frame nearest to the latest one that bears the number, from 1; where octets are numbered, the
        /// one that its first octet lies in.
        long frame(SequenceNumber number) {
            long places = numbers.distance(numbers.after(first, latest), number);
            long nearest = latest + (places > numbers.size() / 2 ? places - numbers.size() : places);
            latest = Math.max(latest, nearest);
            return nearest / unit + 1;
        }
    }

    private final FrameCodec codec = new FrameCodec();
    private final Map<Integer, Known> transfers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// The datagram as a packet of a transfer; empty for one that is none, or damaged.
    ///
    /// @param payload of the datagram, whole
    /// @param kept keeps its frame, and gives the number
    public synchronized Optional<ArqPacket> read(String src, String dst, Octets payload, IntSupplier kept) {
        return codec.decode(ByteBuffer.wrap(payload.toArray())) instanceof Decoded.Whole(Frame frame)
                ? Optional.of(packet(src, dst, frame, payload.length(), kept.getAsInt()))
                : Optional.empty();
    }

    private ArqPacket packet(String src, String dst, Frame frame, int octets, int kept) {
        if (frame instanceof Frame.Open open) {
            transfers.putIfAbsent(open.transfer(), new Known(open));
        }
        return new ArqPacket(
                src,
                dst,
                frame.transfer(),
                ControlTold.name(frame),
                frame instanceof Frame.Data data ? index(data) : null,
                number(frame),
                frame.count(),
                octets,
                kept);
    }

    private @Nullable Long index(Frame.Data data) {
        Known known = transfers.get(data.transfer());
        return known == null ? null : known.frame(data.number());
    }

    private static @Nullable SequenceNumber number(Frame frame) {
        return switch (frame) {
            case Frame.Data data -> data.number();
            case Frame.Ack ack -> ack.next();
            case Frame.Open _, Frame.Accepted _, Frame.Refused _, Frame.Done _, Frame.Report _ -> null;
        };
    }
}
