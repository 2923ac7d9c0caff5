package org.wirelab.arq;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// What the emulated link did to a datagram of a transfer, as its log says, with the frame that the datagram carried:
/// the same event as that frame's sending.
///
/// @param name `data`, `ack`, and the names of the frames that open and close a transfer
/// @param frame of data, from 1; null for others, and where nobody had told which frame bears this number
/// @param count the attempt, or the count of an acknowledgment
/// @param fate `lost`, `late`, `twice`
/// @param rule why, as in the link's log: `drop 7`, `loss`, `queue_full`
@Kind("arq.on_the_link")
public record OnTheLink(int transfer, String name, @Nullable Long frame, int count, String fate, String rule)
        implements ArqObservation, Note {

    @Override
    public @Nullable Object identity() {
        return switch (name) {
            case "data" -> frame == null ? null : List.of("arq.data", transfer, frame, count);
            case "ack" -> List.of("arq.ack", transfer, count);
            default -> List.of("arq.control", transfer, name, count);
        };
    }

    @Override
    public String title() {
        return (frame == null ? name : "frame " + frame + (count > 1 ? " again" : "")) + " " + fate;
    }

    @Override
    public List<String> details() {
        return List.of(rule.equals("queue_full") ? "the queue is full" : "rule " + rule);
    }
}
