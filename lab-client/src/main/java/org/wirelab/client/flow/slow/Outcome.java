package org.wirelab.client.flow.slow;

import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;

/// What came of bringing data to a receiver in one way. Octets are those of data; what nobody could see is null.
///
/// @param transport `udp`, `tcp` or `arq`
/// @param slow whether the receiver was slower than its sender
/// @param octets how many were to be brought over
/// @param sent how many left the sender, those sent again included
/// @param again how many of them had been sent before
/// @param read how many the receiver's program has read
/// @param unit octets of a datagram or frame; null where there is a stream
/// @param dropped datagrams that the receiver's socket dropped because its buffer was full, by its own counter;
///     null for a stream too
/// @param intact whether everything was read in the end, unchanged
/// @param waitedNanos how long the sender knew of no room at the receiver, by the wire or its own word
/// @param limitedMicros how long the receiver's window held TCP's sender back, by its kernel (`rwnd_limited`)
/// @param lowestKnown the smallest window that TCP's sender knew, by its kernel (`snd_wnd`), in octets
/// @param zeroWindows how often the receiver said that it has no room
/// @param probes how often the sender asked whether that is still so
/// @param updates how often the receiver said that there is room again
/// @param nanos from the first sending until the program had the last of it; with the ARQ, until that was delivered
public record Outcome(
        String transport,
        boolean slow,
        long octets,
        @Nullable Long sent,
        @Nullable Long again,
        long read,
        @Nullable Integer unit,
        @Nullable Long dropped,
        boolean intact,
        @Field("waited_ns") @Nullable Long waitedNanos,
        @Field("rwnd_limited_us") @Nullable Long limitedMicros,
        @Field("lowest_snd_wnd") @Nullable Long lowestKnown,
        @Nullable Integer zeroWindows,
        @Nullable Integer probes,
        @Nullable Integer updates,
        @Field("ns") long nanos) {}
