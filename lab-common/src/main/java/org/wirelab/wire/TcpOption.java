package org.wirelab.wire;

import java.util.ArrayList;
import java.util.List;

/// An option of the TCP header (RFC 9293 §3.2), each kind by its meaning.
public sealed interface TcpOption {
    int kind();

    /// RFC 9293 §3.2: ends the list before the header ends.
    record EndOfOptions() implements TcpOption {
        @Override
        public int kind() {
            return 0;
        }
    }

    /// RFC 9293 §3.2: one byte of padding.
    record NoOperation() implements TcpOption {
        @Override
        public int kind() {
            return 1;
        }
    }

    /// RFC 9293 §3.7.1: the largest segment that the sender of this SYN is willing to receive.
    record MaximumSegmentSize(int octets) implements TcpOption {
        @Override
        public int kind() {
            return 2;
        }
    }

    /// RFC 7323 §2.2: windows in later segments of this sender are to be multiplied by 2^shift.
    ///
    /// @param shift as it stands; one above 14 counts as 14 (RFC 7323 §2.3)
    record WindowScale(int shift) implements TcpOption {
        @Override
        public int kind() {
            return 3;
        }
    }

    /// RFC 2018 §2
    record SackPermitted() implements TcpOption {
        @Override
        public int kind() {
            return 4;
        }
    }

    /// RFC 2018 §3: what has arrived beyond the acknowledgment number.
    record SelectiveAcknowledgment(List<Block> blocks) implements TcpOption {
        public SelectiveAcknowledgment {
            blocks = List.copyOf(blocks);
        }

        @Override
        public int kind() {
            return 5;
        }
    }

    /// @param left the first number of the block
    /// @param right the first number after it
    record Block(SequenceNumber left, SequenceNumber right) {}

    /// RFC 7323 §3.2
    ///
    /// @param value the sender's timestamp clock, 0 to 2^32 - 1
    /// @param echoReply the latest value of the peer, 0 to 2^32 - 1
    record Timestamps(long value, long echoReply) implements TcpOption {
        @Override
        public int kind() {
            return 8;
        }
    }

    /// A kind that this lab does not know, or a known kind with a length that it cannot have.
    ///
    /// @param data what follows kind and length
    record Other(int kind, Octets data) implements TcpOption {}

    /// The meaning of one option.
    static TcpOption of(int kind, Octets data) {
        int length = data.length();
        if (kind == 0 && length == 0) return new EndOfOptions();
        if (kind == 1 && length == 0) return new NoOperation();
        if (kind == 2 && length == 2) return new MaximumSegmentSize(data.u16(0));
        if (kind == 3 && length == 1) return new WindowScale(data.u8(0));
        if (kind == 4 && length == 0) return new SackPermitted();
        if (kind == 5 && length > 0 && length % 8 == 0) return new SelectiveAcknowledgment(blocks(data));
        if (kind == 8 && length == 8) return new Timestamps(data.u32(0), data.u32(4));
        return new Other(kind, data);
    }

    private static List<Block> blocks(Octets data) {
        List<Block> blocks = new ArrayList<>();
        for (int at = 0; at < data.length(); at += 8) {
            blocks.add(new Block(new SequenceNumber(data.u32(at)), new SequenceNumber(data.u32(at + 4))));
        }
        return blocks;
    }
}
