package org.wirelab.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The blocks of a pcapng file, framed (draft-ietf-opsawg-pcapng §3.1): each a type, a length, a body and the
/// length once more. The block at hand lies in the input until the next is asked for.
final class PcapngBlocks {
    /// After damage, a block longer than this is not looked for.
    private static final int LONGEST_SOUGHT = 1 << 20;

    /// What a section header has at least: byte-order magic, version, section length.
    private static final int SECTION_BODY = 16;

    private final CaptureInput in;
    private ByteOrder order;
    private boolean swapped;
    private int type;
    private int length;
    private int sections;
    private boolean ended;
    private CaptureBlock.@Nullable Damage damage;

    private PcapngBlocks(CaptureInput in, ByteOrder order) {
        this.in = in;
        this.order = order;
        swapped = order == ByteOrder.BIG_ENDIAN;
    }

    /// Reads the first section header, which stays at hand.
    static PcapngBlocks open(CaptureInput in) throws IOException {
        if (!in.has(PcapngReader.FRAMING)) throw cutOff(in);
        ByteOrder order = sectionOrder(in, 0);
        if (order == null) {
            throw new CaptureFormatException("pcapng: offset 0: no byte-order magic in the section header");
        }
        PcapngBlocks blocks = new PcapngBlocks(in, order);
        int length = blocks.number(4);
        if (badLength(length) || length < PcapngReader.FRAMING + SECTION_BODY) {
            throw new CaptureFormatException(
                    "pcapng: offset 0: a section header of " + Integer.toUnsignedString(length) + " bytes");
        }
        if (!in.has(length)) throw cutOff(in);
        return blocks;
    }

    private static CaptureFormatException cutOff(CaptureInput in) {
        return new CaptureFormatException("pcapng: the file ends at offset " + in.available() + ", within its header");
    }

    /// Goes on to the next block, the first section header being the first, or to damage.
    ///
    /// @return false at the end of the file
    boolean advance() throws IOException {
        in.skip(length);
        length = 0;
        damage = null;
        if (ended) return false;
        if (!in.has(PcapngReader.FRAMING)) return end();
        type = number(0);
        if (type == PcapngReader.SECTION) {
            ByteOrder announced = sectionOrder(in, 0);
            if (announced == null) return seek("no byte-order magic in a section header");
            order = announced;
            swapped = order == ByteOrder.BIG_ENDIAN;
            sections++;
        }
        int claimed = number(4);
        if (badLength(claimed) || (type == PcapngReader.SECTION && claimed < PcapngReader.FRAMING + SECTION_BODY)) {
            return seek("a block of " + Integer.toUnsignedString(claimed) + " bytes");
        }
        if (!in.has(claimed)) return cutOff(claimed);
        int again = number(claimed - 4);
        if (again != claimed) {
            return seek("a block's length is " + claimed + " at its beginning, " + Integer.toUnsignedString(again)
                    + " at its end");
        }
        length = claimed;
        return true;
    }

    /// In the order of the section at hand.
    int type() {
        return type;
    }

    ByteOrder order() {
        return order;
    }

    /// How many sections have begun, those among them whose header is damaged behind its byte-order magic.
    int sections() {
        return sections;
    }

    CaptureBlock.@Nullable Damage damage() {
        return damage;
    }

    /// Where the block begins, in bytes from the beginning of the file.
    long offset() {
        return in.offset();
    }

    /// How long the whole block is.
    int length() {
        return length;
    }

    /// How long what stands between the framing is.
    int bodyLength() {
        return length - PcapngReader.FRAMING;
    }

    /// The 32-bit number `at` bytes after the beginning of the body.
    int bodyNumber(int at) {
        return number(8 + at);
    }

    /// A copy of bytes of the body.
    byte[] body(int at, int count) {
        return in.copy(8 + at, count);
    }

    /// A copy of the body from there on, in the section's byte order.
    ByteBuffer bodyFrom(int at) {
        return ByteBuffer.wrap(body(at, bodyLength() - at)).order(order);
    }

    /// A copy of the whole block.
    byte[] bytes() {
        return in.copy(0, length);
    }

    private boolean end() throws IOException {
        ended = true;
        int left = in.available();
        String brokenOff = in.brokenOff();
        if (left == 0 && brokenOff == null) return false;
        return damage(
                in.offset(), left, left == 0 ? "what follows is missing" : "the file ends within a block's header");
    }

    /// Either the file ends early or this block's length is wrong and more blocks follow.
    private boolean cutOff(int claimed) throws IOException {
        long end = in.offset() + in.available();
        seek("a block of " + claimed + " bytes is longer than the rest of the file");
        if (in.has(1) || damage == null) return true;
        return damage(damage.offset(), damage.skipped(), "the file ends at offset " + end + ", within this block");
    }

    /// Skips what cannot be used, up to the next bytes that look like a block.
    private boolean seek(String problem) throws IOException {
        long from = in.offset();
        in.skip(1);
        while (in.has(PcapngReader.FRAMING) && !looksLikeBlock()) in.skip(1);
        if (!in.has(PcapngReader.FRAMING)) {
            in.skip(in.available());
            ended = true;
        }
        return damage(from, in.offset() - from, problem);
    }

    private boolean damage(long offset, long skipped, String problem) {
        in.skip(ended ? in.available() : 0);
        damage = new CaptureBlock.Damage(offset, skipped, in.named("pcapng: " + problem));
        return true;
    }

    private boolean looksLikeBlock() throws IOException {
        int claimed = number(4);
        if (number(0) == PcapngReader.SECTION) {
            ByteOrder announced = sectionOrder(in, 0);
            if (announced == null) return false;
            if (announced != order) claimed = Integer.reverseBytes(claimed);
            return isFramed(claimed, announced != order) && claimed >= PcapngReader.FRAMING + SECTION_BODY;
        }
        return PcapngSection.knows(number(0)) && isFramed(claimed, false);
    }

    private boolean isFramed(int claimed, boolean otherOrder) throws IOException {
        if (badLength(claimed) || claimed > LONGEST_SOUGHT || !in.has(claimed)) return false;
        int again = number(claimed - 4);
        return (otherOrder ? Integer.reverseBytes(again) : again) == claimed;
    }

    /// draft-ietf-opsawg-pcapng §4.1: a section header says in which order its section's numbers are written; its
    /// type reads the same in both.
    private static @Nullable ByteOrder sectionOrder(CaptureInput in, int at) {
        int magic = in.little(at + 8);
        if (magic == PcapngReader.BYTE_ORDER_MAGIC) return ByteOrder.LITTLE_ENDIAN;
        return Integer.reverseBytes(magic) == PcapngReader.BYTE_ORDER_MAGIC ? ByteOrder.BIG_ENDIAN : null;
    }

    private static boolean badLength(int length) {
        return length < PcapngReader.FRAMING || length > CaptureInput.LONGEST || length % 4 != 0;
    }

    private int number(int at) {
        int number = in.little(at);
        return swapped ? Integer.reverseBytes(number) : number;
    }
}
