package org.wirelab.tcp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Sample;

/// The kernel's account of one end of a connection (`TCP_INFO`, `struct tcp_info` of linux/tcp.h).
///
/// What an older kernel's shorter structure lacks is null: nothing is filled in.
///
/// @param local that end
/// @param remote the other
/// @param state its state as [TcpState] names it, `ESTABLISHED`
/// @param caState what congestion control is doing: `open`, `disorder`, `cwr`, `recovery`, `loss`
/// @param retransmits how often the retransmission timer has expired for the oldest data; null in runs saved before it
///     was asked for, as are the next two
/// @param probes keepalive or zero-window probes sent and not answered
/// @param backoff how often the timeout has been doubled
/// @param cwnd congestion window in segments
/// @param ssthresh slow-start threshold in segments; null while there is none
/// @param rttMicros smoothed round-trip time
/// @param rttVarMicros its mean deviation
/// @param minRttMicros the smallest that was measured
/// @param rtoMicros retransmission timeout
/// @param unacked segments sent and not acknowledged
/// @param sacked segments acknowledged selectively
/// @param lost segments believed lost
/// @param retrans segments sent again and not yet acknowledged
/// @param totalRetrans segments sent again since the beginning
/// @param sendScale shift of the windows that the peer announces
/// @param receiveScale shift of the windows that this end announces
/// @param sendMss largest segment it sends, in bytes
/// @param bytesAcked bytes that the peer has acknowledged
/// @param bytesReceived bytes that have arrived in order
/// @param notSent bytes written and not yet sent
/// @param deliveryRate bytes per second that arrive at the peer
/// @param busyMicros how long there was something to send or to be acknowledged
/// @param receiverLimitedMicros how long of that the peer's window held it back
/// @param bufferLimitedMicros how long of that the send buffer held it back
/// @param sendWindow the window that the peer announced last, in bytes
/// @param receiveWindow the window that this end announced last, in bytes
@Kind("tcp.info")
public record TcpInfo(
        String local,
        String remote,
        String state,
        String caState,
        @Nullable Integer retransmits,
        @Nullable Integer probes,
        @Nullable Integer backoff,
        long cwnd,
        @Nullable Long ssthresh,
        @Field("rtt_us") long rttMicros,
        @Field("rttvar_us") long rttVarMicros,
        @Field("min_rtt_us") @Nullable Long minRttMicros,
        @Field("rto_us") long rtoMicros,
        long unacked,
        long sacked,
        long lost,
        long retrans,
        long totalRetrans,
        @Field("snd_wscale") int sendScale,
        @Field("rcv_wscale") int receiveScale,
        @Field("snd_mss") long sendMss,
        @Nullable Long bytesAcked,
        @Nullable Long bytesReceived,
        @Field("notsent") @Nullable Long notSent,
        @Nullable Long deliveryRate,
        @Field("busy_us") @Nullable Long busyMicros,
        @Field("rwnd_limited_us") @Nullable Long receiverLimitedMicros,
        @Field("sndbuf_limited_us") @Nullable Long bufferLimitedMicros,
        @Field("snd_wnd") @Nullable Long sendWindow,
        @Field("rcv_wnd") @Nullable Long receiveWindow)
        implements TcpObservation, Sample {

    /// The structure of Linux 2.6.7, which every later one begins with.
    static final int SHORTEST = 104;

    private static final String[] CA_STATES = {"open", "disorder", "cwr", "recovery", "loss"};
    private static final long INFINITE_SSTHRESH = 0x7fff_ffff;

    /// Reads the structure as the kernel gave it.
    ///
    /// @param struct in native byte order, from position to limit, as long as the kernel made it
    /// @return empty when it is too short or its state is none that Linux numbers
    public static Optional<TcpInfo> parse(String local, String remote, ByteBuffer struct) {
        ByteBuffer in = struct.slice().order(struct.order());
        if (in.limit() < SHORTEST) {
            return Optional.empty();
        }
        int caState = in.get(1);
        int scales = in.get(6);
        boolean lowNibbleFirst = in.order() == ByteOrder.LITTLE_ENDIAN;
        int low = scales & 0xf;
        int high = (scales >> 4) & 0xf;
        long ssthresh = u32(in, 76);
        return TcpState.ofLinux(in.get(0))
                .map(state -> new TcpInfo(
                        local,
                        remote,
                        state.name(),
                        caState >= 0 && caState < CA_STATES.length ? CA_STATES[caState] : "state " + caState,
                        Byte.toUnsignedInt(in.get(2)),
                        Byte.toUnsignedInt(in.get(3)),
                        Byte.toUnsignedInt(in.get(4)),
                        u32(in, 80),
                        ssthresh >= INFINITE_SSTHRESH ? null : ssthresh,
                        u32(in, 68),
                        u32(in, 72),
                        knownRtt(u32From(in, 148)),
                        u32(in, 8),
                        u32(in, 24),
                        u32(in, 28),
                        u32(in, 32),
                        u32(in, 36),
                        u32(in, 100),
                        lowNibbleFirst ? low : high,
                        lowNibbleFirst ? high : low,
                        u32(in, 16),
                        u64From(in, 120),
                        u64From(in, 128),
                        u32From(in, 144),
                        u64From(in, 160),
                        u64From(in, 168),
                        u64From(in, 176),
                        u64From(in, 184),
                        u32From(in, 228),
                        u32From(in, 232)));
    }

    /// True when the connection was in this state.
    public boolean is(TcpState other) {
        return state.equals(other.name());
    }

    @Override
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("cwnd", (double) cwnd);
        values.put("rtt_us", (double) rttMicros);
        values.put("unacked", (double) unacked);
        values.put("retrans", (double) retrans);
        if (ssthresh != null) {
            values.put("ssthresh", ssthresh.doubleValue());
        }
        if (sendWindow != null) {
            values.put("snd_wnd", sendWindow.doubleValue());
        }
        return values;
    }

    private static long u32(ByteBuffer in, int at) {
        return Integer.toUnsignedLong(in.getInt(at));
    }

    private static @Nullable Long u32From(ByteBuffer in, int at) {
        return at + 4 <= in.limit() ? u32(in, at) : null;
    }

    /// The kernel's minimum is all ones until there is a first sample.
    private static @Nullable Long knownRtt(@Nullable Long micros) {
        return micros == null || micros == 0xffff_ffffL ? null : micros;
    }

    private static @Nullable Long u64From(ByteBuffer in, int at) {
        return at + 8 <= in.limit() ? in.getLong(at) : null;
    }
}
