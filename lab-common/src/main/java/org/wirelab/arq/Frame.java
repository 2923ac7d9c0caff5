package org.wirelab.arq;

import org.wirelab.wire.SequenceNumber;

/// What the two ends of a transfer say to each other, one frame a datagram.
///
/// The opening frame is as long as whatever answers it, and an acknowledgment is never longer than the frame that it
/// answers: a server that is lied to about its client amplifies nothing.
public sealed interface Frame {

    /// Which transfer it belongs to: drawn at random by the sender, so that a stranger's frame is none of it.
    int transfer();

    /// Tells this datagram from others with the same content, so that its sightings at both ends can be put
    /// together (the purpose of IP's Identification, RFC 791 §3.1): the attempt, from 1, of what is sent
    /// again until it is answered; an answer bears the count of what it answers; acknowledgments are numbered
    /// from 1. No protocol looks at it. 0 where its sender did not count.
    int count();

    /// Asks for a transfer.
    ///
    /// @param numberBits how many bits the number of a frame has, 1 to 32; 32 where octets are numbered
    /// @param window how many frames the sender wants to have under way at most
    /// @param frameOctets how many octets of data a frame carries at most
    /// @param octets how many the whole transfer has
    /// @param first the number of its first frame (of its first octet, where octets are numbered)
    /// @param readRate how many octets a second the receiver's application is to take; 0 for as many as it can
    record Open(
            int transfer,
            int count,
            Protocol protocol,
            int numberBits,
            int window,
            int frameOctets,
            long octets,
            SequenceNumber first,
            long readRate)
            implements Frame {}

    /// Grants it. The sender's machine hears it before it may begin.
    ///
    /// @param window how many frames (octets, where octets are numbered) the receiver has room for
    record Accepted(int transfer, int count, long window) implements Frame {}

    /// Refuses it.
    ///
    /// @param reason text key: `arq.refused.busy`
    record Refused(int transfer, int count, String reason) implements Frame {
        public Refused {
            if (!reason.matches("[a-z_.]{1," + FrameCodec.LONGEST_REASON + "}")) {
                throw new IllegalArgumentException("not the key of a text: " + reason);
            }
        }
    }

    /// Carries data.
    ///
    /// @param number of the frame, or of its first octet
    /// @param last whether the transfer ends with it
    record Data(int transfer, int count, SequenceNumber number, boolean last, byte[] payload) implements Frame {
        /// One that its sender does not count.
        public Data(int transfer, SequenceNumber number, boolean last, byte[] payload) {
            this(transfer, 0, number, last, payload);
        }
    }

    /// Acknowledges.
    ///
    /// @param next everything before this number has arrived
    /// @param window how many frames (octets) from `next` on the receiver has room for
    /// @param received the number of the frame that has just arrived, where frames are acknowledged one by one;
    ///     else `next` minus 1
    record Ack(int transfer, int count, SequenceNumber next, long window, SequenceNumber received) implements Frame {
        /// One that its sender does not count.
        public Ack(int transfer, SequenceNumber next, long window, SequenceNumber received) {
            this(transfer, 0, next, window, received);
        }
    }

    /// The sender has everything acknowledged, or gives up, and asks what arrived.
    record Done(int transfer, int count) implements Frame {}

    /// What the receiver has delivered, which ends the transfer.
    ///
    /// @param octets how many were delivered in order
    /// @param sha256 of them, 32 octets
    /// @param datagrams how many of this transfer reached its socket
    /// @param dropped how many datagrams the receiver's socket dropped since the transfer began
    ///     (`SO_RXQ_OVFL`); -1 where its system does not say
    record Report(int transfer, int count, long octets, byte[] sha256, long datagrams, long dropped) implements Frame {}
}
