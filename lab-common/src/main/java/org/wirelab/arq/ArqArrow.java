package org.wirelab.arq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Sliding;
import org.wirelab.wire.SequenceNumber;

/// A datagram of a transfer, as one of its ends saw it leave or arrive. What both ends have seen is one event: the two
/// sightings have equal identities.
public sealed interface ArqArrow extends ArqObservation, Arrow {

    /// The sender sends a data frame.
    ///
    /// @param frame from 1
    /// @param number on the wire
    /// @param attempt how often this frame has been sent, this time included
    /// @param octets of data
    /// @param base the oldest frame that is not acknowledged: the window begins with it
    /// @param next the first frame that has not been sent yet, after this one
    /// @param limit the first frame behind the window
    @Kind("arq.sent")
    record Sent(
            String from,
            String to,
            int transfer,
            long frame,
            SequenceNumber number,
            int attempt,
            int octets,
            boolean last,
            Cause cause,
            long base,
            long next,
            long limit)
            implements ArqArrow, Sliding {
        @Override
        public Object identity() {
            return List.of("arq.data", transfer, frame, attempt);
        }

        @Override
        public String mark() {
            return Long.toString(frame);
        }

        @Override
        public String remark() {
            return attempt == 1 ? "" : "again: " + Lines.of(cause);
        }

        @Override
        public Extent slide() {
            return new Extent(base, next, limit);
        }

        @Override
        public String label() {
            return "frame " + frame + (attempt > 1 ? " again" : "");
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>(3);
            details.add("number " + number);
            if (cause != Cause.FIRST) {
                details.add("attempt " + attempt + ", " + Lines.of(cause));
            }
            details.add(Lines.window(base, next, limit));
            return details;
        }
    }

    /// A data frame has reached the receiver.
    ///
    /// @param frame from 1, as the receiver reads the number
    /// @param attempt as the sender counted it; 0 where it did not
    /// @param next the frame that the receiver waits for, after this one
    /// @param limit the first frame that it has no room for
    @Kind("arq.received")
    record Received(
            String from,
            String to,
            int transfer,
            long frame,
            SequenceNumber number,
            int attempt,
            int octets,
            Reception reception,
            long next,
            long limit)
            implements ArqArrow, Sliding {
        @Override
        public Object identity() {
            return List.of("arq.data", transfer, frame, attempt);
        }

        @Override
        public String mark() {
            return Long.toString(frame);
        }

        @Override
        public String remark() {
            return reception == Reception.ACCEPTED ? "" : Lines.of(reception);
        }

        @Override
        public Extent slide() {
            return new Extent(next, next, limit);
        }

        @Override
        public String label() {
            return "frame " + frame + (attempt > 1 ? " again" : "");
        }

        @Override
        public List<String> details() {
            return List.of("number " + number, Lines.of(reception), "waits for " + next);
        }
    }

    /// The receiver acknowledges.
    ///
    /// @param count of its acknowledgments, from 1
    /// @param next frame: everything before it has arrived
    /// @param nextNumber its number on the wire
    /// @param window how many frames from `next` on there is room for
    /// @param received the frame that is acknowledged by itself, where there is one
    /// @param update whether no frame asked for it: the application has taken octets, and the window is open again
    @Kind("arq.ack_sent")
    record AckSent(
            String from,
            String to,
            int transfer,
            int count,
            long next,
            SequenceNumber nextNumber,
            long window,
            @Nullable Long received,
            boolean update)
            implements ArqArrow, Sliding {
        @Override
        public Object identity() {
            return List.of("arq.ack", transfer, count);
        }

        @Override
        public String mark() {
            return "ACK " + next;
        }

        @Override
        public String remark() {
            return update ? "window update" : "";
        }

        @Override
        public Extent slide() {
            return new Extent(next, next, next + window);
        }

        @Override
        public String label() {
            return update ? "window update " + window : "ACK " + next;
        }

        @Override
        public List<String> details() {
            return Lines.ack(nextNumber, window, received);
        }
    }

    /// An acknowledgment has reached the sender.
    ///
    /// @param count as the receiver counted it
    /// @param next as the sender reads it; null for one that acknowledges what is long acknowledged
    /// @param nextNumber on the wire
    /// @param base the oldest frame that is not acknowledged, after this one
    /// @param limit the first frame behind the window, after this one
    @Kind("arq.ack_received")
    record AckReceived(
            String from,
            String to,
            int transfer,
            int count,
            @Nullable Long next,
            SequenceNumber nextNumber,
            long window,
            @Nullable Long received,
            long base,
            long limit)
            implements ArqArrow, Sliding {
        @Override
        public Object identity() {
            return List.of("arq.ack", transfer, count);
        }

        @Override
        public String mark() {
            return next == null ? "ACK" : "ACK " + next;
        }

        @Override
        public String remark() {
            return next == null ? "old" : "";
        }

        /// What is under way beside it is told by what was sent.
        @Override
        public Extent slide() {
            return new Extent(base, base, limit);
        }

        @Override
        public String label() {
            return next == null ? "old ACK" : "ACK " + next;
        }

        @Override
        public List<String> details() {
            return Lines.ack(nextNumber, window, received);
        }
    }

    /// One of the frames that open and close a transfer, seen at one of its ends.
    sealed interface Control extends ArqArrow {

        int transfer();

        /// `open`, `accepted`, `refused`, `done`, `report`.
        String name();

        /// The attempt; an answer's is that of what it answers.
        int count();

        /// What it says, in a few words.
        List<String> said();

        @Override
        default Object identity() {
            return List.of("arq.control", transfer(), name(), count());
        }

        @Override
        default String label() {
            return name();
        }

        @Override
        default List<String> details() {
            return said();
        }
    }

    /// One of the frames that open and close a transfer is sent.
    ///
    /// @param name `open`, `accepted`, `refused`, `done`, `report`
    /// @param count the attempt; an answer's is that of what it answers
    /// @param said what it says, in a few words
    @Kind("arq.control_sent")
    record ControlSent(String from, String to, int transfer, String name, int count, List<String> said)
            implements Control {
        public ControlSent {
            said = List.copyOf(said);
        }
    }

    /// One of the frames that open and close a transfer has arrived.
    @Kind("arq.control_received")
    record ControlReceived(String from, String to, int transfer, String name, int count, List<String> said)
            implements Control {
        public ControlReceived {
            said = List.copyOf(said);
        }
    }
}
