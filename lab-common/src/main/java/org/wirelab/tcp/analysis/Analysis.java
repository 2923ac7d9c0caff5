package org.wirelab.tcp.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Worded;

/// One flag of one segment, with the numbers that earned it. Why it has the flag is its sentence.
///
/// @param frame the segment's frame
/// @param connection the connection's number, Wireshark's `tcp.stream`
/// @param sender the end that sent the segment, `127.0.0.1:41514`
/// @param sequence the segment's sequence number, 0 to 2^32 - 1
/// @param length octets of data in it
/// @param acknowledgment its acknowledgment number, null without the ACK flag
/// @param kind the flag, or the one beside it that says more: fast and spurious retransmissions are retransmissions too
/// @param expected the number that was expected where another came; of a spurious retransmission and a full window, the
///     latest number that the receiver acknowledged
/// @param number of a duplicate ACK the how-manieth it is, from 1; of a fast retransmission how many asked for it
/// @param repeatsFrame the latest frame before that carried the same octets
/// @param otherFrame another frame that it has to do with, such as the probe that it answers
/// @param afterNanos how long after the frame that it repeats it came; of a fast retransmission after the latest
///     duplicate ACK, of a late segment and a keep-alive after the sender's latest new octets
/// @param roundTripNanos of a late segment, what it was held against
/// @param window how many octets are allowed, where the flag is about that
/// @param windowBefore of a window update, how many were allowed before
@Kind("tcp.analysis")
public record Analysis(
        long frame,
        AnalysisFlag flag,
        @Field("stream") long connection,
        String sender,
        @Field("seq") long sequence,
        int length,
        @Field("ack") @Nullable Long acknowledgment,
        @Field("retransmission_kind") @Nullable AnalysisFlag kind,
        @Field("expected_seq") @Nullable Long expected,
        @Nullable Integer number,
        @Nullable Long repeatsFrame,
        @Field("refers_to_frame") @Nullable Long otherFrame,
        @Field("after_ns") @Nullable Long afterNanos,
        @Field("round_trip_ns") @Nullable Long roundTripNanos,
        @Nullable Long window,
        @Nullable Long windowBefore)
        implements AnalysisObservation, Note, Worded {

    /// What is to be said of a segment, a flag each; empty for most segments.
    public static List<Analysis> of(PacketAnalysis packet) {
        if (packet.bits() == 0) return List.of();
        List<Analysis> all = new ArrayList<>(2);
        packet.flags().forEach(flag -> all.add(AnalysisNumbers.of(packet, flag)));
        return all;
    }

    /// The flag's name as people say it, a duplicate ACK with its number.
    @Override
    public String title() {
        String name = flag.label().replace('_', ' ').replace("ack", "ACK");
        return flag == AnalysisFlag.DUPLICATE_ACK ? name + " " + number : name;
    }

    /// None: what is to be said of it is its sentence.
    @Override
    public List<String> details() {
        return List.of();
    }

    /// Whether another flag of the same segment says the same and more.
    @Override
    public boolean implied() {
        return kind != null && kind != flag;
    }

    @Override
    public String textKey() {
        return AnalysisWords.key(this);
    }

    @Override
    public List<String> textArguments() {
        return AnalysisWords.arguments(this);
    }
}
