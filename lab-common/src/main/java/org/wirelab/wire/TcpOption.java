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

    /// RFC 2385 §3.0: a keyed digest of the segment.
    record Md5Signature(Octets digest) implements TcpOption {
        @Override
        public int kind() {
            return 19;
        }
    }

    /// RFC 5482 §3: how long the sender will keep unacknowledged data before it gives up.
    ///
    /// @param value 0 to 32767
    /// @param minutes whether it counts minutes; else seconds
    record UserTimeout(int value, boolean minutes) implements TcpOption {
        @Override
        public int kind() {
            return 28;
        }
    }

    /// RFC 5925 §2.2: TCP-AO, the successor of the MD5 signature.
    ///
    /// @param keyId which key made the code, 0 to 255
    /// @param nextKeyId which key the sender would like to be sent, 0 to 255
    record Authentication(int keyId, int nextKeyId, Octets code) implements TcpOption {
        @Override
        public int kind() {
            return 29;
        }
    }

    /// RFC 8684 §3: multipath TCP.
    ///
    /// @param subtype 0 to 15
    /// @param data with the subtype's half byte at its beginning
    record Multipath(int subtype, Octets data) implements TcpOption {
        @Override
        public int kind() {
            return 30;
        }

        /// The subtype's name in RFC 8684 §8.
        public String name() {
            return switch (subtype) {
                case 0 -> "MP_CAPABLE";
                case 1 -> "MP_JOIN";
                case 2 -> "DSS";
                case 3 -> "ADD_ADDR";
                case 4 -> "REMOVE_ADDR";
                case 5 -> "MP_PRIO";
                case 6 -> "MP_FAIL";
                case 7 -> "MP_FASTCLOSE";
                case 8 -> "MP_TCPRST";
                default -> "subtype " + subtype;
            };
        }
    }

    /// RFC 7413 §4.1.1: TCP Fast Open.
    ///
    /// @param cookie empty where the client asks for one
    record FastOpen(Octets cookie) implements TcpOption {
        @Override
        public int kind() {
            return 34;
        }
    }

    /// RFC 6994 §3: an experiment shares one of two kinds with others and tells itself apart by a number.
    ///
    /// @param kind 253 or 254
    /// @param experiment the first 16 bits of its number (an experiment may take 32)
    record Experimental(int kind, int experiment, Octets data) implements TcpOption {}

    /// A known kind with a length that it cannot have.
    ///
    /// @param data what follows kind and length
    record Malformed(int kind, Octets data) implements TcpOption {
        /// Such as `option 2 (maximum segment size) has length 3`; a length counts kind and length themselves.
        public String problem() {
            return "option " + kind + " (" + nameOf(kind) + ") has length " + (data.length() + 2);
        }
    }

    /// A kind that this lab does not know.
    ///
    /// @param data what follows kind and length
    record Other(int kind, Octets data) implements TcpOption {}

    /// The meaning of one option.
    ///
    /// @param data what follows kind and length
    static TcpOption of(int kind, Octets data) {
        if (nameOf(kind).isEmpty()) return new Other(kind, data);
        if (!isPossible(kind, data.length())) return new Malformed(kind, data);
        return switch (kind) {
            case 0 -> new EndOfOptions();
            case 1 -> new NoOperation();
            case 2 -> new MaximumSegmentSize(data.u16(0));
            case 3 -> new WindowScale(data.u8(0));
            case 4 -> new SackPermitted();
            case 5 -> new SelectiveAcknowledgment(blocks(data));
            case 8 -> new Timestamps(data.u32(0), data.u32(4));
            case 19 -> new Md5Signature(data);
            case 28 -> new UserTimeout(data.u16(0) & 0x7fff, data.u16(0) > 0x7fff);
            case 29 -> new Authentication(data.u8(0), data.u8(1), data.from(2));
            case 30 -> new Multipath(data.u8(0) >> 4, data);
            case 34 -> new FastOpen(data);
            default -> new Experimental(kind, data.u16(0), data.from(2));
        };
    }

    /// In the words of its RFC; empty for a kind that this lab does not know.
    static String nameOf(int kind) {
        return switch (kind) {
            case 0 -> "end of option list";
            case 1 -> "no-operation";
            case 2 -> "maximum segment size";
            case 3 -> "window scale";
            case 4 -> "SACK permitted";
            case 5 -> "SACK";
            case 8 -> "timestamps";
            case 19 -> "MD5 signature";
            case 28 -> "user timeout";
            case 29 -> "TCP-AO";
            case 30 -> "MPTCP";
            case 34 -> "Fast Open";
            case 253, 254 -> "experiment";
            default -> "";
        };
    }

    /// @param length of the data, without kind and length
    private static boolean isPossible(int kind, int length) {
        return switch (kind) {
            case 0, 1, 4 -> length == 0;
            case 2, 28 -> length == 2;
            case 3 -> length == 1;
            // RFC 2018 §3: blocks of 8 bytes
            case 5 -> length > 0 && length % 8 == 0;
            case 8 -> length == 8;
            case 19 -> length == 16;
            case 30 -> length >= 1;
            // RFC 7413 §4.1.1: a cookie has 4 to 16 bytes and an even number of them
            case 34 -> length == 0 || (length >= 4 && length <= 16 && length % 2 == 0);
            default -> length >= 2;
        };
    }

    private static List<Block> blocks(Octets data) {
        List<Block> blocks = new ArrayList<>();
        for (int at = 0; at < data.length(); at += 8) {
            blocks.add(new Block(new SequenceNumber(data.u32(at)), new SequenceNumber(data.u32(at + 4))));
        }
        return blocks;
    }
}
