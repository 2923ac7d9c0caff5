package org.wirelab.tcp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Carrier;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.wire.NetworkHeader;
import org.wirelab.wire.SequenceNumber;
import org.wirelab.wire.TcpFlag;
import org.wirelab.wire.TcpHeader;

/// One TCP segment as it was on the wire (RFC 9293 §3.1).
///
/// @param src the sender, `127.0.0.1:41514`
/// @param dst the receiver
/// @param sequenceNumber the number of its first octet; a SYN's own number is the initial sequence number
/// @param acknowledgmentNumber the next number that the sender expects; has a meaning only under [#ack()]
/// @param flags the control bits that are set, lowest first: `SYN|ACK`
/// @param window the field as it stands: not scaled, 0 to 65535
/// @param length octets of data
/// @param options what it carries beside them
/// @param frame the packet's number in the run's spool, 0 when none was kept
@Kind("tcp.segment")
public record Segment(
        String src,
        String dst,
        @Field("seq") SequenceNumber sequenceNumber,
        @Field("ack") SequenceNumber acknowledgmentNumber,
        String flags,
        int window,
        int length,
        SegmentOptions options,
        int frame)
        implements TcpObservation, Arrow, Carrier {

    /// What all sightings of one segment agree on. A retransmission agrees too, but for its timestamp.
    private record Identity(
            String src, String dst, SequenceNumber seq, SequenceNumber ack, String flags, int length, long tsVal) {}

    /// The segment that a decoded packet carries.
    ///
    /// @param frame the packet's number in the run's spool, 0 when none was kept
    public static Segment of(NetworkHeader network, TcpHeader tcp, int frame) {
        return new Segment(
                Endpoints.text(network.source(), tcp.sourcePort()),
                Endpoints.text(network.destination(), tcp.destinationPort()),
                tcp.sequenceNumber(),
                tcp.acknowledgmentNumber(),
                tcp.flags().stream().map(TcpFlag::name).collect(Collectors.joining("|")),
                tcp.window(),
                tcp.payloadLength(),
                SegmentOptions.of(tcp),
                frame);
    }

    public boolean syn() {
        return flags.contains("SYN");
    }

    public boolean ack() {
        return flags.contains("ACK");
    }

    public boolean fin() {
        return flags.contains("FIN");
    }

    public boolean rst() {
        return flags.contains("RST");
    }

    /// The number after all that this segment takes up: RFC 9293 §3.4 counts SYN and FIN as one octet each.
    public SequenceNumber nextSequenceNumber() {
        return sequenceNumber.plus(length + (syn() ? 1 : 0) + (fin() ? 1 : 0));
    }

    @Override
    public boolean beginsStream() {
        return syn();
    }

    /// RFC 9293 §3.4: the SYN's own number comes before that of the first octet of data.
    @Override
    public long firstOctet() {
        return sequenceNumber.plus(syn() ? 1 : 0).value();
    }

    @Override
    public Object identity() {
        SegmentOptions.Timestamp clock = options.timestamp();
        return new Identity(
                src, dst, sequenceNumber, acknowledgmentNumber, flags, length, clock == null ? -1 : clock.value());
    }

    @Override
    public String from() {
        return src;
    }

    @Override
    public String to() {
        return dst;
    }

    /// The flags as the field writes them, and how much data there is.
    @Override
    public String label() {
        String name = flags.isEmpty() ? "no flags" : flags.replace('|', ' ');
        return length == 0 ? name : name + " " + length + " B";
    }

    @Override
    public List<String> details() {
        List<String> details = new ArrayList<>();
        details.add("seq " + sequenceNumber);
        if (ack()) {
            details.add("ack " + acknowledgmentNumber);
        }
        details.add("window " + window);
        if (options.mss() != null) {
            details.add("mss " + options.mss());
        }
        if (options.windowScale() != null) {
            details.add("window scale " + options.windowScale());
        }
        return details;
    }
}
