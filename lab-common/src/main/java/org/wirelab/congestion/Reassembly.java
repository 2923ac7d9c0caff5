package org.wirelab.congestion;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Octets that arrived before their turn, until those before them are there (RFC 9293 §3.10.7.4). Each octet is kept
/// once, however the segments overlap that bring it.
final class Reassembly {

    private final TreeMap<Long, byte[]> pieces = new TreeMap<>();

    /// Keeps what is not kept yet. Where two segments disagree about an octet, the first one stays.
    ///
    /// @param offset of the first octet
    void keep(long offset, byte[] octets) {
        long from = offset;
        long end = offset + octets.length;
        Map.Entry<Long, byte[]> before = pieces.floorEntry(from);
        if (before != null) {
            from = Math.max(from, before.getKey() + before.getValue().length);
        }
        while (from < end) {
            Map.Entry<Long, byte[]> behind = pieces.ceilingEntry(from);
            long upTo = behind == null ? end : Math.min(end, behind.getKey());
            if (upTo > from) {
                pieces.put(from, Arrays.copyOfRange(octets, (int) (from - offset), (int) (upTo - offset)));
            }
            from = behind == null ? end : behind.getKey() + behind.getValue().length;
        }
    }

    /// Whether anything waits.
    boolean waiting() {
        return !pieces.isEmpty();
    }

    /// Takes what is in its turn now.
    ///
    /// @param next the octet whose turn it is
    /// @return the octets from there on; empty where the next one is not there
    byte[] take(long next) {
        Map.Entry<Long, byte[]> first = pieces.firstEntry();
        while (first != null && first.getKey() <= next) {
            pieces.remove(first.getKey());
            int known = (int) Math.min(next - first.getKey(), first.getValue().length);
            if (known < first.getValue().length) {
                return Arrays.copyOfRange(first.getValue(), known, first.getValue().length);
            }
            first = pieces.firstEntry();
        }
        return new byte[0];
    }
}
