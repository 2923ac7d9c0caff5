package org.wirelab.tcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// A bulk transfer as one of its ends knows it when it is over: what arrived, in what time, and what the sender's
/// kernel says of how it went.
///
/// @param from who sent
/// @param to who received
/// @param bytes how much arrived, by the receiver's count; at a sender whom nobody tells, how much it sent before the
///     receiver had read all
/// @param micros from the first byte to the last, on the clock of the end that counted
/// @param samples how many times TCP_INFO was read at this end meanwhile
/// @param longestGapMicros the longest time between two of these readings; null when there were fewer than two
/// @param sender the last reading, where this end is the sender; null where it is not, or has no TCP_INFO
@Kind("tcp.bulk")
public record BulkTransfer(
        String from,
        String to,
        long bytes,
        @Field("us") long micros,
        int samples,
        @Field("longest_gap_us") @Nullable Long longestGapMicros,
        @Nullable TcpInfo sender)
        implements TcpObservation, Note {

    /// Bits in a second, as they arrived; 0 when all came at once.
    public double bitsPerSecond() {
        return micros == 0 ? 0 : bytes * 8e6 / micros;
    }

    @Override
    public String title() {
        return "bulk transfer";
    }

    /// In the kernel's own words (tcp_info of linux/tcp.h), which are the same in every language.
    @Override
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%s / %.3f s = %s", Quantity.bytes(bytes), micros / 1e6, Quantity.rate(bitsPerSecond())));
        if (sender != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "cwnd %d × %d bytes · rtt %.3f ms · total_retrans %d",
                    sender.cwnd(),
                    sender.sendMss(),
                    sender.rttMicros() / 1e3,
                    sender.totalRetrans()));
            lines.add(rateAndLimits(sender));
        }
        if (longestGapMicros != null) {
            lines.add(String.format(Locale.ROOT, "TCP_INFO %d × ≤ %.3f ms", samples, longestGapMicros / 1e3));
        }
        return lines;
    }

    /// What an older kernel does not say is left out.
    private static String rateAndLimits(TcpInfo info) {
        List<String> parts = new ArrayList<>();
        if (info.deliveryRate() != null) {
            parts.add("delivery_rate " + Quantity.rate(info.deliveryRate() * 8.0));
        }
        addTime(parts, "busy_time", info.busyMicros());
        addTime(parts, "rwnd_limited", info.receiverLimitedMicros());
        addTime(parts, "sndbuf_limited", info.bufferLimitedMicros());
        return String.join(" · ", parts);
    }

    private static void addTime(List<String> parts, String name, @Nullable Long micros) {
        if (micros != null) {
            parts.add(String.format(Locale.ROOT, "%s %.3f s", name, micros / 1e6));
        }
    }
}
