package org.wirelab.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pcap file (draft-ietf-opsawg-pcap).
public final class PcapReader implements CaptureReader {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final CaptureInput in;
    private final PcapFormat format;
    private final CaptureBlock.Interface only;
    private boolean begun;
    private boolean ended;

    private PcapReader(CaptureInput in, PcapFormat format, CaptureBlock.Interface only) {
        this.in = in;
        this.format = format;
        this.only = only;
    }

    static PcapReader afterMagic(CaptureInput in, PcapFormat format) throws IOException {
        ByteBuffer header;
        try {
            header = ByteBuffer.wrap(in.readFully(PcapFormat.HEADER - 4)).order(format.order());
        } catch (EOFException e) {
            throw new CaptureFormatException("pcap: the file ends at offset " + in.offset() + ", within its header");
        }
        int snapLength = header.getInt(12);
        // the upper bits say how long a frame check sequence is
        LinkType linkType = new LinkType(header.getInt(16) & 0xffff);
        return new PcapReader(in, format, new CaptureBlock.Interface("", linkType, snapLength));
    }

    public PcapFormat format() {
        return format;
    }

    @Override
    public @Nullable CaptureBlock next() throws IOException {
        if (!begun) {
            begun = true;
            return only;
        }
        if (ended) return null;
        long offset = in.offset();
        try {
            byte[] header = in.read(PcapFormat.RECORD_HEADER);
            if (header != null) return frame(offset, ByteBuffer.wrap(header).order(format.order()));
            ended = true;
            return null;
        } catch (EOFException e) {
            return damage(offset, "the file ends at offset " + in.offset() + ", within this packet");
        }
    }

    private CaptureBlock frame(long offset, ByteBuffer header) throws IOException {
        long seconds = Integer.toUnsignedLong(header.getInt(0));
        long fraction = Integer.toUnsignedLong(header.getInt(4));
        int kept = header.getInt(8);
        int originalLength = Math.max(0, header.getInt(12));
        if (kept < 0 || kept > CaptureInput.LONGEST) {
            return damage(offset, "a packet of " + Integer.toUnsignedString(kept) + " bytes");
        }
        long epochNanos = seconds * NANOS_PER_SECOND + fraction * format.unit();
        Octets bytes = Octets.of(in.readFully(kept));
        return new CaptureBlock.Frame(
                new CapturedFrame(epochNanos, only.name(), only.linkType(), originalLength, bytes), List.of());
    }

    private CaptureBlock damage(long offset, String problem) {
        ended = true;
        return new CaptureBlock.Damage(offset, "pcap: " + problem);
    }
}
