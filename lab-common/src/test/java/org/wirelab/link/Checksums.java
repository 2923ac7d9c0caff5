package org.wirelab.link;

import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.NetworkHeader;
import org.wirelab.wire.Octets;
import org.wirelab.wire.Packet;
import org.wirelab.wire.PacketDecoder;

/// TCP's checksum, computed anew (RFC 9293 §3.1).
final class Checksums {
    private Checksums() {}

    static boolean tcpIsRight(CapturedFrame frame) {
        Packet packet = PacketDecoder.decode(frame);
        NetworkHeader network = packet.network();
        if (network == null) {
            return false;
        }
        Octets segment = network.payload();
        // the pseudo header: addresses, protocol, length; the sum over all and the checksum itself is 0xffff
        long sum = sum(Octets.of(network.source().getAddress()))
                + sum(Octets.of(network.destination().getAddress()))
                + network.protocol()
                + segment.length()
                + sum(segment);
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return sum == 0xffff;
    }

    private static long sum(Octets octets) {
        long sum = 0;
        for (int i = 0; i + 1 < octets.length(); i += 2) {
            sum += octets.u16(i);
        }
        return octets.length() % 2 == 0 ? sum : sum + ((long) octets.u8(octets.length() - 1) << 8);
    }
}
