package org.wirelab.client.tcp.watch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.Closing;
import org.wirelab.tcp.analysis.HalfConnection;
import org.wirelab.tcp.analysis.Opening;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Worded;

/// What a watch says that no single packet does: which connections come and go, and what was not seen.
public sealed interface WatchObservation extends Worded {

    /// A connection shows itself for the first time.
    ///
    /// @param number counts from 0 in the order of appearance: Wireshark's `tcp.stream`
    /// @param initiator who began it, `127.0.0.1:41514`; where no SYN was seen, the first that sent anything
    /// @param responder who was called
    /// @param underWay whether it had begun before it was watched
    @Kind("watch.connection")
    record Appeared(@Field("stream") long number, String initiator, String responder, boolean underWay)
            implements WatchObservation {

        @Override
        public String textKey() {
            return underWay ? "watch.under_way" : "watch.connection";
        }

        @Override
        public List<String> textArguments() {
            return List.of(initiator, responder);
        }
    }

    /// Nothing more is expected of a connection, or it is watched no longer.
    ///
    /// @param number Wireshark's `tcp.stream`
    /// @param opening how it came about
    /// @param closing how far it had ended
    /// @param closer who sent the first FIN, or the RST that ended it
    /// @param segments of both ends
    /// @param sent octets of data that the initiator sent, those of retransmissions included
    /// @param received octets of data that the responder sent, likewise
    /// @param durationNanos from its first packet to its latest
    /// @param analysis how many segments have which flag
    @Kind("watch.ended")
    record Ended(
            @Field("stream") long number,
            @Field("opened") Opening opening,
            @Field("closed") Closing closing,
            @Nullable String closer,
            long segments,
            long sent,
            long received,
            @Field("duration_ns") long durationNanos,
            Map<String, Long> analysis)
            implements WatchObservation {

        public Ended {
            analysis = Collections.unmodifiableMap(new LinkedHashMap<>(analysis));
        }

        /// The connection as it is now.
        static Ended of(AnalysedConnection connection) {
            @Nullable HalfConnection closer = connection.closer();
            Map<String, Long> flags = new LinkedHashMap<>();
            connection.counts().forEach((flag, count) -> flags.put(flag.label(), (long) count));
            return new Ended(
                    connection.number(),
                    connection.opening(),
                    connection.closing(),
                    closer == null ? null : closer.endpoint(),
                    connection.segments(),
                    connection.initiator().octets(),
                    connection.responder().octets(),
                    connection.lastNanos() - connection.firstNanos(),
                    flags);
        }

        @Override
        public String textKey() {
            return "watch.ended." + closing.label();
        }

        @Override
        public List<String> textArguments() {
            return List.of(
                    closer == null ? "" : closer,
                    Long.toString(segments),
                    Long.toString(sent),
                    Long.toString(received),
                    seconds(durationNanos));
        }
    }

    /// The kernel had more packets for the capture than the capture took in time.
    ///
    /// @param dropped how many it has dropped since the watch began
    /// @param more how many of them since this was last said
    /// @param received how many it had, those dropped included
    @Kind("watch.dropped")
    record Dropped(@Field("interface") String interfaceName, long dropped, long more, long received)
            implements WatchObservation {

        @Override
        public String textKey() {
            return "watch.dropped";
        }

        @Override
        public List<String> textArguments() {
            return List.of(Long.toString(more), Long.toString(dropped), Long.toString(received));
        }
    }

    /// So many frames are in the run's folder now that no more will be.
    ///
    /// @param frames how many
    @Kind("watch.full")
    record Full(long frames) implements WatchObservation {

        @Override
        public String textKey() {
            return "watch.full";
        }

        @Override
        public List<String> textArguments() {
            return List.of(Long.toString(frames));
        }
    }

    /// The whole watch in numbers.
    ///
    /// @param connections how many there were
    /// @param underWay those that had begun before
    /// @param open those that had not ended
    /// @param segments all that were seen
    /// @param remarkable those that tell of trouble
    /// @param unread frames that the filter let through and that show no TCP header
    /// @param durationNanos how long was watched
    @Kind("watch.totals")
    record Totals(
            long connections,
            long underWay,
            long open,
            long segments,
            long remarkable,
            long unread,
            @Field("duration_ns") long durationNanos)
            implements WatchObservation {

        @Override
        public String textKey() {
            return "watch.totals";
        }

        @Override
        public List<String> textArguments() {
            return List.of(
                    Long.toString(connections),
                    Long.toString(underWay),
                    Long.toString(open),
                    Long.toString(segments),
                    Long.toString(remarkable));
        }
    }

    /// What the capture counted from its beginning to its end.
    ///
    /// @param received how many packets the kernel had for it, those dropped included
    /// @param dropped how many of them it dropped
    @Kind("watch.counters")
    record Counted(@Field("interface") String interfaceName, long received, long dropped) implements WatchObservation {

        @Override
        public String textKey() {
            return "watch.counters";
        }

        @Override
        public List<String> textArguments() {
            return List.of(Long.toString(dropped), Long.toString(received));
        }
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }
}
