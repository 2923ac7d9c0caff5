package org.wirelab.wire;

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
    private final int frameCheckLength;
    private final PcapRecords records;
    private boolean begun;
    private boolean layoutKnown;
    private boolean ended;
    private long lastSeconds = PcapRecords.UNKNOWN;

    private PcapReader(
            CaptureInput in,
            PcapFormat format,
            CaptureBlock.Interface only,
            int frameCheckLength,
            PcapRecords records) {
        this.in = in;
        this.format = format;
        this.only = only;
        this.frameCheckLength = frameCheckLength;
        this.records = records;
    }

    static PcapReader open(CaptureInput in, PcapFormat format) throws IOException {
        if (!in.has(PcapFormat.HEADER)) {
            throw new CaptureFormatException(
                    "pcap: the file ends at offset " + (in.offset() + in.available()) + ", within its header");
        }
        ByteBuffer header = ByteBuffer.wrap(in.take(PcapFormat.HEADER)).order(format.order());
        int minorVersion = header.getShort(6);
        int snapLength = header.getInt(16);
        int linkType = header.getInt(20);
        // draft-ietf-opsawg-pcap §4: bit 26 says that the four highest bits count the 16-bit words of a frame check
        int frameCheckLength = (linkType & 1 << 26) != 0 ? (linkType >>> 28) * 2 : 0;
        CaptureBlock.Interface only = new CaptureBlock.Interface("", new LinkType(linkType & 0xffff), snapLength);
        PcapRecords records = new PcapRecords(in, format, snapLength, minorVersion);
        return new PcapReader(in, format, only, frameCheckLength, records);
    }

    public PcapFormat format() {
        return format;
    }

    @Override
    public CaptureForm form() {
        return new CaptureForm(format.container(), format.order(), in.compressed());
    }

    /// The interface of all frames.
    CaptureBlock.Interface only() {
        return only;
    }

    /// Bytes of a frame check sequence at the end of each frame, 0 where the file does not say.
    int frameCheckLength() {
        return frameCheckLength;
    }

    @Override
    public @Nullable CaptureBlock next() throws IOException {
        if (!begun) {
            begun = true;
            return only;
        }
        if (ended) return null;
        if (!in.has(records.headerLength())) return end();
        if (!layoutKnown) {
            records.guessHeaderLength(format);
            layoutKnown = true;
        }
        if (!records.sound(0) && !records.oddButFollowed()) {
            String problem = records.unsoundness();
            long offset = in.offset();
            return damage(offset, records.seek(lastSeconds), problem);
        }
        int kept = records.kept(0);
        int headerLength = records.headerLength();
        return in.has(headerLength + kept) ? frame(headerLength, kept) : cutOff();
    }

    private CaptureBlock frame(int headerLength, int kept) {
        long seconds = records.seconds(0);
        lastSeconds = seconds;
        long epochNanos = seconds * NANOS_PER_SECOND + Integer.toUnsignedLong(records.fraction(0)) * format.unit();
        int originalLength = Math.max(0, records.originalLength(0));
        Octets bytes = Octets.of(in.copy(headerLength, kept));
        in.skip(headerLength + kept);
        return new CaptureBlock.Frame(
                new CapturedFrame(epochNanos, only.name(), only.linkType(), originalLength, bytes), List.of());
    }

    /// Either the file ends early or this record's length is wrong and more records follow.
    private CaptureBlock cutOff() throws IOException {
        long offset = in.offset();
        long end = offset + in.available();
        long skipped = records.seek(lastSeconds);
        String problem = in.has(1)
                ? "a record that is longer than the rest of the file"
                : "the file ends at offset " + end + ", within this packet";
        return damage(offset, skipped, problem);
    }

    private @Nullable CaptureBlock end() throws IOException {
        ended = true;
        String brokenOff = in.brokenOff();
        int left = in.available();
        if (left == 0 && brokenOff == null) return null;
        long offset = in.offset();
        in.skip(left);
        String problem = left == 0 ? "what follows is missing" : "the file ends within the header of a packet";
        return damage(offset, left, problem);
    }

    private CaptureBlock damage(long offset, long skipped, String problem) throws IOException {
        ended = ended || !in.has(1);
        return new CaptureBlock.Damage(offset, skipped, in.named("pcap: " + problem));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
