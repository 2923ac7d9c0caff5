package org.wirelab.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// A pcap file being written: frames of one link type, without names, comments or secrets.
public final class PcapWriter implements AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int SNAP_LENGTH = 262_144;

    private final OutputStream out;
    private final PcapFormat format;
    private final LinkType linkType;

    /// Writes the file's header.
    public PcapWriter(OutputStream out, PcapFormat format, LinkType linkType) throws IOException {
        this.out = out;
        this.format = format;
        this.linkType = linkType;
        // version 2.4; the time zone and the accuracy are 0 in all files
        ByteBuffer header = ByteBuffer.allocate(PcapFormat.HEADER).order(format.order());
        header.putInt(format.magic())
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0);
        header.putInt(SNAP_LENGTH).putInt(linkType.number());
        out.write(header.array());
    }

    /// @throws IllegalArgumentException if the frame is of another link type
    public void write(CapturedFrame frame) throws IOException {
        if (!frame.linkType().equals(linkType)) {
            throw new IllegalArgumentException(frame.linkType() + " in a file of " + linkType);
        }
        ByteBuffer header = ByteBuffer.allocate(PcapFormat.RECORD_HEADER).order(format.order());
        header.putInt((int) Math.floorDiv(frame.epochNanos(), NANOS_PER_SECOND));
        header.putInt((int) Math.floorMod(frame.epochNanos(), NANOS_PER_SECOND) / format.unit());
        header.putInt(frame.bytes().length()).putInt(frame.originalLength());
        out.write(header.array());
        out.write(frame.bytes().toArray());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
