package org.wirelab.bench.read;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A capture written several times in a row into one file, as if the same traffic had come again later from other
/// clients: time goes on, and each repetition has a client address of its own, so that its connections are new ones.
///
/// Takes what tcpdump writes on a little-endian machine: pcap in microseconds, Ethernet, IPv4. TCP's checksums are
/// left as they are: on a loopback they are unfinished anyway.
final class RepeatedCapture {

    private static final int LITTLE_ENDIAN_MICROSECONDS = 0xa1b2c3d4;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    /// Where in an Ethernet frame IPv4 has its checksum and its addresses.
    private static final int CHECKSUM = 14 + 10;

    private static final int SOURCE = 14 + 12;
    private static final int DESTINATION = 14 + 16;

    private final ByteBuffer file;
    private final int secondsOfOne;
    private int client;

    private RepeatedCapture(ByteBuffer file, int client) {
        this.file = file;
        this.client = client;
        this.secondsOfOne = lastSecond(file) - file.getInt(FILE_HEADER) + 1;
    }

    /// Writes `source` to `target` so many times.
    ///
    /// @param client the address whose connections are to be new ones each time
    /// @return how many packets `target` has
    static long write(Path source, Path target, int times, int client) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(source)).order(ByteOrder.LITTLE_ENDIAN);
        if (file.limit() < FILE_HEADER + RECORD_HEADER || file.getInt(0) != LITTLE_ENDIAN_MICROSECONDS) {
            throw new IOException(source + " holds no packets, or is not pcap in microseconds, little-endian");
        }
        RepeatedCapture capture = new RepeatedCapture(file, client);
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        long packets = 0;
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            out.write(file.array(), 0, FILE_HEADER);
            for (int time = 0; time < times; time++) {
                // 198.18.0.0/15 is kept for benchmarks (RFC 2544 appendix C.2.2)
                packets += time == 0 ? capture.count() : capture.moveOn(0xc612_0001 + (time << 8));
                out.write(file.array(), FILE_HEADER, file.limit() - FILE_HEADER);
            }
        }
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        return packets;
    }

    private int count() {
        int packets = 0;
        for (int at = FILE_HEADER; at < file.limit(); at = next(file, at)) {
            packets++;
        }
        return packets;
    }

    /// Makes the next repetition of the one in memory.
    private int moveOn(int nextClient) {
        int packets = 0;
        for (int at = FILE_HEADER; at < file.limit(); at = next(file, at)) {
            file.putInt(at, file.getInt(at) + secondsOfOne);
            int frame = at + RECORD_HEADER;
            file.order(ByteOrder.BIG_ENDIAN);
            if (file.getInt(frame + SOURCE) == client) {
                replaceAddress(frame, SOURCE, nextClient);
            }
            if (file.getInt(frame + DESTINATION) == client) {
                replaceAddress(frame, DESTINATION, nextClient);
            }
            file.order(ByteOrder.LITTLE_ENDIAN);
            packets++;
        }
        client = nextClient;
        return packets;
    }

    /// RFC 1624 section 3, equation 3: the new checksum is ~(~old + ~m + m'), for each 16-bit word that changes
    /// from m to m'.
    private void replaceAddress(int frame, int at, int address) {
        int sum = ~file.getShort(frame + CHECKSUM) & 0xffff;
        for (int word = 0; word < 4; word += 2) {
            sum += (~file.getShort(frame + at + word) & 0xffff) + ((address >>> (16 - 8 * word)) & 0xffff);
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        file.putShort(frame + CHECKSUM, (short) ~sum);
        file.putInt(frame + at, address);
    }

    private static int next(ByteBuffer file, int at) {
        return at + RECORD_HEADER + file.getInt(at + 8);
    }

    private static int lastSecond(ByteBuffer file) {
        int last = FILE_HEADER;
        for (int at = FILE_HEADER; at < file.limit(); at = next(file, at)) {
            last = at;
        }
        return file.getInt(last);
    }
}
