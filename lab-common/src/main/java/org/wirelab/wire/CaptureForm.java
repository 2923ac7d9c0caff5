package org.wirelab.wire;

import java.nio.ByteOrder;

/// In which of its forms a capture file is written.
///
/// @param order of a pcapng file's first section
/// @param gzip whether the whole is compressed: then all offsets are those of the uncompressed bytes
public record CaptureForm(Container container, ByteOrder order, boolean gzip) {
    /// The file formats that this lab reads.
    public enum Container {
        PCAP_MICROSECONDS("pcap, microseconds"),
        PCAP_NANOSECONDS("pcap, nanoseconds"),
        PCAP_MODIFIED("pcap with longer record headers, microseconds"),
        PCAPNG("pcapng");

        private final String words;

        Container(String words) {
            this.words = words;
        }
    }

    /// Such as `pcapng, little-endian, gzip`.
    @Override
    public String toString() {
        return container.words
                + (order == ByteOrder.BIG_ENDIAN ? ", big-endian" : ", little-endian")
                + (gzip ? ", gzip" : "");
    }
}
