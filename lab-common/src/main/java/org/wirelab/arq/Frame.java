package org.wirelab.arq;

import org.wirelab.wire.SequenceNumber;

/// What the two ends of a transfer say to each other, one frame a datagram.
///
/// The opening frame is as long as whatever answers it, and an acknowledgment is never longer than the frame that it
/// answers: a server that is lied to about its client amplifies nothing.
public sealed interface Frame {

    /// Which transfer it belongs to: drawn at random by the sender, so that a stranger's frame is none of it.
    int transfer();

    /// Asks for a transfer.
    ///
    /// @param window how many frames the sender wants to have under way at most
    /// @param frameOctets how many octets of data a frame carries at most
    /// @param octets how many the whole transfer has
    /// @param first the number of its first frame (of its first octet, where octets are numbered)
    /// @param readRate how many octets a second the receiver's application is to take; 0 for as many as it can
    record Open(
            int transfer,
            Protocol protocol,
            int window,
            int frameOctets,
            long octets,
            SequenceNumber first,
            long readRate)
            implements Frame {}

    /// Grants it.
    ///
    /// @param window how many frames (octets, where octets are numbered) the receiver has room for
    record Accepted(int transfer, long window) implements Frame {}

    /// Refuses it.
    ///
    /// @param reason text key: `arq.refused.busy`
    record Refused(int transfer, String reason) implements Frame {}

    /// Carries data.
    ///
    /// @param number of the frame, or of its first octet
    /// @param last whether the transfer ends with it
    record Data(int transfer, SequenceNumber number, boolean last, byte[] payload) implements Frame {}

    /// Acknowledges.
    ///
    /// @param next everything before this number has arrived
    /// @param window how many frames (octets) from `next` on the receiver has room for
    /// @param received the number of the frame that has just arrived, where frames are acknowledged one by one;
    /// else
    ///     `next` minus 1
    record Ack(int transfer, SequenceNumber next, long window, SequenceNumber received) implements Frame {}

    /// The sender has everything acknowledged and asks what arrived.
    record Done(int transfer) implements Frame {}

    /// What the receiver has delivered, which ends the transfer.
    ///
    /// @param octets how many were delivered in order
    /// @param sha256 of them, 32 octets
    /// @param datagrams how many of this transfer reached its socket
    /// @param dropped how many datagrams the receiver's socket dropped since the transfer began (`SO_RXQ_OVFL`); -1
    /// where
    ///     its system does not say
    record Report(int transfer, long octets, byte[] sha256, long datagrams, long dropped) implements Frame {}
}
