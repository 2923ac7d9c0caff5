package org.wirelab.bench.agreement;

import java.time.Duration;
import java.util.List;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.NetworkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;

/// A network with a defect, and what is done in it while both ends capture.
///
/// @param name of its captures
/// @param network how the link is
/// @param sack whether the hosts use selective acknowledgment
/// @param where on the link, or on the client's loopback
/// @param traffic what the hosts do
record Situation(String name, NetworkSettings network, boolean sack, Where where, Traffic traffic) {
    private static final LinkSettings LINK =
            LinkSettings.PERFECT.withRate(50_000_000).withQueue(200).withDelay(Duration.ofMillis(5));

    private static final PacketMatch TCP = PacketMatch.TCP;

    /// Which addresses the two talk by.
    enum Where {
        IPV4,
        IPV6,
        /// The client with itself: frames of up to 64 KB, as no network card cuts them.
        LOOPBACK
    }

    /// All of them.
    ///
    /// @param octets how much is sent in a bulk transfer
    static List<Situation> all(int octets) {
        return List.of(
                of("clean", LINK, Traffic.exchange(octets)),
                of("loss", LINK.with(Rule.drop("loss", TCP, chance(0.02, 1))), Traffic.exchange(octets)),
                new Situation(
                        "loss-without-sack",
                        NetworkSettings.PERFECT.withLink(LINK.with(Rule.drop("loss", TCP, chance(0.02, 2)))),
                        false,
                        Where.IPV4,
                        Traffic.exchange(octets)),
                new Situation(
                        "loss-ipv6",
                        NetworkSettings.PERFECT.withLink(LINK.with(Rule.drop("loss", TCP, chance(0.02, 3)))),
                        true,
                        Where.IPV6,
                        Traffic.exchange(octets)),
                new Situation(
                        "offloaded", NetworkSettings.PERFECT, true, Where.LOOPBACK, Traffic.exchange(octets * 10)),
                of(
                        "reorder",
                        LINK.with(Rule.holdBack("late", TCP, chance(0.02, 4), 4, Duration.ofMillis(4))),
                        Traffic.exchange(octets)),
                of("duplicate", LINK.with(Rule.duplicate("twice", TCP, chance(0.03, 5))), Traffic.exchange(octets)),
                of("queue", LINK.withRate(10_000_000).withQueue(20), Traffic.exchange(octets)),
                of("handshake-loss", LINK.with(Rule.drop("loss", TCP, chance(0.15, 6))), Traffic.shortConnections(20)),
                of("zero-window", LINK, Traffic.slowReader()),
                of("keep-alive", LINK, Traffic.idle()),
                of("port-reuse", LINK, Traffic.reusedPorts(30)));
    }

    private static Situation of(String name, LinkSettings link, Traffic traffic) {
        return new Situation(name, NetworkSettings.PERFECT.withLink(link), true, Where.IPV4, traffic);
    }

    private static Selection chance(double probability, long seed) {
        return new Selection.Chance(probability, seed);
    }
}
