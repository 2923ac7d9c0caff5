package org.wirelab.arq;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Datagrams made by hand, of somebody who knows the format and means harm.
final class Datagram {

    private static final int HEAD = 16;

    private Datagram() {}

    /// Gives octets the head of a frame, and the checksum that they ought to have.
    static void seal(byte[] octets) {
        if (octets.length < HEAD) {
            return;
        }
        ByteBuffer datagram = ByteBuffer.wrap(octets);
        datagram.putShort(0, FrameCodec.MAGIC).put(2, FrameCodec.VERSION).putInt(FrameCodec.CHECKSUM_AT, 0);
        CRC32C checksum = new CRC32C();
        checksum.update(octets);
        datagram.putInt(FrameCodec.CHECKSUM_AT, (int) checksum.getValue());
    }
}
