package org.wirelab.posix;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// An address and port as the kernel's structures have them: `struct sockaddr_in`, `struct sockaddr_in6` (ip(7),
/// ipv6(7)).
final class InternetAddress {
    private static final int SOCKADDR_IN_SIZE = 16;
    private static final int SOCKADDR_IN6_SIZE = 28;
    private static final int ADDRESS_OF_4 = 4;
    private static final int ADDRESS_OF_6 = 8;

    private InternetAddress() {}

    static int family(InetAddress address) {
        return address instanceof Inet4Address ? PosixSocket.AF_INET : PosixSocket.AF_INET6;
    }

    static ByteBuffer encode(InetSocketAddress endpoint) {
        boolean four = endpoint.getAddress() instanceof Inet4Address;
        ByteBuffer structure =
                ByteBuffer.allocate(four ? SOCKADDR_IN_SIZE : SOCKADDR_IN6_SIZE).order(ByteOrder.nativeOrder());
        structure.putShort(0, (short) family(endpoint.getAddress()));
        structure.put(four ? ADDRESS_OF_4 : ADDRESS_OF_6, endpoint.getAddress().getAddress());
        // the port in network order
        return structure.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) endpoint.getPort());
    }

    /// @throws IllegalArgumentException for a structure of another family
    static InetSocketAddress decode(ByteBuffer structure) {
        int family = structure.order(ByteOrder.nativeOrder()).getShort(0);
        int port = Short.toUnsignedInt(structure.order(ByteOrder.BIG_ENDIAN).getShort(2));
        return switch (family) {
            case PosixSocket.AF_INET -> endpoint(structure, ADDRESS_OF_4, 4, port);
            case PosixSocket.AF_INET6 -> endpoint(structure, ADDRESS_OF_6, 16, port);
            default -> throw new IllegalArgumentException("no Internet address: family " + family);
        };
    }

    private static InetSocketAddress endpoint(ByteBuffer structure, int at, int size, int port) {
        byte[] octets = new byte[size];
        structure.get(at, octets);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + size + " octets", e);
        }
    }
}
