package org.wirelab.tcp.analysis;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirelab.wire.PacketScan;
import org.wirelab.wire.TcpFlag;

/// What the analysis says of one segment. One object, filled anew for each: what is read of it holds until the next
/// segment is analysed.
public final class PacketAnalysis {
    static final long UNKNOWN = -1;

    private static final int FIN = TcpFlag.FIN.bit();
    private static final int SYN = TcpFlag.SYN.bit();
    private static final int RST = TcpFlag.RST.bit();

    private @Nullable AnalysedConnection connection;
    private @Nullable HalfConnection sender;
    private @Nullable HalfConnection receiver;

    int flags;
    long frame;
    long nanos;
    int sequence;
    int length;
    int acknowledgment;
    int window;
    int control;
    boolean acks;
    int expected;
    int unseenFrom;
    int duplicateNumber;
    long refersTo;
    long repeatsFrame;
    long repeatsAfterNanos;
    long rttNanos;
    long ackedFrame;
    boolean rttAmbiguous;
    long bytesInFlight;
    long quietNanos;
    long windowBefore;
    boolean closes;

    void begin(AnalysedConnection which, HalfConnection from, PacketScan packet, long number, long time) {
        connection = which;
        sender = from;
        receiver = which.peerOf(from);
        frame = number;
        nanos = time;
        sequence = packet.sequence();
        length = packet.payloadLength();
        control = packet.flags();
        window = packet.window();
        acks = packet.ack();
        // RFC 9293 §3.1: without the ACK flag the field has no meaning
        acknowledgment = acks ? packet.acknowledgment() : 0;
        flags = 0;
        expected = 0;
        unseenFrom = 0;
        duplicateNumber = 0;
        refersTo = UNKNOWN;
        repeatsFrame = UNKNOWN;
        repeatsAfterNanos = UNKNOWN;
        rttNanos = UNKNOWN;
        ackedFrame = UNKNOWN;
        rttAmbiguous = false;
        bytesInFlight = UNKNOWN;
        quietNanos = UNKNOWN;
        windowBefore = UNKNOWN;
        closes = false;
    }

    void add(AnalysisFlag flag) {
        flags |= flag.bit();
    }

    /// Whether it is neither SYN nor FIN nor RST: what a segment of an open connection is.
    boolean plain() {
        return (control & (SYN | FIN | RST)) == 0;
    }

    /// RFC 9293 §3.4: SYN and FIN take a sequence number, as an octet does.
    int phantom() {
        return (control & (SYN | FIN)) == 0 ? 0 : 1;
    }

    boolean syn() {
        return (control & SYN) != 0;
    }

    boolean rst() {
        return (control & RST) != 0;
    }

    public boolean has(AnalysisFlag flag) {
        return flag.in(flags);
    }

    /// The flags as a set of bits: see [AnalysisFlag#in].
    public int bits() {
        return flags;
    }

    /// The flags: a new set.
    public Set<AnalysisFlag> flags() {
        return AnalysisFlag.of(flags);
    }

    /// The connection that the segment belongs to.
    public AnalysedConnection connection() {
        return known(connection);
    }

    /// The end that sent it.
    public HalfConnection sender() {
        return known(sender);
    }

    /// The other end.
    public HalfConnection receiver() {
        return known(receiver);
    }

    /// The segment's frame.
    public long frame() {
        return frame;
    }

    /// When it was captured, in nanoseconds since 1970 UTC.
    public long nanos() {
        return nanos;
    }

    /// Its sequence number, 0 to 2^32 - 1.
    public long sequence() {
        return Integer.toUnsignedLong(sequence);
    }

    /// Octets of data in it.
    public int length() {
        return length;
    }

    /// Its acknowledgment number, 0 to 2^32 - 1; -1 without the ACK flag.
    public long acknowledgment() {
        return acks ? Integer.toUnsignedLong(acknowledgment) : UNKNOWN;
    }

    /// Where another number came than was next to come from its sender, that which was: 0 to 2^32 - 1. Of a
    /// spurious retransmission, the latest number that the receiver had acknowledged.
    public long expected() {
        return Integer.toUnsignedLong(expected);
    }

    /// Of an [AnalysisFlag#ACK_LOST_SEGMENT], the first number it acknowledges that is not in the capture: 0 to
    /// 2^32 - 1.
    public long unseenFrom() {
        return Integer.toUnsignedLong(unseenFrom);
    }

    /// The how-manieth repetition of an ACK this is, from 1; 0 if it is none.
    public int duplicateNumber() {
        return duplicateNumber;
    }

    /// The frame that this one has to do with, besides the one it repeats: the ACK that is duplicated, the probe
    /// that is answered, the ACK that made a retransmission spurious or asked for it, the frame after which this
    /// one came too late, the earlier connection's last. -1 without one.
    public long refersTo() {
        return refersTo;
    }

    /// The latest frame that carried these octets (for a keep-alive, the octet before) before; -1 if this is no
    /// repetition, or that frame is not known.
    public long repeatsFrame() {
        return repeatsFrame;
    }

    /// How long ago that was, in nanoseconds; -1 where it is not known.
    public long repeatsAfterNanos() {
        return repeatsAfterNanos;
    }

    /// How long after the segment that it acknowledges this one came, in nanoseconds: `tcp.analysis.ack_rtt`; -1
    /// when it acknowledges none exactly.
    public long rttNanos() {
        return rttNanos;
    }

    /// The frame that it acknowledges, `tcp.analysis.acks_frame`; -1 when it acknowledges none exactly.
    public long ackedFrame() {
        return ackedFrame;
    }

    /// RFC 6298 §3 (Karn): true when the acknowledged octets were sent more than once, so that nobody can know
    /// which of them this answers. Wireshark shows the time since the first all the same, and so does
    /// [#rttNanos()].
    public boolean rttAmbiguous() {
        return rttAmbiguous;
    }

    /// Octets that its sender has sent, this segment included, and that are not acknowledged:
    /// `tcp.analysis.bytes_in_flight`; -1 for a segment without data, or where it cannot be known.
    public long bytesInFlight() {
        return bytesInFlight;
    }

    /// For a retransmission or a late segment, how long after the latest new octets of its sender it came (for a
    /// fast retransmission: after the latest duplicate ACK), in nanoseconds; -1 for others.
    public long quietNanos() {
        return quietNanos;
    }

    /// For a window update, how many octets its sender allowed before; -1 for others.
    public long windowBefore() {
        return windowBefore;
    }

    /// Whether the connection is over with this segment, and was not before.
    public boolean closes() {
        return closes;
    }

    static <T> T known(@Nullable T value) {
        if (value == null) throw new IllegalStateException("nothing has been analysed yet");
        return value;
    }
}
