package org.wirelab.client.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.Closing;
import org.wirelab.tcp.analysis.HalfConnection;
import org.wirelab.tcp.analysis.Opening;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Observation;
import org.wirelab.wire.CaptureBlock;

/// What reading a capture shows that no single packet does.
public sealed interface ReadObservation extends Observation {

    /// One connection as the whole capture shows it; said when nothing more of it is expected.
    ///
    /// @param number Wireshark's `tcp.stream`
    /// @param initiator who began it
    /// @param responder who was called
    /// @param initiatorSeen whether a SYN shows who began; otherwise the first sender is taken for it
    /// @param firstFrame the number of its first packet
    /// @param lastFrame the number of its latest packet
    /// @param durationNanos between these two
    /// @param opening how it came about
    /// @param closing how far it had ended
    /// @param closer who sent the first FIN, or the RST that ended it
    /// @param initialRttNanos from the SYN to the ACK that ends the handshake
    /// @param bounded whether more was to be remembered of it than the limits allow
    /// @param sent what the initiator sent
    /// @param received what the responder sent
    /// @param analysis how many segments have which flag
    @Kind("tcp.conversation")
    record TcpConversation(
            @Field("stream") long number,
            String initiator,
            String responder,
            boolean initiatorSeen,
            long firstFrame,
            long lastFrame,
            @Field("duration_ns") long durationNanos,
            @Field("opened") Opening opening,
            @Field("closed") Closing closing,
            @Nullable String closer,
            @Field("initial_rtt_ns") @Nullable Long initialRttNanos,
            boolean bounded,
            Sent sent,
            Sent received,
            Map<String, Long> analysis)
            implements ReadObservation {

        /// What one end sent.
        ///
        /// @param octets of data, those of retransmissions included
        /// @param repeatedOctets of data in its retransmissions
        public record Sent(long segments, long octets, long repeatedOctets) {
            static Sent by(HalfConnection end) {
                return new Sent(end.segments(), end.octets(), end.repeatedOctets());
            }
        }

        public TcpConversation {
            analysis = Collections.unmodifiableMap(new LinkedHashMap<>(analysis));
        }

        /// The connection as it is now.
        static TcpConversation of(AnalysedConnection connection) {
            @Nullable HalfConnection closer = connection.closer();
            Map<String, Long> flags = new LinkedHashMap<>();
            connection.counts().forEach((flag, count) -> flags.put(flag.label(), (long) count));
            return new TcpConversation(
                    connection.number(),
                    connection.initiator().endpoint(),
                    connection.responder().endpoint(),
                    connection.initiatorSeen(),
                    connection.firstFrame(),
                    connection.lastFrame(),
                    connection.lastNanos() - connection.firstNanos(),
                    connection.opening(),
                    connection.closing(),
                    closer == null ? null : closer.endpoint(),
                    connection.initialRttNanos() < 0 ? null : connection.initialRttNanos(),
                    connection.bounded(),
                    Sent.by(connection.initiator()),
                    Sent.by(connection.responder()),
                    flags);
        }
    }

    /// Bytes of the capture that do not follow its format.
    ///
    /// @param offset bytes from the beginning of the file (of what it holds, if it is compressed), from 0
    /// @param skipped how many bytes were left out
    @Kind("capture.damage")
    record Damage(long offset, long skipped, String problem) implements ReadObservation {}

    /// What the capturing program says it counted at one interface.
    ///
    /// @param received null where it does not say
    /// @param dropped null where it does not say
    @Kind("capture.statistics")
    record Statistics(
            @Field("interface") String interfaceName,
            @Nullable Long received,
            @Nullable Long dropped) implements ReadObservation {

        static Statistics of(CaptureBlock.Statistics said) {
            return new Statistics(said.interfaceName(), known(said.received()), known(said.dropped()));
        }

        private static @Nullable Long known(OptionalLong count) {
            return count.isPresent() ? count.getAsLong() : null;
        }
    }

    /// The whole capture in numbers; said at its end.
    ///
    /// @param frames packets of any kind
    /// @param octets theirs, as they were on the wire
    /// @param segments packets with a TCP header
    /// @param fragments packets that are a part of a packet only
    /// @param assembled packets that were put together of them; those with a TCP header count as segments
    /// @param incomplete packets of which fragments are missing
    /// @param malformed packets that say they carry TCP and cannot be read
    /// @param cut packets of which the capture kept a part only
    /// @param durationNanos from the earliest packet to the latest
    /// @param conversations TCP connections, those of ports that were used again counted again
    /// @param forgotten connections that were let go to bound memory
    /// @param skipped bytes of the file that could not be used
    /// @param links packets by link type
    /// @param others packets without TCP, by protocol
    @Kind("capture.totals")
    record Totals(
            long frames,
            long octets,
            long segments,
            long fragments,
            long assembled,
            long incomplete,
            long malformed,
            long cut,
            @Field("duration_ns") long durationNanos,
            long conversations,
            long forgotten,
            long skipped,
            Map<String, Long> links,
            Map<String, Long> others)
            implements ReadObservation {
        public Totals {
            links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
            others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
        }

        static Totals of(CaptureAccount account, long conversations, long forgotten) {
            return new Totals(
                    account.frames(),
                    account.octets(),
                    account.segments(),
                    account.fragments(),
                    account.assembled(),
                    account.incomplete(),
                    account.malformed(),
                    account.cut(),
                    account.nanos(),
                    conversations,
                    forgotten,
                    account.skipped(),
                    account.linkTypes(),
                    account.otherProtocols());
        }
    }
}
