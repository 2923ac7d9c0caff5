package org.wirelab.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decoding of TCP and UDP headers.
final class TransportDecoder {
    private TransportDecoder() {}

    static @Nullable TcpHeader tcp(NetworkHeader network, Problems problems) {
        Octets bytes = network.payload();
        if (problems.lacks(bytes, TcpHeader.MINIMUM, "TCP: the header")) return null;
        // RFC 9293 §3.1: the data offset counts words of 32 bits and is at least 5
        int headerLength = (bytes.u8(12) >> 4) * 4;
        if (headerLength < TcpHeader.MINIMUM) {
            problems.add(bytes.offset() + 12, "TCP: data offset " + headerLength + " is less than 20");
            return null;
        }
        if (problems.lacks(bytes, headerLength, "TCP: the header")) return null;
        List<TcpOption> options = new ArrayList<>(headerLength == TcpHeader.MINIMUM ? 0 : 5);
        Octets optionBytes = bytes.slice(TcpHeader.MINIMUM, headerLength - TcpHeader.MINIMUM);
        OptionList.read("TCP", optionBytes, problems, (kind, data) -> {
            TcpOption option = TcpOption.of(kind, data);
            options.add(option);
            if (option instanceof TcpOption.Malformed malformed) {
                problems.add(data.offset() - 2, "TCP: " + malformed.problem());
            }
        });
        return new TcpHeader(
                bytes.first(headerLength), options, bytes.from(headerLength), network.payloadLength() - headerLength);
    }

    static @Nullable UdpHeader udp(NetworkHeader network, Problems problems) {
        Octets bytes = network.payload();
        if (problems.lacks(bytes, UdpHeader.LENGTH, "UDP: the header")) return null;
        int room = network.payloadLength();
        int length = bytes.u16(4);
        if (length == 0 || network.isFragment()) {
            // RFC 2675 §4: a jumbo datagram says 0; a first fragment gives the length of the whole
            length = room;
        } else if (length < UdpHeader.LENGTH || length > room) {
            problems.add(
                    bytes.offset() + 4, "UDP: length " + length + ", but the packet has " + room + " bytes for it");
            length = room;
        }
        Octets header = bytes.first(UdpHeader.LENGTH);
        int payloadLength = length - UdpHeader.LENGTH;
        return new UdpHeader(header, bytes.from(UdpHeader.LENGTH).first(payloadLength), payloadLength);
    }
}
