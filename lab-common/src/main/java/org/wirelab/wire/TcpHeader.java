package org.wirelab.wire;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A TCP header (RFC 9293 §3.1).
///
/// @param header 20 to 60 bytes
/// @param options in their order, as far as they could be read
public record TcpHeader(Octets header, List<TcpOption> options, Octets payload, int payloadLength)
        implements TransportHeader {
    public static final int MINIMUM = 20;

    public TcpHeader {
        options = List.copyOf(options);
    }

    public SequenceNumber sequenceNumber() {
        return new SequenceNumber(header.u32(4));
    }

    /// Has a meaning only under the ACK flag.
    public SequenceNumber acknowledgmentNumber() {
        return new SequenceNumber(header.u32(8));
    }

    public boolean has(TcpFlag flag) {
        return (header.u8(13) & flag.bit()) != 0;
    }

    public Set<TcpFlag> flags() {
        EnumSet<TcpFlag> flags = EnumSet.noneOf(TcpFlag.class);
        for (TcpFlag flag : TcpFlag.values()) {
            if (has(flag)) flags.add(flag);
        }
        return flags;
    }

    /// The window field as it stands, not scaled: 0 to 65535.
    public int window() {
        return header.u16(14);
    }

    public int checksum() {
        return header.u16(16);
    }

    public int urgentPointer() {
        return header.u16(18);
    }

    /// RFC 9293 §3.4: SYN and FIN each take one sequence number, as an octet of data does.
    public int sequenceLength() {
        return payloadLength + (has(TcpFlag.SYN) ? 1 : 0) + (has(TcpFlag.FIN) ? 1 : 0);
    }

    /// The first option of a kind, such as `option(TcpOption.WindowScale.class)`.
    public <T extends TcpOption> Optional<T> option(Class<T> kind) {
        return options.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
