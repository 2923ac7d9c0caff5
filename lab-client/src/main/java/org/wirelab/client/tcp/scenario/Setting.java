package org.wirelab.client.tcp.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.NetworkSettings;
import org.wirelab.trace.Side;

/// How the hosts and the link of a scenario are set before its first packet.
///
/// @param network the link, and what the interfaces carry
/// @param client the kernel's settings (sysctl(8)) that differ from Linux's own on the client's host
/// @param server the same on the server's host
public record Setting(NetworkSettings network, Map<String, String> client, Map<String, String> server) {

    /// Long enough that who was first can be told at a glance, and by every sample.
    private static final Duration ONE_WAY = Duration.ofMillis(10);

    /// A cable of 10 ms that loses nothing, between two hosts as Linux sets them.
    public static final Setting USUAL =
            new Setting(NetworkSettings.PERFECT.withLink(LinkSettings.PERFECT.withDelay(ONE_WAY)), Map.of(), Map.of());

    public Setting {
        client = new LinkedHashMap<>(client);
        server = new LinkedHashMap<>(server);
    }

    /// With another network.
    public Setting network(UnaryOperator<NetworkSettings> change) {
        return new Setting(change.apply(network), client, server);
    }

    /// With one of the kernel's settings changed on this side's host.
    ///
    /// @param name as sysctl(8) writes it: `net.ipv4.tcp_syn_linear_timeouts`
    public Setting sysctl(Side side, String name, String value) {
        Setting changed = new Setting(network, client, server);
        (side == Side.CLIENT ? changed.client : changed.server).put(name, value);
        return changed;
    }
}
