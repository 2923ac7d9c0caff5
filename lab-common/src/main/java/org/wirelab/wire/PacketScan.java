package org.wirelab.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/// A reusable view on one frame after the other that finds IP and TCP without making an object for a frame.
///
/// It is [PacketDecoder] for millions of packets: where that finds a TCP header, this finds the same numbers. One that
/// the capture cut within its options is found too, without them. What the accessors give holds until the next
/// `scan`, and only where [#tcp()] (or [#ip()]) says that there is something to give.
public final class PacketScan {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int UDP_HEADER = 8;
    private static final int FIN_BIT = TcpFlag.FIN.bit();
    private static final int SYN_BIT = TcpFlag.SYN.bit();
    private static final int RST_BIT = TcpFlag.RST.bit();
    private static final int ACK_BIT = TcpFlag.ACK.bit();

    private final LinkScan link = new LinkScan();
    private final NetworkScan network = new NetworkScan();
    private final TcpOptionScan options = new TcpOptionScan();
    private byte[] frame = new byte[0];
    private int tcpAt;
    private int headerLength;
    private int payloadLength;
    private int end;
    private boolean tcp;
    private boolean udp;

    /// Looks at a frame. Its bytes must stay as they are for as long as the accessors are used.
    ///
    /// @return whether it carries a TCP header, as [#tcp()]
    public boolean scan(CapturedFrame captured) {
        Octets bytes = captured.bytes();
        return scan(
                captured.linkType().number(), bytes.array(), bytes.start(), bytes.length(), captured.originalLength());
    }

    /// Looks at a frame that lies in a part of an array.
    ///
    /// @param linkType its LINKTYPE number
    /// @param start where its first byte is
    /// @param length how many bytes were kept
    /// @param originalLength how many bytes were on the wire, at least `length`
    /// @return whether it carries a TCP header, as [#tcp()]
    public boolean scan(int linkType, byte[] array, int start, int length, int originalLength) {
        frame = array;
        end = start + length;
        tcp = false;
        udp = false;
        link.find(linkType, array, start, end);
        network.find(link.protocol, array, link.at, end, start + originalLength);
        // only the first fragment begins with the transport's header
        if (network.found && network.fragmentOffset == 0) {
            if (network.protocol == NetworkHeader.TCP) {
                findTcp(network.payloadAt, network.payloadLength);
            } else if (network.protocol == NetworkHeader.UDP) {
                findUdp(network.payloadAt, network.payloadLength);
            }
        }
        return tcp;
    }

    /// Whether there is an IP header that can be read.
    public boolean ip() {
        return network.found;
    }

    /// Whether there is a TCP header that can be read. That of a fragment's first part counts: see [#fragment()].
    public boolean tcp() {
        return tcp;
    }

    /// Whether there is a UDP header that can be read. Of what the accessors give, ports and payload are then its
    /// own.
    public boolean udp() {
        return udp;
    }

    /// 4 or 6.
    public int version() {
        return network.version;
    }

    /// The number of the protocol that IP carries, as far as its headers could be read.
    public int protocol() {
        return network.protocol;
    }

    /// Whether this is a part of a packet only: the length of its TCP segment is then not known.
    public boolean fragment() {
        return network.fragment;
    }

    /// The first 8 bytes of the sender's IPv6 address; 0 for an IPv4 address.
    public long sourceHigh() {
        return network.version == 6 ? (long) LONG.get(frame, network.addressesAt) : 0;
    }

    /// The last 8 bytes of the sender's address, or its 4 bytes.
    public long sourceLow() {
        return network.version == 6
                ? (long) LONG.get(frame, network.addressesAt + 8)
                : Integer.toUnsignedLong((int) INT.get(frame, network.addressesAt));
    }

    /// As [#sourceHigh()] of the receiver.
    public long destinationHigh() {
        return network.version == 6 ? (long) LONG.get(frame, network.addressesAt + 16) : 0;
    }

