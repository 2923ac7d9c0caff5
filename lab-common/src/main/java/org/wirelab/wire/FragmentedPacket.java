package org.wirelab.wire;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One IP packet of which some fragments have come.
final class FragmentedPacket {
    /// What the IPv4 total length and the IPv6 payload length can say.
    private static final int LONGEST = 65_535;

    /// More pieces than any path makes, and few enough to look through for each new one.
    private static final int MOST_PIECES = 256;

    /// What a piece costs beyond its bytes, roughly.
    private static final int PIECE_COST = 100;

    private static final int UNKNOWN = -1;

    private final long since;

    /// In the order in which they came.
    private final List<Piece> pieces = new ArrayList<>(2);

    private @Nullable NetworkHeader first;
    private int length = UNKNOWN;
    private long heldBytes;
    private FragmentReassembly.Overlap overlap = FragmentReassembly.Overlap.NONE;
    private boolean lastWasDuplicate;

    /// @param since when its first fragment came
    FragmentedPacket(long since) {
        this.since = since;
    }

    /// RFC 791 §3.2, RFC 8200 §4.5: what the fragments of one packet have in common.
    ///
    /// @param protocol -1 for IPv6, whose fragments need not agree in it
    record Key(InetAddress source, InetAddress destination, long identification, int protocol) {
        static Key of(NetworkHeader header) {
            return switch (header) {
                case Ipv4 ip -> new Key(ip.source(), ip.destination(), ip.identification(), ip.protocol());
                case Ipv6 ip -> new Key(ip.source(), ip.destination(), ip.fragmentIdentification(), -1);
            };
        }
    }

    /// @param length on the wire; the capture may have kept less
    private record Piece(int offset, int length, Octets bytes) {
        int end() {
            return offset + length;
        }

        int keptEnd() {
            return offset + bytes.length();
        }
    }

    long since() {
        return since;
    }

    long heldBytes() {
        return heldBytes;
    }

    int fragments() {
        return pieces.size();
    }

    FragmentReassembly.Overlap overlap() {
        return overlap;
    }

    boolean lastWasDuplicate() {
        return lastWasDuplicate;
    }

    /// @return what cannot be right with it, or null
    @Nullable
    String add(NetworkHeader fragment) {
        lastWasDuplicate = false;
        Octets bytes = fragmentedPart(fragment);
        int pieceLength =
                fragment.payloadLength() + bytes.length() - fragment.payload().length();
        Piece piece = new Piece(fragment.fragmentOffset(), pieceLength, bytes);
        boolean more = fragment.moreFragments();
        String wrong = wrong(fragment, piece, more);
        if (wrong != null) return wrong;
        for (Piece other : pieces) {
            if (other.equals(piece)) {
                lastWasDuplicate = true;
                return null;
            }
            compare(other, piece);
        }
        // RFC 8200 §4.5: a packet whose fragments overlap is given up; exact duplicates may be let pass
        if (fragment instanceof Ipv6 && overlap != FragmentReassembly.Overlap.NONE) {
            return "fragments of an IPv6 packet overlap";
        }
        if (!more) length = piece.end();
        if (piece.offset == 0) first = fragment;
        // a copy: the frame of which this is a part shall not be held
        pieces.add(new Piece(piece.offset, piece.length, Octets.of(bytes.toArray())));
        heldBytes += bytes.length() + PIECE_COST;
        return null;
    }

    private @Nullable String wrong(NetworkHeader fragment, Piece piece, boolean more) {
        if (pieces.size() == MOST_PIECES) return "more than " + MOST_PIECES + " fragments";
        // RFC 791 §3.2, RFC 8200 §4.5: all but the last carry a multiple of 8 octets
        if (more && piece.length % 8 != 0) return "a fragment that is not the last has " + piece.length + " bytes";
        if (piece.length == 0) return "a fragment is empty";
        if (piece.end() > LONGEST - lengthBefore(fragment)) return "a fragment ends beyond the longest packet";
        if (!more && length != UNKNOWN && length != piece.end()) return "two last fragments end at different places";
        int end = more ? length : piece.end();
        if (end != UNKNOWN && (piece.end() > end || pieces.stream().anyMatch(other -> other.end() > end))) {
            return "a fragment lies beyond the last one";
        }
        return null;
    }

    /// What the packet's length field counts besides the fragments' data.
    private static int lengthBefore(NetworkHeader fragment) {
        return switch (fragment) {
            case Ipv4 ip -> ip.header().length();
            case Ipv6 ip ->
                ip.extensions().stream()
                        .takeWhile(extension -> extension.type() != Ipv6.FRAGMENT)
                        .mapToInt(extension -> extension.bytes().length())
                        .sum();
        };
    }

