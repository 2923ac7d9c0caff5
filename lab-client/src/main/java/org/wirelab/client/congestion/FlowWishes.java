package org.wirelab.client.congestion;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.wirelab.arq.Transfer;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.congestion.Algorithm;

/// What transfers by the lab's own senders are to be.
///
/// @param algorithms one for each flow
/// @param stagger how much later each flow begins than the one before it
/// @param initialWindow in segments
/// @param octets how much each flow sends
/// @param link how the emulated link is, where there is one
/// @param server a lab server on another host; empty for one of the lab's own
/// @param timeout how long to wait for the other end to answer at all
/// @param window how many segments may be under way whatever the congestion window is
record FlowWishes(
        List<Algorithm> algorithms,
        Duration stagger,
        int initialWindow,
        long octets,
        LinkChoice link,
        Optional<InetSocketAddress> server,
        Duration timeout,
        int window) {

    FlowWishes {
        algorithms = List.copyOf(algorithms);
    }

    /// With as long a window as there is.
    FlowWishes(
            List<Algorithm> algorithms,
            Duration stagger,
            int initialWindow,
            long octets,
            LinkChoice link,
            Optional<InetSocketAddress> server,
            Duration timeout) {
        this(algorithms, stagger, initialWindow, octets, link, server, timeout, Transfer.LONGEST_WINDOW);
    }
}
