package org.wirelab.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A pcapng file (draft-ietf-opsawg-pcapng): its blocks, framed; `PcapngSection` says what each means.
public final class PcapngReader implements CaptureReader {
    static final int SECTION = 0x0a0d0d0a;
    static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    /// A block's type and, at both of its ends, its length.
    static final int FRAMING = 12;

    private final CaptureInput in;
    private PcapngSection section;
    private boolean ended;

    private PcapngReader(CaptureInput in, PcapngSection section) {
        this.in = in;
        this.section = section;
    }

    static PcapngReader afterMagic(CaptureInput in) throws IOException {
        try {
            return new PcapngReader(in, readSection(in));
        } catch (EOFException e) {
            throw new CaptureFormatException("pcapng: the file ends at offset " + in.offset() + ", within its header");
        }
    }

    @Override
    public @Nullable CaptureBlock next() throws IOException {
        while (!ended) {
            long offset = in.offset();
            try {
                CaptureBlock block = block(offset);
                if (block != null) return block;
            } catch (EOFException e) {
                return damage(offset, "the file ends at offset " + in.offset() + ", within this block");
            } catch (CaptureFormatException e) {
                ended = true;
                return new CaptureBlock.Damage(offset, String.valueOf(e.getMessage()));
            }
        }
        return null;
    }

    /// What the next block says, or null if it says nothing to us or there is none.
    private @Nullable CaptureBlock block(long offset) throws IOException {
        byte[] typeBytes = in.read(4);
        if (typeBytes == null) {
            ended = true;
            return null;
        }
        int type = ByteBuffer.wrap(typeBytes).order(section.order()).getInt();
        // the type of a section header reads the same in both byte orders
        if (type == SECTION) {
            section = readSection(in);
            return null;
        }
        int length = ByteBuffer.wrap(in.readFully(4)).order(section.order()).getInt();
        if (badLength(length)) return damage(offset, "a block of " + Integer.toUnsignedString(length) + " bytes");
        byte[] body = in.readFully(length - FRAMING);
        int again = ByteBuffer.wrap(in.readFully(4)).order(section.order()).getInt();
        if (again != length) {
            return damage(offset, "a block's length is " + length + " at its beginning, " + again + " at its end");
        }
        return section.read(type, offset, body);
    }

    private static PcapngSection readSection(CaptureInput in) throws IOException {
        long offset = in.offset() - 4;
        ByteBuffer head = ByteBuffer.wrap(in.readFully(8));
        if (head.getInt(4) != BYTE_ORDER_MAGIC) head.order(ByteOrder.LITTLE_ENDIAN);
        if (head.getInt(4) != BYTE_ORDER_MAGIC) {
            throw new CaptureFormatException(
                    "pcapng: offset " + offset + ": no byte-order magic in the section header");
        }
        int length = head.getInt(0);
        if (badLength(length) || length < FRAMING + 16) {
            throw new CaptureFormatException("pcapng: offset " + offset + ": a section header of "
                    + Integer.toUnsignedString(length) + " bytes");
        }
        in.readFully(length - FRAMING);
        return new PcapngSection(head.order());
    }

    private static boolean badLength(int length) {
        return length < FRAMING || length > CaptureInput.LONGEST || length % 4 != 0;
    }

    private CaptureBlock damage(long offset, String problem) {
        ended = true;
        return new CaptureBlock.Damage(offset, "pcapng: " + problem);
    }
}
