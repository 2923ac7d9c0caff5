package org.wirelab.tcp.analysis;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Conversation;

/// One connection as the capture shows it so far: who, when, how much, how it began and ended, what was remarkable.
///
/// It lives and changes with the analysis, until the analyzer hands it out as ended.
public final class AnalysedConnection {
    private final long number;
    private final int version;
    private final long firstFrame;
    private final long firstNanos;
    private final HalfConnection one;
    private final HalfConnection other;
    private final int[] counts = new int[AnalysisFlag.count()];

    private HalfConnection initiator;
    private long lastFrame;
    private long lastNanos;

    final Course course = new Course();
    boolean bounded;

    /// RFC 9293 §3.5: from the latest SYN to the first segment that is an ACK and no SYN; -1 before.
    long initialRttNanos = -1;

    boolean synTimed;
    long synNanos;

    AnalysedConnection(long number, ConnectionKey key, UnackedSegments.Budget budget, long frame, long nanos) {
        this.number = number;
        version = key.version;
        firstFrame = frame;
        firstNanos = nanos;
        lastFrame = frame;
        lastNanos = nanos;
        one = new HalfConnection(version, key.oneHigh, key.oneLow, key.ports >>> 16, new UnackedSegments(budget));
        other = new HalfConnection(
                version, key.otherHigh, key.otherLow, key.ports & 0xffff, new UnackedSegments(budget));
        initiator = key.oneSends ? one : other;
    }

    /// Counts from 0 in the order of their first packets, as Wireshark's `tcp.stream` does.
    public long number() {
        return number;
    }

    /// The version of IP: 4 or 6.
    public int version() {
        return version;
    }

    /// The end that sent the first SYN, or got the first SYN ACK; where neither was captured, the first that sent
    /// anything: see [#initiatorSeen()].
    public HalfConnection initiator() {
        return initiator;
    }

    /// The end that was called.
    public HalfConnection responder() {
        return initiator == one ? other : one;
    }

    /// Whether a SYN shows who began; otherwise it is assumed.
    public boolean initiatorSeen() {
        return one.synSent() || other.synSent();
    }

    /// The other end.
    public HalfConnection peerOf(HalfConnection half) {
        return half == one ? other : one;
    }

    /// The name that its entries in a trace bear. Not unique where ports are used again: [#number()] is.
    public Conversation conversation() {
        return Conversation.between(initiator().endpoint(), responder().endpoint());
    }

    /// The number of its first packet in the capture.
    public long firstFrame() {
        return firstFrame;
    }

    /// The number of its latest packet in the capture.
    public long lastFrame() {
        return lastFrame;
    }

    /// When its first packet was captured, in nanoseconds since 1970 UTC.
    public long firstNanos() {
        return firstNanos;
    }

    /// When its latest packet was captured, in nanoseconds since 1970 UTC.
    public long lastNanos() {
        return lastNanos;
    }

    /// Segments of both ends.
    public long segments() {
        return one.segments() + other.segments();
    }

    /// Octets of data of both ends, those of retransmissions included.
    public long octets() {
        return one.octets() + other.octets();
    }

    /// How it came about.
    public Opening opening() {
        return course.opening(this);
    }

    /// How far it has ended.
    public Closing closing() {
        return course.closing(this);
    }

    /// Who sent the first FIN (the active closer, RFC 9293 §3.6), or the RST that ended it; null before.
    public @Nullable HalfConnection closer() {
        return course.closer();
    }

    /// From the latest SYN to the first ACK after it, in nanoseconds: Wireshark's `tcp.analysis.initial_rtt`; -1
    /// where the capture does not show both.
    public long initialRttNanos() {
        return initialRttNanos;
    }

    /// Whether more was to be remembered of it than the limits allow: round trips, octets in flight and the
    /// originals of repeated segments may then be unknown, and the beginning may have been forgotten.
    public boolean bounded() {
        return bounded;
    }

    /// How many of its segments have this flag.
    public int count(AnalysisFlag flag) {
        return counts[flag.ordinal()];
    }

    /// How many of its segments have which flag, without those that none has.
    public Map<AnalysisFlag, Integer> counts() {
        Map<AnalysisFlag, Integer> all = new EnumMap<>(AnalysisFlag.class);
        for (AnalysisFlag flag : AnalysisFlag.values()) {
            if (count(flag) > 0) all.put(flag, count(flag));
        }
        return all;
    }

    /// True when a segment has a flag that tells of trouble: all but a window update and those of a keep-alive.
    public boolean remarkable() {
        for (AnalysisFlag flag : AnalysisFlag.values()) {
            if (flag.trouble() && count(flag) > 0) return true;
        }
        return false;
    }

    @Override
    public String toString() {
        return number + " " + initiator() + " → " + responder();
    }

    HalfConnection sender(ConnectionKey key) {
        return key.oneSends ? one : other;
    }

    boolean isBetween(ConnectionKey key) {
        return version == key.version
                && one.isAt(key.oneHigh, key.oneLow, key.ports >>> 16)
                && other.isAt(key.otherHigh, key.otherLow, key.ports & 0xffff);
    }

    boolean isEasierToMissThan(AnalysedConnection that) {
        boolean over = closing().over();
        return over == that.closing().over() ? lastNanos < that.lastNanos : over;
    }

    void seen(long frame, long nanos) {
        lastFrame = frame;
        lastNanos = nanos;
    }

    void beginsAt(HalfConnection end) {
        initiator = end;
    }

    void count(int flags) {
        for (int rest = flags; rest != 0; rest &= rest - 1) {
            counts[Integer.numberOfTrailingZeros(rest)]++;
        }
    }

    /// It is over and all of it acknowledged: little is to be remembered.
    void shrink() {
        one.unacked.shrink();
        other.unacked.shrink();
    }

    void forget() {
        one.unacked.forget();
        other.unacked.forget();
    }
}
