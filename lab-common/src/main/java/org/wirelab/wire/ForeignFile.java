package org.wirelab.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// What a file is that is not a capture this lab reads, by its first bytes, and what its user can do with it.
final class ForeignFile {
    private static final int LOOKED_AT = 16;
    private static final String CONVERT = ": convert it: editcap -F pcapng FILE NEW.pcapng";
    private static final String EXTRACT = ": extract the capture from it first";

    private record Kind(String magic, String what) {}

    /// Magic numbers in hexadecimal. The first that fits counts.
    private static final List<Kind> KINDS = List.of(
            new Kind("28b52ffd", decompress("zstd")),
            new Kind("04224d18", decompress("lz4")),
            new Kind("fd377a585a00", decompress("xz")),
            new Kind("425a68", decompress("bzip2")),
            new Kind("1f9d", "compressed with compress: decompress it: gzip -dc FILE | lab read -"),
            new Kind("504b0304", "a zip archive" + EXTRACT),
            new Kind("377abcaf271c", "a 7-Zip archive" + EXTRACT),
            new Kind(ascii("snoop\0\0\0"), "a snoop capture" + CONVERT),
            new Kind(ascii("btsnoop\0"), "a btsnoop capture, Bluetooth and not IP: open it in Wireshark"),
            new Kind(ascii("RTSS"), "a Network Monitor 1 capture" + CONVERT),
            new Kind(ascii("GMBU"), "a Network Monitor 2 capture" + CONVERT),
            new Kind(ascii("TRSNIFF data"), "a Sniffer capture" + CONVERT),
            new Kind(ascii("XCP\0"), "a Windows Sniffer capture" + CONVERT),
            new Kind(ascii("VL\0\0"), "a NetXray capture" + CONVERT),
            new Kind(ascii("iptrace "), "an AIX iptrace capture" + CONVERT),
            new Kind(ascii("\u0005VNF"), "a Visual Networks capture" + CONVERT),
            new Kind(ascii("ObserverPktBuffe"), "an Observer capture" + CONVERT),
            new Kind("1c0001ac", "an Ixia capture" + CONVERT),
            new Kind("1c0001ab", "an Ixia capture" + CONVERT),
            new Kind("7f454c46", "a program (ELF)"),
            new Kind(ascii("%PDF"), "a PDF document"),
            new Kind(ascii("SQLite format 3"), "an SQLite database"));

    private ForeignFile() {}

    /// The reason why a file cannot be read, and the next step.
    static CaptureFormatException refusal(CaptureInput in) throws IOException {
        String packed = in.compressed() ? "not a gzip-compressed capture, inside it is " : "not a capture file: ";
        if (!in.has(1))
            return new CaptureFormatException(packed + (in.compressed() ? "nothing" : "it is empty") + why(in));
        in.has(LOOKED_AT);
        byte[] begin = in.copy(0, Math.min(LOOKED_AT, in.available()));
        String hex = HexFormat.of().formatHex(begin);
        String it = in.compressed() ? "" : "it is ";
        for (Kind kind : KINDS) {
            if (hex.startsWith(kind.magic)) return new CaptureFormatException(packed + it + kind.what);
        }
        if (hex.startsWith("1f8b"))
            return new CaptureFormatException(packed + it + "gzip once more: decompress it first");
        if (begin.length < 4) return new CaptureFormatException(packed + "it has " + begin.length + " bytes" + why(in));
        if (isText(begin)) {
            return new CaptureFormatException(
                    packed + it + "text; a hex dump becomes a capture by: text2pcap FILE NEW.pcapng");
        }
        return new CaptureFormatException((in.compressed() ? packed : "") + "neither pcap nor pcapng, it begins with "
                + hex.substring(0, 8) + "; if Wireshark opens it, convert it: editcap -F pcapng FILE NEW.pcapng");
    }

    private static String why(CaptureInput in) {
        String brokenOff = in.brokenOff();
        return brokenOff == null ? "" : " (" + brokenOff + ")";
    }

    private static String decompress(String program) {
        return "compressed with " + program + ": decompress it: " + program + " -dc FILE | lab read -";
    }

    private static String ascii(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Printable ASCII, or UTF-8, and the usual white space.
    private static boolean isText(byte[] bytes) {
        for (byte b : bytes) {
            if ((b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') || b == 0x7f) return false;
        }
        return bytes[0] >= 0 || (bytes[0] & 0xff) == 0xef;
    }
}
