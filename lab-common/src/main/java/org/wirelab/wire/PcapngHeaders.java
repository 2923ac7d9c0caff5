package org.wirelab.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// The headers of a capture that is written again as pcapng.
final class PcapngHeaders {
    /// Type, length, byte-order magic and version.
    private static final int SECTION_LENGTH_AT = 16;

    private PcapngHeaders() {}

    /// What a pcap file's header says, as a section and its interface.
    static void write(PcapReader pcap, OutputStream out) throws IOException {
        PcapFormat format = pcap.format();
        PcapngBody.section(format.order())
                .option(PcapngOptions.SHB_USER_APPLICATION, "wirelab")
                .endOfOptions()
                .writeTo(out, PcapngReader.SECTION);
        CaptureBlock.Interface only = pcap.only();
        PcapngBody body = new PcapngBody(format.order());
        body.u16(only.linkType().number()).u16(0).u32(only.snapLength());
        int resolution = format.nanosecond() ? PcapngTime.NANOSECONDS : PcapngTime.MICROSECONDS;
        body.option(PcapngOptions.IF_TIME_RESOLUTION, new byte[] {(byte) resolution});
        if (pcap.frameCheckLength() > 0) {
            body.option(PcapngOptions.IF_FRAME_CHECK_LENGTH, new byte[] {(byte) pcap.frameCheckLength()});
        }
        body.endOfOptions().writeTo(out, PcapngSection.INTERFACE);
    }

    /// Makes a section's length unknown (draft-ietf-opsawg-pcapng §4.1: -1).
    static void forgetSectionLength(byte[] sectionHeader) {
        Arrays.fill(sectionHeader, SECTION_LENGTH_AT, SECTION_LENGTH_AT + Long.BYTES, (byte) 0xff);
    }
}
