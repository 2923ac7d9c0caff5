package org.wirelab.tcp;

import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;
import org.wirelab.wire.TcpHeader;
import org.wirelab.wire.TcpOption;

/// The options of a segment that the lab speaks of; null where the segment does not carry one.
///
/// @param mss maximum segment size in bytes, on a SYN (RFC 9293 §3.7.1)
/// @param windowScale the shift count, on a SYN (RFC 7323 §2.2)
/// @param sackPermitted whether a SYN offers selective acknowledgments (RFC 2018 §2)
/// @param timestamp the sender's clock and its echo (RFC 7323 §3.2)
public record SegmentOptions(
        @Nullable Integer mss,
        @Nullable Integer windowScale,
        boolean sackPermitted,
        @Nullable Timestamp timestamp) {

    /// A segment without options.
    public static final SegmentOptions NONE = new SegmentOptions(null, null, false, null);

    /// @param value the sender's timestamp clock
    /// @param echo the latest value that the sender has from its peer
    public record Timestamp(
            @Field("value") long value, @Field("echo") long echo) {}

    /// The options of a decoded header.
    static SegmentOptions of(TcpHeader header) {
        if (header.options().isEmpty()) {
            return NONE;
        }
        return new SegmentOptions(
                header.option(TcpOption.MaximumSegmentSize.class)
                        .map(TcpOption.MaximumSegmentSize::octets)
                        .orElse(null),
                header.option(TcpOption.WindowScale.class)
                        .map(TcpOption.WindowScale::shift)
                        .orElse(null),
                header.option(TcpOption.SackPermitted.class).isPresent(),
                header.option(TcpOption.Timestamps.class)
                        .map(clock -> new Timestamp(clock.value(), clock.echoReply()))
                        .orElse(null));
    }
}
