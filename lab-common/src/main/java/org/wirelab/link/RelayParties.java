package org.wirelab.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The clients of a relay, each with the socket by which the server knows it.
final class RelayParties {

    /// A socket each; whoever comes then is not served.
    private static final int MOST = 256;

    private static final int BUFFER = 4 << 20;

    /// @param back does not wait
    record Party(InetSocketAddress client, DatagramChannel back) {}

    private final InetSocketAddress server;
    private final Selector backs;
    private final Map<InetSocketAddress, Party> parties = new ConcurrentHashMap<>();

    private RelayParties(InetSocketAddress server, Selector backs) {
        this.server = server;
        this.backs = backs;
    }

    /// Nobody yet.
    static RelayParties before(InetSocketAddress server) throws IOException {
        return new RelayParties(server, Selector.open());
    }

    /// The party that this client is, made when it is first heard of; null when there is no room for another,
    /// when the system gives no socket for it, and when this has been stopped.
    @Nullable
    Party of(InetSocketAddress client) {
        Party known = parties.get(client);
        if (known != null || parties.size() >= MOST) {
            return known;
        }
        try {
            Party made = new Party(client, socket(server));
            parties.put(client, made);
            made.back().configureBlocking(false);
            made.back().register(backs, SelectionKey.OP_READ, made);
            backs.wakeup();
            return made;
        } catch (IOException | ClosedSelectorException e) {
            return forget(client);
        }
    }

    private @Nullable Party forget(InetSocketAddress client) {
        Party halfMade = parties.remove(client);
        if (halfMade != null) {
            close(halfMade);
        }
        return null;
    }

    /// The client that the server knows by this address.
    Optional<InetSocketAddress> clientBehind(InetSocketAddress seenByServer) {
        return parties.values().stream()
                .filter(party -> local(party.back()).equals(seenByServer))
                .map(Party::client)
                .findFirst();
    }

    /// Waits until the server has sent something, and says to whom.
    ///
    /// @return false when this has been stopped
    boolean await(Consumer<Party> arrived) {
        try {
            backs.select(key -> arrived.accept((Party) key.attachment()));
            return backs.isOpen();
        } catch (ClosedSelectorException | IOException e) {
            return false;
        }
    }

    /// Ends the waiting.
    void stop() throws IOException {
        backs.close();
    }

    /// Gives the sockets back.
    void close() {
        parties.values().forEach(RelayParties::close);
    }

    private static void close(Party party) {
        try {
            party.back().close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket closes without a word", e);
        }
    }

    /// A socket on the server's own address, for many datagrams at a time.
    static DatagramChannel socket(InetSocketAddress server) throws IOException {
        DatagramChannel socket = DatagramChannel.open();
        try {
            socket.bind(new InetSocketAddress(server.getAddress(), 0));
            return socket.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static InetSocketAddress local(DatagramChannel channel) {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new IllegalStateException("the relay is closed", e);
        }
    }
}
