package org.wirelab.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The TCP options that an analysis needs, of the segment that [PacketScan] looks at: [OptionList] and [TcpOption]
/// without objects. Of options that stand twice the first counts.
public final class TcpOptionScan {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /// RFC 2018 §3: the option space has room for four blocks.
    private static final int MOST_BLOCKS = 4;

    private static final int BLOCK_LENGTH = 8;

    private static final int ABSENT = -1;

    /// RFC 7323 appendix A: two NOPs and the timestamps option, as nearly every segment of today has it.
    private static final int ALIGNED_TIMESTAMPS = 0x0101080a;

    private byte[] frame = new byte[0];
    private int windowScale;
    private int maximumSegmentSize;
    private boolean sackPermitted;
    private int timestampsAt;
    private int blocksAt;
    private int blocks;

    /// @param at where the options begin
    /// @param end where what was kept of them ends
    void read(byte[] array, int at, int end) {
        frame = array;
        windowScale = ABSENT;
        maximumSegmentSize = ABSENT;
        sackPermitted = false;
        timestampsAt = ABSENT;
        blocks = 0;
        if (end - at == 12 && (int) INT.get(array, at) == ALIGNED_TIMESTAMPS) {
            timestampsAt = at + 4;
            return;
        }
        int next = at;
        while (next < end) {
            int kind = array[next] & 0xff;
            // RFC 9293 §3.2: kind 0 ends the list, kind 1 is a byte of padding; the others have a length, which counts
            // the kind and itself
            if (kind == 0) return;
            if (kind == 1) {
                next++;
                continue;
            }
            if (next + 2 > end) return;
            int length = array[next + 1] & 0xff;
            if (length < 2 || length > end - next) return;
            option(kind, next + 2, length - 2);
            next += length;
        }
    }

    /// The shift that a window scale option announces (RFC 7323 §2.2); -1 without the option.
    public int windowScale() {
        return windowScale;
    }

    /// RFC 9293 §3.7.1; -1 without the option.
    public int maximumSegmentSize() {
        return maximumSegmentSize;
    }

    /// RFC 2018 §2
    public boolean sackPermitted() {
        return sackPermitted;
    }

    /// Whether there is a timestamps option (RFC 7323 §3.2).
    public boolean timestamps() {
        return timestampsAt != ABSENT;
    }

    /// The sender's timestamp clock; all 32 bits count. Only where [#timestamps()].
    public int timestampValue() {
        return (int) INT.get(frame, timestampsAt);
    }

    /// The latest value of the peer; all 32 bits count. Only where [#timestamps()].
    public int timestampEcho() {
        return (int) INT.get(frame, timestampsAt + 4);
    }

    /// How many blocks a SACK option holds (RFC 2018 §3); 0 without the option.
    public int sackBlocks() {
        return blocks;
    }

    /// The first number of a block.
    public int sackLeft(int block) {
        return (int) INT.get(frame, blocksAt + block * BLOCK_LENGTH);
    }

    /// The first number after a block.
    public int sackRight(int block) {
        return (int) INT.get(frame, blocksAt + block * BLOCK_LENGTH + 4);
    }

    private void option(int kind, int at, int length) {
        switch (kind) {
            case 2 -> {
                if (length == 2 && maximumSegmentSize == ABSENT) {
                    maximumSegmentSize = (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
                }
            }
            case 3 -> {
                if (length == 1 && windowScale == ABSENT) windowScale = frame[at] & 0xff;
            }
            case 4 -> sackPermitted |= length == 0;
            case 5 -> {
                if (length > 0 && length % BLOCK_LENGTH == 0 && blocks == 0) {
                    blocksAt = at;
                    blocks = Math.min(MOST_BLOCKS, length / BLOCK_LENGTH);
                }
            }
            case 8 -> {
                if (length == 8 && timestampsAt == ABSENT) timestampsAt = at;
            }
            default -> {}
        }
    }
}
