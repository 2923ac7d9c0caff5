package org.wirelab.arq;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirelab.link.LinkObservation;
import org.wirelab.trace.Concluding;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.wire.SequenceNumber;

/// Says which frame it was that the emulated link did something to: the link knows octets, the sender has said which
/// frame bears which number.
public final class LinkWitness implements Concluding {

    /// As many as can be under way, many times over.
    private static final int FRAMES_REMEMBERED = 1 << 16;

    private static final int TRANSFERS_REMEMBERED = 1 << 10;

    private final Set<Integer> transfers = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > TRANSFERS_REMEMBERED;
        }
    });

    private record Sending(Conversation conversation, int transfer, SequenceNumber number, int attempt) {}

    private final Map<Sending, Long> frames = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sending, Long> eldest) {
            return size() > FRAMES_REMEMBERED;
        }
    };

    @Override
    public List<Conclusion> from(Entry entry) {
        return switch (entry.observation()) {
            case ArqArrow.Sent sent -> {
                transfers.add(sent.transfer());
                frames.put(
                        new Sending(entry.conversation(), sent.transfer(), sent.number(), sent.attempt()),
                        sent.frame());
                yield List.of();
            }
            case LinkObservation.OnePacket packet ->
                head(packet)
                        .filter(head -> transfers.contains(head.transfer()))
                        .map(head -> new Conclusion(entry, told(entry.conversation(), head, packet)))
                        .stream()
                        .toList();
            default -> List.of();
        };
    }

    private OnTheLink told(Conversation conversation, FrameHead head, LinkObservation.OnePacket packet) {
        String fate = switch (packet) {
            case LinkObservation.Dropped _ -> "lost";
            case LinkObservation.HeldBack _ -> "late";
            case LinkObservation.Duplicated _ -> "twice";
        };
        return new OnTheLink(
                head.transfer(), head.name(), frame(conversation, head), head.count(), fate, packet.rule());
    }

    private @Nullable Long frame(Conversation conversation, FrameHead head) {
        SequenceNumber number = head.number();
        return number == null ? null : frames.get(new Sending(conversation, head.transfer(), number, head.count()));
    }

    private static Optional<FrameHead> head(LinkObservation.OnePacket packet) {
        return Optional.ofNullable(packet.packet().head()).flatMap(FrameHead::of);
    }
}
