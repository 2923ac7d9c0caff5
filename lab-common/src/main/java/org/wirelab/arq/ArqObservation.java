package org.wirelab.arq;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Sample;
import org.wirelab.wire.SequenceNumber;

/// What the two ends of a transfer say of it. Frames are counted from 1 in it, in the order of the data; beside that
/// stands the number that a frame bears on the wire, where numbers return.
///
/// Its datagrams are [ArqArrow]s.
public sealed interface ArqObservation extends Observation
        permits ArqArrow,
                ArqPacket,
                OnTheLink,
                Comparison,
                ArqObservation.Began,
                ArqObservation.Window,
                ArqObservation.ReceiveWindow,
                ArqObservation.TimedOut,
                ArqObservation.RoundTrip,
                ArqObservation.ZeroWindow,
                ArqObservation.Damaged,
                ArqObservation.Finished,
                ArqObservation.Delivered,
                RoomAccount {

    /// The transfer is open, as this end knows it.
    ///
    /// @param window how many frames the sender has under way at most
    /// @param receiverWindow how many frames (octets, where octets are numbered) the receiver has room for
    /// @param frameOctets data octets of a full frame
    /// @param octets of the whole transfer
    /// @param numberBits of a frame's number
    /// @param first number of the first frame
    /// @param readRate octets a second that the receiver's application takes; 0 for as many as it can
    @Kind("arq.began")
    record Began(
            int transfer,
            Protocol protocol,
            int window,
            long receiverWindow,
            int frameOctets,
            long octets,
            int numberBits,
            SequenceNumber first,
            long readRate)
            implements ArqObservation {}

    /// The sender's window has moved, or its size has changed.
    ///
    /// @param base the oldest frame that is not acknowledged
    /// @param next the first frame that has not been sent yet
    /// @param limit the first frame behind the window
    @Kind("arq.window")
    record Window(int transfer, long base, long next, long limit) implements ArqObservation, Sample {
        @Override
        public Map<String, Double> values() {
            return Map.of("under_way", (double) (next - base), "window", (double) (limit - base));
        }
    }

    /// The receiver's window has moved: what it waits for, and what it has room for.
    @Kind("arq.receive_window")
    record ReceiveWindow(int transfer, long next, long limit, long kept) implements ArqObservation, Sample {
        @Override
        public Map<String, Double> values() {
            return Map.of("room", (double) (limit - next), "kept", (double) kept);
        }
    }

    /// A retransmission timer of the sender has run out.
    ///
    /// @param frame whose timer it is
    /// @param timeoutNanos how long it ran
    /// @param expiries how many timers have run out in a row without any news from the receiver, this one included
    @Kind("arq.timeout")
    record TimedOut(
            int transfer, long frame, @Field("rto_ns") long timeoutNanos, int expiries)
            implements ArqObservation, Note {
        @Override
        public String title() {
            return "timeout";
        }

        @Override
        public List<String> details() {
            return List.of("frame " + frame + " after " + Lines.millis(timeoutNanos));
        }
    }

    /// A round-trip time was measured (RFC 6298).
    ///
    /// @param sampleNanos of one frame that was sent once
    @Kind("arq.rtt")
    record RoundTrip(
            int transfer,
            long frame,
            @Field("sample_ns") long sampleNanos,
            @Field("srtt_ns") long smoothedNanos,
            @Field("rttvar_ns") long varianceNanos,
            @Field("rto_ns") long timeoutNanos)
            implements ArqObservation, Sample {
        @Override
        public Map<String, Double> values() {
            return Map.of("rtt_ms", sampleNanos / 1e6, "srtt_ms", smoothedNanos / 1e6, "rto_ms", timeoutNanos / 1e6);
        }
    }

    /// The receiver has closed its window, or opened it again, as the sender hears it.
    @Kind("arq.zero_window")
    record ZeroWindow(int transfer, boolean closed, long base) implements ArqObservation, Note {
        @Override
        public String title() {
            return closed ? "zero window" : "window open again";
        }

        @Override
        public List<String> details() {
            return List.of("frame " + base + (closed ? " has to wait" : " may go"));
        }
    }

    /// A datagram arrived that is no frame, or was damaged on its way; it counts as lost.
    ///
    /// @param octets its length
    /// @param reason text key
    /// @param offset where the reason stands in it
    @Kind("arq.damaged")
    record Damaged(String from, int octets, String reason, int offset) implements ArqObservation, Note {
        @Override
        public String title() {
            return "damaged datagram";
        }

        @Override
        public List<String> details() {
            return List.of(octets + " octets from " + from + ", at " + offset);
        }
    }

    /// The sender is done.
    ///
    /// @param complete whether everything arrived unchanged, by the receiver's report
    /// @param octets that it had to send
    /// @param delivered octets that the receiver reports; null where no report came
    /// @param sent SHA-256 of what was to be sent, in hexadecimal
    /// @param deliveredSha256 SHA-256 that the receiver reports; null where no report came
    /// @param frames data frames sent, those sent again included
    /// @param again how many of them were sent again
    /// @param arrived datagrams of this transfer that the receiver counted; null where no report came
    /// @param dropped datagrams that the receiver's socket dropped; null where that is not known
    /// @param nanos from the grant of the transfer to the last acknowledgment, or to the end where there was none
    /// @param reason text key of why it is not complete; null where it is
    @Kind("arq.finished")
    record Finished(
            int transfer,
            boolean complete,
            long octets,
            @Nullable Long delivered,
            @Field("sha256_sent") String sent,
            @Field("sha256_delivered") @Nullable String deliveredSha256,
            long frames,
            long again,
            @Nullable Long arrived,
            @Nullable Long dropped,
            @Field("ns") long nanos,
            @Nullable String reason)
            implements ArqObservation, Note {
        @Override
        public String title() {
            return complete ? "complete" : "not complete";
        }

        @Override
        public List<String> details() {
            if (delivered == null || deliveredSha256 == null) {
                return List.of("no report of what was delivered of " + octets + " octets");
            }
            return List.of(
                    delivered + " of " + octets + " octets delivered",
                    sent.equals(deliveredSha256) ? "SHA-256 as sent" : "SHA-256 not as sent");
        }
    }

    /// The receiver is done.
    ///
    /// @param complete whether as many octets were delivered as the sender had announced
    /// @param octets announced
    /// @param delivered in order to the application
    /// @param sha256 of what was delivered, in hexadecimal
    /// @param datagrams of this transfer that arrived
    /// @param frames data frames among them, duplicates included
    /// @param nanos from the grant to the last octet delivered
    /// @param reason text key of why it is not complete; null where it is
    @Kind("arq.delivered")
    record Delivered(
            int transfer,
            boolean complete,
            long octets,
            long delivered,
            String sha256,
            long datagrams,
            long frames,
            @Field("ns") long nanos,
            @Nullable String reason)
            implements ArqObservation {}
}
