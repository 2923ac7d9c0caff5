package org.wirelab.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import org.wirelab.trace.Endpoints;

/// Which of this host's addresses its packets to somebody bear.
public final class LocalAddress {

    private LocalAddress() {}

    /// The address, with port 0: a datagram socket is asked, which sends nothing.
    ///
    /// @throws IOException when this host has no way there
    public static InetSocketAddress towards(InetSocketAddress remote) throws IOException {
        boolean ipv4 = remote.getAddress().getAddress().length == 4;
        try (DatagramChannel datagrams =
                DatagramChannel.open(ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6)) {
            datagrams.connect(remote);
            InetSocketAddress local = (InetSocketAddress) datagrams.getLocalAddress();
            if (local == null) {
                throw new IOException("no address leads to " + Endpoints.text(remote.getAddress()));
            }
            return new InetSocketAddress(local.getAddress(), 0);
        }
    }
}