    /// As [#sourceLow()] of the receiver.
    public long destinationLow() {
        return network.version == 6
                ? (long) LONG.get(frame, network.addressesAt + 24)
                : Integer.toUnsignedLong((int) INT.get(frame, network.addressesAt + 4));
    }

    /// Both ports in one number: the sender's in the upper half.
    public int ports() {
        return (int) INT.get(frame, tcpAt);
    }

    public int sourcePort() {
        return ports() >>> 16;
    }

    public int destinationPort() {
        return ports() & 0xffff;
    }

    /// The sequence number; all 32 bits count, so it may look negative.
    public int sequence() {
        return (int) INT.get(frame, tcpAt + 4);
    }

    /// The acknowledgment number as it stands; has a meaning only under [#ack()].
    public int acknowledgment() {
        return (int) INT.get(frame, tcpAt + 8);
    }

    /// The eight control bits, by [TcpFlag].
    public int flags() {
        return frame[tcpAt + 13] & 0xff;
    }

    public boolean fin() {
        return (flags() & FIN_BIT) != 0;
    }

    public boolean syn() {
        return (flags() & SYN_BIT) != 0;
    }

    public boolean rst() {
        return (flags() & RST_BIT) != 0;
    }

    public boolean ack() {
        return (flags() & ACK_BIT) != 0;
    }

    /// The window field as it stands, not scaled.
    public int window() {
        return ((int) INT.get(frame, tcpAt + 12)) & 0xffff;
    }

    /// 20 to 60 bytes.
    public int headerLength() {
        return headerLength;
    }

    /// Octets of data on the wire, also where the capture kept fewer.
    public int payloadLength() {
        return payloadLength;
    }

    /// What of the TCP options is asked for again and again.
    public TcpOptionScan options() {
        return options;
    }

    /// Where in the array that was scanned the TCP header begins.
    public int transportAt() {
        return tcpAt;
    }

    /// Octets of data that the capture kept; they begin at [#transportAt()] + [#headerLength()].
    public int keptPayload() {
        return Math.max(0, Math.min(payloadLength, end - tcpAt - headerLength));
    }

    /// One octet of the data that the capture kept, 0 to 255.
    ///
    /// @param index from 0 to [#keptPayload()] - 1
    public int payload(int index) {
        return frame[tcpAt + headerLength + Objects.checkIndex(index, keptPayload())] & 0xff;
    }

    /// A copy of the data that the capture kept.
    public byte[] payload() {
        int at = tcpAt + headerLength;
        return Arrays.copyOfRange(frame, at, at + keptPayload());
    }

    /// The sender's address: a new object.
    public InetAddress source() {
        return address(network.addressesAt);
    }

    /// The receiver's address: a new object.
    public InetAddress destination() {
        return address(network.addressesAt + (network.version == 6 ? 16 : 4));
    }

    /// RFC 768: ports, length of header and data, checksum.
    private void findUdp(int at, int room) {
        if (Math.min(room, end - at) < UDP_HEADER) return;
        int length = (frame[at + 4] & 0xff) << 8 | (frame[at + 5] & 0xff);
        if (length < UDP_HEADER || length > room) return;
        tcpAt = at;
        headerLength = UDP_HEADER;
        payloadLength = length - UDP_HEADER;
        udp = true;
    }

    private InetAddress address(int at) {
        byte[] bytes = Arrays.copyOfRange(frame, at, at + (network.version == 6 ? 16 : 4));
        try {
            return bytes.length == 16 ? Inet6Address.getByAddress(null, bytes, -1) : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    private void findTcp(int at, int room) {
        int kept = Math.min(room, end - at);
        if (kept < TcpHeader.MINIMUM) return;
        // RFC 9293 §3.1: the data offset counts words of 32 bits and is at least 5
        int length = (frame[at + 12] >> 4 & 0xf) * 4;
        if (length < TcpHeader.MINIMUM || length > room) return;
        tcpAt = at;
        headerLength = length;
        payloadLength = room - length;
        tcp = true;
        options.read(frame, at + TcpHeader.MINIMUM, Math.min(at + length, at + kept));
    }
}
