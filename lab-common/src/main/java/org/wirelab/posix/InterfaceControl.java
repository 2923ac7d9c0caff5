package org.wirelab.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The network interfaces of the calling thread's network namespace, by name (netdevice(7)).
///
/// Asking needs no right; changing needs CAP_NET_ADMIN, which root of a namespace has in it.
public final class InterfaceControl implements AutoCloseable {
    public static final int ARPHRD_ETHER = 1;
    public static final int ARPHRD_LOOPBACK = 772;

    // struct ifreq: the name, then a union
    private static final int NAME_SIZE = 16;
    private static final int VALUE = 16;
    private static final int IFREQ_SIZE = 40;

    private static final long SIOCGIFFLAGS = 0x8913;
    private static final long SIOCSIFFLAGS = 0x8914;
    private static final long SIOCSIFMTU = 0x8922;
    private static final long SIOCGIFHWADDR = 0x8927;
    private static final long SIOCGIFINDEX = 0x8933;
    private static final long SIOCETHTOOL = 0x8946;
    private static final short IFF_UP = 1;

    private final PosixSocket socket;

    private InterfaceControl(PosixSocket socket) {
        this.socket = socket;
    }

    public static InterfaceControl open() throws PosixException {
        return new InterfaceControl(PosixSocket.open(PosixSocket.AF_INET, PosixSocket.SOCK_DGRAM, 0));
    }

    /// The interface's number, from 1.
    ///
    /// @throws PosixException ENODEV if there is no interface of that name
    public int index(String name) throws PosixException {
        return socket.ioctl("SIOCGIFINDEX", SIOCGIFINDEX, request(name)).getInt(VALUE);
    }

    /// What kind of frames the interface carries: an `ARPHRD_` number (if_arp.h).
    public int hardwareType(String name) throws PosixException {
        return Short.toUnsignedInt(
                socket.ioctl("SIOCGIFHWADDR", SIOCGIFHWADDR, request(name)).getShort(VALUE));
    }

    /// Sets the interface to work.
    public void up(String name) throws PosixException {
        socket.ioctl("SIOCSIFFLAGS", SIOCSIFFLAGS, request(name).putShort(VALUE, (short) (flags(name) | IFF_UP)));
    }

    /// Whether the interface is set to work.
    public boolean isUp(String name) throws PosixException {
        return (flags(name) & IFF_UP) != 0;
    }

    private short flags(String name) throws PosixException {
        return socket.ioctl("SIOCGIFFLAGS", SIOCGIFFLAGS, request(name)).getShort(VALUE);
    }

    /// @param octets the largest IP packet that the interface shall carry
    public void setMtu(String name, int octets) throws PosixException {
        socket.ioctl("SIOCSIFMTU", SIOCSIFMTU, request(name).putInt(VALUE, octets));
    }

    /// Something that the kernel leaves to the network card, by its `ETHTOOL_S…` command (ethtool.h).
    public enum Offload {
        /// Cutting a stream of TCP octets into segments.
        TCP_SEGMENTATION(0x1f),
        /// Putting off any such cutting until the frame leaves.
        GENERIC_SEGMENTATION(0x24),
        /// Joining segments that arrive into larger ones.
        GENERIC_RECEIVE(0x2c),
        /// Computing the checksum of what leaves. Without it nothing can be cut by the card either.
        SENDING_CHECKSUM(0x17);

        private final int command;

        Offload(int command) {
            this.command = command;
        }
    }

    /// Has the kernel do the work itself, before a capture sees the frame.
    public void turnOff(Offload offload, String name) throws PosixException {
        // struct ethtool_value { __u32 cmd; __u32 data; }
        ByteBuffer value = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(0, offload.command);
        socket.ioctlPointing("SIOCETHTOOL", SIOCETHTOOL, request(name), VALUE, value);
    }

    @Override
    public void close() {
        socket.close();
    }

    private static ByteBuffer request(String name) throws PosixException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= NAME_SIZE) throw new PosixException("interface " + name, new Errno(Errno.ENODEV));
        return ByteBuffer.allocate(IFREQ_SIZE).order(ByteOrder.nativeOrder()).put(0, bytes);
    }
}
