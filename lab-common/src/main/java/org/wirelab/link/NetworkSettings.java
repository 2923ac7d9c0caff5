package org.wirelab.link;

/// What a network of two hosts is to be like.
///
/// @param toServer the link from the client to the server at the start
/// @param toClient the link back
/// @param clientMtu the largest IP packet that the client's interface carries; TCP tells its peer by it how large a
///     segment may be (MSS)
/// @param serverMtu the same of the server's
/// @param pathMtuToServer the largest IP packet that gets through to the server behind a router in between, which
///     answers a larger one with ICMP; 0 for no such limit
/// @param pathMtuToClient the same for the way back
public record NetworkSettings(
        LinkSettings toServer,
        LinkSettings toClient,
        int clientMtu,
        int serverMtu,
        int pathMtuToServer,
        int pathMtuToClient) {

    /// What Ethernet carries.
    public static final int ETHERNET_MTU = 1500;

    /// RFC 8200 §5: every link carries packets of this size, or IPv6 does not run on it.
    public static final int SMALLEST_MTU = 1280;

    /// Two hosts on a cable that adds nothing and loses nothing.
    public static final NetworkSettings PERFECT =
            new NetworkSettings(LinkSettings.PERFECT, LinkSettings.PERFECT, ETHERNET_MTU, ETHERNET_MTU, 0, 0);

    public NetworkSettings {
        for (int mtu : new int[] {clientMtu, serverMtu}) {
            if (mtu < SMALLEST_MTU || mtu > 65535) {
                throw new IllegalArgumentException("an MTU lies between 1280 and 65535: " + mtu);
            }
        }
        for (int mtu : new int[] {pathMtuToServer, pathMtuToClient}) {
            if (mtu != 0 && mtu < SMALLEST_MTU) {
                throw new IllegalArgumentException("a path's MTU is 1280 or more: " + mtu);
            }
        }
    }

    /// With both directions like this.
    public NetworkSettings withLink(LinkSettings both) {
        return withToServer(both).withToClient(both);
    }

    public NetworkSettings withToServer(LinkSettings settings) {
        return new NetworkSettings(settings, toClient, clientMtu, serverMtu, pathMtuToServer, pathMtuToClient);
    }

    public NetworkSettings withToClient(LinkSettings settings) {
        return new NetworkSettings(toServer, settings, clientMtu, serverMtu, pathMtuToServer, pathMtuToClient);
    }

    /// With interfaces of these sizes.
    public NetworkSettings withMtu(int client, int server) {
        return new NetworkSettings(toServer, toClient, client, server, pathMtuToServer, pathMtuToClient);
    }

    /// With a router before the server, behind which the path carries less than the hosts' own interfaces do.
    public NetworkSettings withPathMtu(int mtuToServer, int mtuToClient) {
        return new NetworkSettings(toServer, toClient, clientMtu, serverMtu, mtuToServer, mtuToClient);
    }

    /// Whether a router stands before the server.
    public boolean hasRouter() {
        return pathMtuToServer > 0 || pathMtuToClient > 0;
    }
}
