package org.wirelab.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A capture file, or a capture program's output, read block by block as it comes; compressed with gzip or not.
///
/// It buffers by itself, and holds no more of the stream than the block at hand.
public sealed interface CaptureReader extends Closeable permits PcapReader, PcapngReader {
    /// Reads the file's header.
    ///
    /// @throws CaptureFormatException if this is neither pcap nor pcapng
    static CaptureReader open(Path file) throws IOException {
        InputStream stream = Files.newInputStream(file);
        try {
            return open(stream);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    /// Reads the file's header, waiting for it if need be. When this returns, the program that writes the stream
    /// is capturing.
    ///
    /// @throws CaptureFormatException if this is neither pcap nor pcapng
    static CaptureReader open(InputStream stream) throws IOException {
        CaptureInput in = new CaptureInput(stream);
        // as many bytes as the shortest magic number has
        if (in.has(3) && GzipStream.begins(in)) in = new CaptureInput(new GzipStream(in));
        if (!in.has(4)) throw ForeignFile.refusal(in);
        int magic = Integer.reverseBytes(in.little(0));
        if (magic == PcapngReader.SECTION) return PcapngReader.open(in);
        PcapFormat format = PcapFormat.ofMagic(magic);
        if (format != null) return PcapReader.open(in, format);
        throw ForeignFile.refusal(in);
    }

    CaptureForm form();

    /// The next block; waits for it if need be.
    ///
    /// @return null at the end of the stream
    /// @throws IOException if the stream cannot be read; damage in what it holds is a block,
    ///     `CaptureBlock.Damage`
    @Nullable
    CaptureBlock next() throws IOException;
}