    private void compare(Piece one, Piece other) {
        if (Math.max(one.offset, other.offset) >= Math.min(one.end(), other.end())) return;
        int from = Math.max(one.offset, other.offset);
        int kept = Math.min(one.keptEnd(), other.keptEnd()) - from;
        boolean same = kept <= 0
                || one.bytes.slice(from - one.offset, kept).equals(other.bytes.slice(from - other.offset, kept));
        if (!same) overlap = FragmentReassembly.Overlap.DIFFERENT;
        else if (overlap == FragmentReassembly.Overlap.NONE) overlap = FragmentReassembly.Overlap.SAME;
    }

    boolean isWhole() {
        return first != null && length != UNKNOWN && coveredEnd(Piece::end) == length;
    }

    private interface End {
        int of(Piece piece);
    }

    /// How far the pieces reach without a gap.
    private int coveredEnd(End end) {
        int covered = 0;
        for (Piece piece :
                pieces.stream().sorted(Comparator.comparingInt(Piece::offset)).toList()) {
            if (piece.offset > covered) break;
            covered = Math.max(covered, end.of(piece));
        }
        return covered;
    }

    /// The packet as it was before it was fragmented.
    CapturedFrame whole(long epochNanos, String interfaceName) {
        NetworkHeader header = first;
        if (header == null) throw new IllegalStateException("the first fragment is missing");
        byte[] headers = switch (header) {
            case Ipv4 ip -> unfragmented(ip);
            case Ipv6 ip -> unfragmented(ip);
        };
        int kept = coveredEnd(Piece::keptEnd);
        byte[] packet = Arrays.copyOf(headers, headers.length + kept);
        // RFC 791 §3.2: of what came twice, the later copy is used
        for (Piece piece : pieces) {
            int count = Math.min(piece.bytes.length(), kept - piece.offset);
            if (count > 0) piece.bytes.first(count).copyTo(packet, headers.length + piece.offset);
        }
        return new CapturedFrame(epochNanos, interfaceName, LinkType.RAW, headers.length + length, Octets.of(packet));
    }

    private byte[] unfragmented(Ipv4 ip) {
        byte[] header = ip.header().toArray();
        put16(header, 2, header.length + length);
        // of flags and offset only "don't fragment" and the reserved bit stay
        header[6] &= (byte) 0xc0;
        header[7] = 0;
        put16(header, 10, 0);
        put16(header, 10, checksum(header));
        return header;
    }

    /// RFC 8200 §4.5: the headers before the fragment header, of which the last one names what followed it.
    private byte[] unfragmented(Ipv6 ip) {
        int size = Ipv6.LENGTH;
        int nextHeaderAt = 6;
        for (Ipv6.Extension extension : ip.extensions()) {
            if (extension.type() == Ipv6.FRAGMENT) break;
            nextHeaderAt = size;
            size += extension.bytes().length();
        }
        byte[] headers = new byte[size];
        ip.header().copyTo(headers, 0);
        int at = Ipv6.LENGTH;
        for (Ipv6.Extension extension : ip.extensions()) {
            if (extension.type() == Ipv6.FRAGMENT) {
                headers[nextHeaderAt] = (byte) extension.bytes().u8(0);
                break;
            }
            extension.bytes().copyTo(headers, at);
            at += extension.bytes().length();
        }
        put16(headers, 4, size - Ipv6.LENGTH + length);
        return headers;
    }

    /// What was captured behind the IPv4 header, or behind the IPv6 fragment header.
    private static Octets fragmentedPart(NetworkHeader fragment) {
        if (!(fragment instanceof Ipv6 ip)) return fragment.payload();
        List<Octets> parts = new ArrayList<>();
        boolean behind = false;
        for (Ipv6.Extension extension : ip.extensions()) {
            if (behind) parts.add(extension.bytes());
            behind = behind || extension.type() == Ipv6.FRAGMENT;
        }
        parts.add(ip.payload());
        byte[] all = new byte[parts.stream().mapToInt(Octets::length).sum()];
        int at = 0;
        for (Octets part : parts) {
            part.copyTo(all, at);
            at += part.length();
        }
        return Octets.of(all);
    }

    private static void put16(byte[] target, int at, int value) {
        target[at] = (byte) (value >> 8);
        target[at + 1] = (byte) value;
    }

    /// RFC 1071 §1
    private static int checksum(byte[] header) {
        int sum = 0;
        for (int at = 0; at < header.length; at += 2) sum += (header[at] & 0xff) << 8 | (header[at + 1] & 0xff);
        sum = (sum & 0xffff) + (sum >> 16);
        return ~((sum & 0xffff) + (sum >> 16)) & 0xffff;
    }
}
