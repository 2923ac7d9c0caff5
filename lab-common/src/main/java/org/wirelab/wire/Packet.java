package org.wirelab.wire;

import org.jspecify.annotations.Nullable;

/// A frame as far as it could be decoded, layer by layer.
///
/// @param link what the link layer put before the packet
/// @param network the IP header, or null if this is no IP packet or its header cannot be read
/// @param transport the TCP or UDP header, or null if the packet carries another protocol, is a later fragment,
///     or its header cannot be read
/// @param malformed the first thing that was wrong, or null: the layers before it (and an outer header's, where
///     only its options are wrong, also those after it) are there all the same
public record Packet(
        LinkHeader link,
        @Nullable NetworkHeader network,
        @Nullable TransportHeader transport,
        @Nullable Malformed malformed) {}
