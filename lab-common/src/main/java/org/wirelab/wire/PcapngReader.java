package org.wirelab.wire;

import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A pcapng file (draft-ietf-opsawg-pcapng): its sections, each with its interfaces, and the meaning of its blocks.
public final class PcapngReader implements CaptureReader {
    static final int SECTION = 0x0a0d0d0a;
    static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    /// A block's type and, at both of its ends, its length.
    static final int FRAMING = 12;

    private final CaptureInput in;
    private final PcapngBlocks blocks;
    private final ByteOrder firstOrder;
    private PcapngSection section;
    private int sections;
    private @Nullable CaptureBlock held;
    private @Nullable CaptureBlock meaning;

    private PcapngReader(CaptureInput in, PcapngBlocks blocks) {
        this.in = in;
        this.blocks = blocks;
        firstOrder = blocks.order();
        section = new PcapngSection(firstOrder);
    }

    static PcapngReader open(CaptureInput in) throws IOException {
        return new PcapngReader(in, PcapngBlocks.open(in));
    }

    @Override
    public CaptureForm form() {
        return new CaptureForm(CaptureForm.Container.PCAPNG, firstOrder, in.compressed());
    }

    @Override
    public @Nullable CaptureBlock next() throws IOException {
        CaptureBlock block = held != null ? held : meaningful();
        held = null;
        if (!(block instanceof CaptureBlock.Damage first)) return block;
        // blocks in a row of which none can be used are one damage
        long skipped = first.skipped();
        CaptureBlock following = meaningful();
        while (following instanceof CaptureBlock.Damage more && more.offset() == first.offset() + skipped) {
            skipped += more.skipped();
            following = meaningful();
        }
        held = following;
        return new CaptureBlock.Damage(first.offset(), skipped, first.problem());
    }

    private @Nullable CaptureBlock meaningful() throws IOException {
        while (advance()) {
            if (meaning != null) return meaning;
        }
        return null;
    }

    /// Goes on to the next block or the next damage.
    ///
    /// @return false at the end of the file
    boolean advance() throws IOException {
        meaning = null;
        if (!blocks.advance()) return false;
        if (blocks.sections() != sections) {
            sections = blocks.sections();
            section = new PcapngSection(blocks.order());
        }
        CaptureBlock.Damage damage = blocks.damage();
        if (damage != null) meaning = damage;
        else if (blocks.type() != SECTION) meaning = section.read(blocks);
        return true;
    }

    /// What this block says, or null if it says nothing to us.
    @Nullable
    CaptureBlock meaning() {
        return meaning;
    }

    /// The block itself, unless it is damage.
    PcapngBlocks block() {
        return blocks;
    }

    /// The section to which the block belongs.
    PcapngSection section() {
        return section;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
