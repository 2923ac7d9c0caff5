package org.wirelab.arq;

/// What a datagram turned out to be.
public sealed interface Decoded {

    /// A frame, whole.
    record Whole(Frame frame) implements Decoded {}

    /// No frame, or one that was damaged on its way.
    ///
    /// @param reason text key: `arq.damaged.checksum`
    /// @param offset where the reason stands, in octets from the beginning of the datagram
    record Damaged(String reason, int offset) implements Decoded {}
}
