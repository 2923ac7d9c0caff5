package org.wirelab.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A capture file, or a capture program's output, read block by block as it comes.
public sealed interface CaptureReader permits PcapReader, PcapngReader {
    /// Reads the file's header, waiting for it if need be. When this returns, the program that writes the stream
    /// is capturing.
    ///
    /// @throws CaptureFormatException if this is neither pcap nor pcapng
    static CaptureReader open(InputStream stream) throws IOException {
        CaptureInput in = new CaptureInput(stream);
        byte[] magic;
        try {
            magic = in.read(4);
        } catch (EOFException e) {
            throw new CaptureFormatException("not a capture file: it has " + in.offset() + " bytes");
        }
        if (magic == null) throw new CaptureFormatException("not a capture file: it is empty");
        int number = (int) Octets.of(magic).u32(0);
        if (number == PcapngReader.SECTION) return PcapngReader.afterMagic(in);
        PcapFormat format = PcapFormat.ofMagic(number);
        if (format != null) return PcapReader.afterMagic(in, format);
        throw new CaptureFormatException("neither pcap nor pcapng: offset 0: it begins with %08x".formatted(number));
    }

    /// The next block; waits for it if need be.
    ///
    /// @return null at the end of the stream
    /// @throws IOException if the stream cannot be read; damage in what it holds is a block,
    ///     `CaptureBlock.Damage`
    @Nullable
    CaptureBlock next() throws IOException;
}
