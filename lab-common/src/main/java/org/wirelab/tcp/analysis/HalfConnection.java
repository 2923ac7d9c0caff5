package org.wirelab.tcp.analysis;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.wirelab.trace.Endpoints;

/// One end of a connection: what it has sent, as far as the capture shows it.
///
/// It lives and changes with the analysis; what is read of it holds for the moment.
public final class HalfConnection {
    static final int SCALE_UNKNOWN = -1;
    static final int SCALE_NONE = -2;

    /// A count of duplicate ACKs below 0: an acknowledgment of unseen octets was pointed out.
    static final int UNSEEN_WAS_SAID = -1;

    private final int version;
    private final long addressHigh;
    private final long addressLow;
    private final int port;

    // What it sent: RFC 9293 §3.3.1 calls the next number SND.NXT.
    boolean sent;
    int next;
    long nextFrame = PacketAnalysis.UNKNOWN;
    long nextNanos;
    boolean contiguousKnown;
    int contiguousEnd;
    final UnackedSegments unacked;
    boolean flightKnown = true;

    // What it said of the other direction.
    boolean acks;
    int lastAck;
    long lastAckNanos;
    long ackFrame = PacketAnalysis.UNKNOWN;
    int duplicateAcks;
    int window = -1;
    int windowScale = SCALE_UNKNOWN;
    boolean lastWindowUnscaled;
    int sackedOctets;
    int lastFlags;
    long latestFrame = PacketAnalysis.UNKNOWN;

    // How it began and ended.
    boolean initialKnown;
    int initial;
    boolean synSent;
    boolean finSent;
    boolean rstSent;

    // Counts.
    long segments;
    long octets;
    long repeatedOctets;

    HalfConnection(int version, long addressHigh, long addressLow, int port, UnackedSegments unacked) {
        this.version = version;
        this.addressHigh = addressHigh;
        this.addressLow = addressLow;
        this.port = port;
        this.unacked = unacked;
    }

    /// The address: a new object.
    public InetAddress address() {
        boolean six = version == 6;
        ByteBuffer bytes = ByteBuffer.allocate(six ? 16 : 4);
        if (six) {
            bytes.putLong(addressHigh).putLong(addressLow);
        } else {
            bytes.putInt((int) addressLow);
        }
        try {
            // InetAddress.getByAddress would turn an IPv4-mapped address into an IPv4 one
            return six ? Inet6Address.getByAddress(null, bytes.array(), -1) : InetAddress.getByAddress(bytes.array());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    public int port() {
        return port;
    }

    /// As it stands in traces: `127.0.0.1:41514`, `[::1]:7001`.
    public String endpoint() {
        return Endpoints.text(address(), port);
    }

    /// How many segments it sent.
    public long segments() {
        return segments;
    }

    /// Octets of data in them, those of retransmissions included.
    public long octets() {
        return octets;
    }

    /// Octets of data in its retransmissions.
    public long repeatedOctets() {
        return repeatedOctets;
    }

    /// Whether a SYN of it is in the capture.
    public boolean synSent() {
        return synSent;
    }

    /// Whether a FIN of it is in the capture.
    public boolean finSent() {
        return finSent;
    }

    /// Whether a RST of it is in the capture.
    public boolean rstSent() {
        return rstSent;
    }

    /// The shift of its windows (RFC 7323 §2.2): 0 where no scaling is used, -1 where the handshake is not in the
    /// capture.
    public int windowScale() {
        return windowScale == SCALE_NONE ? 0 : windowScale;
    }

    /// Its initial sequence number: as its SYN had it, or the number before the first that was seen, 0 to 2^32 - 1;
    /// -1 when nothing is known of it.
    public long initialSequence() {
        return initialKnown ? Integer.toUnsignedLong(initial) : -1;
    }

    /// How many octets the last window it announced allows; RFC 7323 §2.2: that of a SYN is not scaled. -1 before
    /// the first.
    long scaledWindow() {
        return window < 0 ? -1 : (long) window << (lastWindowUnscaled ? 0 : Math.max(0, windowScale));
    }

    boolean isAt(long high, long low, int itsPort) {
        return port == itsPort && addressLow == low && addressHigh == high;
    }

    @Override
    public String toString() {
        return endpoint();
    }
}
