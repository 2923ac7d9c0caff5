package org.wirelab.client.congestion.kernel;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.wirelab.client.path.LinkChoice;

/// What a transfer by the kernel is to be.
///
/// @param algorithm as TCP_CONGESTION names it: `reno`, `cubic`, `bbr`
/// @param link how the emulated link is, where there is one
/// @param octets how much is sent
/// @param receiveBuffer `SO_RCVBUF` of the receiver in octets, of which the kernel takes twice as much; 0 for the
///     kernel's own
/// @param server a lab server on another host, whose bulk service takes the data; empty for one of the lab's own
/// @param timeout how long nothing may get on before the transfer is given up
public record KernelWishes(
        String algorithm,
        Profile profile,
        LinkChoice link,
        long octets,
        int receiveBuffer,
        Optional<InetSocketAddress> server,
        Duration timeout) {}
