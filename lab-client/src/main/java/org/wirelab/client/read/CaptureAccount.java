package org.wirelab.client.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wirelab.wire.CaptureBlock;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.LinkType;
import org.wirelab.wire.NetworkHeader;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.PacketScan;

/// What is to be said of a capture besides its connections: how much it holds, of what, and what it lacks.
///
/// It counts; it keeps only the first few of what a capture can have any number of.
final class CaptureAccount {

    /// How many damaged places are described; all are counted.
    static final int DAMAGES_KEPT = 10;

    private static final int INTERFACES_KEPT = 32;
    private static final int KINDS_KEPT = 64;

    private final Map<String, Long> linkTypes = new LinkedHashMap<>();
    private final Map<String, Long> otherProtocols = new TreeMap<>();
    private final Map<String, Counters> counters = new LinkedHashMap<>();
    private final Set<String> interfaces = new LinkedHashSet<>();
    private final List<CaptureBlock.Damage> damages = new ArrayList<>();
    private long frames;
    private long octets;
    private long segments;
    private long fragments;
    private long assembled;
    private long incomplete;
    private long malformed;
    private long cut;
    private long damagedPlaces;
    private long skipped;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private @Nullable LinkType linkType;
    private String interfaceName = "";
    private long framesOfLinkType;

    /// What the capturing program counted at one interface.
    ///
    /// @param received -1 where the file does not say
    /// @param dropped -1 where the file does not say
    record Counters(long received, long dropped) {}

    /// Takes the next frame, which the scan has just looked at.
    void frame(CapturedFrame frame, PacketScan scan) {
        frames++;
        octets += frame.originalLength();
        firstNanos = Math.min(firstNanos, frame.epochNanos());
        lastNanos = Math.max(lastNanos, frame.epochNanos());
        if (frame.bytes().length() < frame.originalLength()) {
            cut++;
        }
        countLinkType(frame);
        noteInterface(frame.interfaceName());
        if (scan.fragment()) {
            fragments++;
        }
        if (scan.ip() && scan.protocol() == NetworkHeader.TCP && scan.fragment()) {
            return; // a part of a segment: it counts when it is whole
        }
        if (scan.tcp()) {
            segments++;
        } else {
            otherFrame(frame, scan);
        }
    }

    /// Takes a packet that was put together of fragments, which the scan has just looked at.
    void assembled(PacketScan scan) {
        assembled++;
        if (scan.tcp()) {
            segments++;
        }
    }

    /// Takes how many packets lack fragments at the end.
    void incomplete(long packets) {
        incomplete = packets;
    }

    /// Takes what the capturing program counted.
    void statistics(CaptureBlock.Statistics block) {
        if (counters.size() < INTERFACES_KEPT || counters.containsKey(block.interfaceName())) {
            counters.put(
                    block.interfaceName(),
                    new Counters(block.received().orElse(-1), block.dropped().orElse(-1)));
        }
    }

    void damage(CaptureBlock.Damage damage) {
        damagedPlaces++;
        skipped += damage.skipped();
        if (damages.size() < DAMAGES_KEPT) {
            damages.add(damage);
        }
    }

    long frames() {
        return frames;
    }

    /// The interfaces that packets came from, by the names that the capture gives them; none where it names none.
    Set<String> interfaces() {
        return Collections.unmodifiableSet(interfaces);
    }

    /// Whether there were packets of this interface; of the empty name there always are.
    boolean hasInterface(String name) {
        return name.isEmpty() || interfaces.contains(name);
    }

    /// Octets of all frames as they were on the wire.
    long octets() {
        return octets;
    }

    /// Packets with a TCP header.
    long segments() {
        return segments;
    }

    /// Frames with a part of a packet only.
    long fragments() {
        return fragments;
    }

    /// Packets that were put together of them.
    long assembled() {
        return assembled;
    }

    /// Packets of which fragments are missing; known at the end.
    long incomplete() {
        return incomplete;
    }

    /// Frames that say they carry TCP and whose headers cannot be read.
    long malformed() {
        return malformed;
    }

    /// Frames of which the capture kept a part only.
    long cut() {
        return cut;
    }

    /// Frames by the name of what they begin with: `ETHERNET`.
    Map<String, Long> linkTypes() {
        putAwayLinkType();
        return linkTypes;
    }

    /// Frames without TCP by the name of what they carry: `UDP`.
    Map<String, Long> otherProtocols() {
        return otherProtocols;
    }

    /// What the capturing program counted, by interface.
    Map<String, Counters> counters() {
        return counters;
    }

    /// Frames that the capturing program knows to have missed, as far as the file has said so.
    long dropped() {
        return counters.values().stream()
                .mapToLong(counter -> Math.max(0, counter.dropped()))
                .sum();
    }

    /// The first few damaged places.
    List<CaptureBlock.Damage> damages() {
        return damages;
    }

    long damagedPlaces() {
        return damagedPlaces;
    }

    /// Bytes of the file that could not be used.
    long skipped() {
        return skipped;
    }

    /// The earliest time of a frame, in nanoseconds since 1970 UTC; 0 without a frame.
    long firstNanos() {
        return frames == 0 ? 0 : firstNanos;
    }

    /// From the earliest frame to the latest, in nanoseconds.
    long nanos() {
        return frames == 0 ? 0 : lastNanos - firstNanos;
    }

    /// Most captures have one link type: it is looked up when it changes.
    private void countLinkType(CapturedFrame frame) {
        if (!frame.linkType().equals(linkType)) {
            putAwayLinkType();
            linkType = frame.linkType();
        }
        framesOfLinkType++;
    }

    /// Most often it is the one of the frame before.
    private void noteInterface(String name) {
        if (!name.equals(interfaceName)) {
            interfaceName = name;
            if (!name.isEmpty() && interfaces.size() < INTERFACES_KEPT) {
                interfaces.add(name);
            }
        }
    }

    private void putAwayLinkType() {
        if (framesOfLinkType > 0) {
            merge(linkTypes, String.valueOf(linkType), framesOfLinkType);
        }
        framesOfLinkType = 0;
    }

    private void otherFrame(CapturedFrame frame, PacketScan scan) {
        if (!scan.ip()) {
            int protocol = PacketDecoder.decode(frame).link().protocol();
            merge(otherProtocols, ProtocolNames.ofLink(protocol), 1);
        } else if (scan.protocol() == NetworkHeader.TCP) {
            malformed++;
        } else {
            merge(otherProtocols, ProtocolNames.ofIp(scan.protocol()), 1);
        }
    }

    private static void merge(Map<String, Long> counts, String name, long more) {
        boolean room = counts.size() < KINDS_KEPT || counts.containsKey(name);
        counts.merge(room ? name : "…", more, Long::sum);
    }
}
