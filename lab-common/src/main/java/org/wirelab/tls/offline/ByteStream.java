package org.wirelab.tls.offline;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What one end sent, put together from its segments: out of order, repeated and overlapping ones too.
///
/// The first sighting of an octet counts, as for most receivers. So many octets are held while earlier ones are
/// missing; when there are more, or the end has come, the stream has a gap and nothing behind it is handed on.
public final class ByteStream {

    /// How much is held of what came too early.
    static final int MOST_HELD = 1 << 20;

    /// A segment that claims to lie further ahead belongs to something else.
    private static final int FURTHEST_AHEAD = 1 << 28;

    /// Who takes the octets, in order.
    @FunctionalInterface
    public interface Sink {
        /// @param array holds the next octets from `from` on
        void octets(byte[] array, int from, int count);
    }

    private final int firstSequence;
    private final Sink sink;
    private final TreeMap<Long, byte[]> held = new TreeMap<>();
    private long octets;
    private int heldOctets;
    private boolean cut;
    private boolean broken;

    /// @param firstSequence the sequence number of the stream's first octet
    public ByteStream(int firstSequence, Sink sink) {
        this.firstSequence = firstSequence;
        this.sink = sink;
    }

    /// The next segment.
    ///
    /// @param sequence of its first octet of data, all 32 bits
    /// @param kept octets of data in the array, from `from` on
    /// @param length octets of data on the wire, more than `kept` where the capture cut the packet
    public void segment(int sequence, byte[] array, int from, int kept, int length) {
        if (broken) {
            return;
        }
        cut |= kept < length;
        // RFC 9293 §3.4: numbers are meant modulo 2^32; the segment lies near the others
        long start = octets + (sequence - (firstSequence + (int) octets));
        if (start + kept <= octets || start > octets + FURTHEST_AHEAD) {
            return;
        }
        if (start > octets) {
            hold(start, array, from, kept);
            return;
        }
        int known = (int) (octets - start);
        handOn(array, from + known, kept - known);
        handOnHeld();
    }

    /// Nothing more comes: what is held will not be joined any more.
    public void end() {
        broken |= !held.isEmpty();
        held.clear();
        heldOctets = 0;
    }

    /// How many octets have been handed on.
    public long octets() {
        return octets;
    }

    /// How many octets are held that came too early.
    public int held() {
        return heldOctets;
    }

    /// True when the next octet is missing for good.
    public boolean hasGap() {
        return broken;
    }

    /// True when the capture cut some of its packets.
    public boolean wasCut() {
        return cut;
    }

    private void hold(long start, byte[] array, int from, int count) {
        byte[] before = held.get(start);
        if (before != null && before.length >= count) {
            return;
        }
        held.put(start, Arrays.copyOfRange(array, from, from + count));
        heldOctets += count - (before == null ? 0 : before.length);
        if (heldOctets > MOST_HELD) {
            end();
        }
    }

    private void handOnHeld() {
        for (Map.Entry<Long, byte[]> first = held.firstEntry();
                first != null && first.getKey() <= octets;
                first = held.firstEntry()) {
            held.remove(first.getKey());
            byte[] piece = first.getValue();
            heldOctets -= piece.length;
            int known = (int) Math.min(piece.length, octets - first.getKey());
            handOn(piece, known, piece.length - known);
        }
    }

    private void handOn(byte[] array, int from, int count) {
        if (count > 0) {
            octets += count;
            sink.octets(array, from, count);
        }
    }
}
