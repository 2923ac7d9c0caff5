package org.wirelab.wire;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The receiver's half of IP fragmentation (RFC 791 §3.2, RFC 8200 §4.5), within bounds: what fragments of a packet
/// are there, until they are the whole packet.
///
/// It knows no clock: time is that of the capture. Not safe for several threads.
public final class FragmentReassembly {
    private final Bounds bounds;
    private final Map<FragmentedPacket.Key, FragmentedPacket> packets = new LinkedHashMap<>();
    private long heldBytes;
    private long latest = Long.MIN_VALUE;
    private Counts counts = new Counts(0, 0, 0, 0, 0, 0);

    public FragmentReassembly() {
        this(Bounds.USUAL);
    }

    public FragmentReassembly(Bounds bounds) {
        this.bounds = bounds;
    }

    /// What is held at most; the oldest packet is given up first.
    ///
    /// @param packets of which fragments are held
    /// @param bytes of all fragments held
    /// @param ageNanos of a packet's first fragment, in the capture's time
    public record Bounds(int packets, long bytes, long ageNanos) {
        /// Linux's `ipfrag_high_thresh` and `ipfrag_time`; RFC 8200 §4.5 asks for 60 seconds, RFC 1122 §3.3.2
        /// for 60 to 120.
        public static final Bounds USUAL = new Bounds(4096, 4 << 20, 60_000_000_000L);
    }

    /// What became of all fragments so far.
    ///
    /// @param whole packets put together
    /// @param overlapping packets (put together or not) with fragments that lie over one another
    /// @param tooOld packets given up because their fragments did not come in time
    /// @param crowdedOut packets given up because more was fragmented than is held
    /// @param refused packets given up because of a fragment that cannot be right
    /// @param duplicates fragments that came once more
    public record Counts(long whole, long overlapping, long tooOld, long crowdedOut, long refused, long duplicates) {
        /// Packets that will not be put together.
        public long givenUp() {
            return tooOld + crowdedOut + refused;
        }
    }

    /// What a fragment did to its packet.
    public sealed interface Outcome {
        /// The packet needs more fragments.
        record Incomplete() implements Outcome {}

        /// This was the last one needed.
        ///
        /// @param packet the whole IP packet, without fragment header and flags, of `LinkType.RAW`, at the
        ///     time of this fragment; if the capture cut fragments, it is kept up to the first byte that is
        ///     missing
        /// @param fragments how many there were, without duplicates
        /// @param overlap whether fragments lay over one another; of two contents the later one is in the
        ///     packet (RFC 791 §3.2)
        record Whole(CapturedFrame packet, int fragments, Overlap overlap) implements Outcome {}

        /// The fragment, and all others of its packet, were given up.
        ///
        /// @param why such as `fragments of an IPv6 packet overlap`
        record Refused(String why) implements Outcome {}
    }

    /// How fragments of a packet lie over one another.
    public enum Overlap {
        NONE,
        /// With the same bytes.
        SAME,
        /// With different bytes: what the receiver saw depends on the receiver. Who wants to pass a filter does
        /// this.
        DIFFERENT
    }

    /// Takes one fragment.
    ///
    /// @param fragment a header whose `isFragment()` is true
    /// @param frame the frame in which it was captured
    public Outcome add(NetworkHeader fragment, CapturedFrame frame) {
        long now = frame.epochNanos();
        latest = Math.max(latest, now);
        forgetOld();
        FragmentedPacket.Key key = FragmentedPacket.Key.of(fragment);
        FragmentedPacket packet = packets.computeIfAbsent(key, k -> new FragmentedPacket(now));
        long before = packet.heldBytes();
        Overlap overlapBefore = packet.overlap();
        String wrong = packet.add(fragment);
        heldBytes += packet.heldBytes() - before;
        if (overlapBefore == Overlap.NONE && packet.overlap() != Overlap.NONE) count(0, 1, 0, 0, 0, 0);
        if (wrong != null) {
            forget(key, packet);
            count(0, 0, 0, 0, 1, 0);
            return new Outcome.Refused(wrong);
        }
        if (packet.lastWasDuplicate()) count(0, 0, 0, 0, 0, 1);
        if (!packet.isWhole()) {
            crowdOut();
            return new Outcome.Incomplete();
        }
        forget(key, packet);
        count(1, 0, 0, 0, 0, 0);
        return new Outcome.Whole(packet.whole(now, frame.interfaceName()), packet.fragments(), packet.overlap());
    }

    /// The packet that a frame completes: what is to be looked at in its place.
    ///
    /// @param scan which has looked at the frame, and then has looked at what is given
    /// @return the frame itself where it is no fragment; null while fragments are missing, or if they are refused
    public @Nullable CapturedFrame complete(CapturedFrame frame, PacketScan scan) {
        if (!scan.fragment()) return frame;
        NetworkHeader network = PacketDecoder.decode(frame).network();
        if (network == null || !network.isFragment() || !(add(network, frame) instanceof Outcome.Whole whole))
            return null;
        scan.scan(whole.packet());
        return whole.packet();
    }

    public Counts counts() {
        return counts;
    }

    /// How many packets are waiting for more of their fragments.
    public int waiting() {
        return packets.size();
    }

    private void forgetOld() {
        Iterator<FragmentedPacket> oldestFirst = packets.values().iterator();
        while (oldestFirst.hasNext()) {
            FragmentedPacket packet = oldestFirst.next();
            if (latest - packet.since() <= bounds.ageNanos()) return;
            oldestFirst.remove();
            heldBytes -= packet.heldBytes();
            count(0, 0, 1, 0, 0, 0);
        }
    }

    private void crowdOut() {
        while (packets.size() > bounds.packets() || heldBytes > bounds.bytes()) {
            Map.Entry<FragmentedPacket.Key, FragmentedPacket> oldest =
                    packets.entrySet().iterator().next();
            forget(oldest.getKey(), oldest.getValue());
            count(0, 0, 0, 1, 0, 0);
        }
    }

    private void forget(FragmentedPacket.Key key, FragmentedPacket packet) {
        packets.remove(key);
        heldBytes -= packet.heldBytes();
    }

    private void count(int whole, int overlapping, int tooOld, int crowdedOut, int refused, int duplicates) {
        counts = new Counts(
                counts.whole + whole,
                counts.overlapping + overlapping,
                counts.tooOld + tooOld,
                counts.crowdedOut + crowdedOut,
                counts.refused + refused,
                counts.duplicates + duplicates);
    }
}
