package org.wirelab.client.session;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.wirelab.capture.CaptureChoice;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Side;

/// The wire of one connection that this process is about to make, watched as the user's options and the system allow.
public final class ConnectionWatch {

    private ConnectionWatch() {}

    /// One connection that is to be watched.
    ///
    /// @param local the end that opens it, already bound
    /// @param remote the other end
    public record Connection(Conversation conversation, InetSocketAddress local, InetSocketAddress remote) {
        private String filter() {
            String host = Endpoints.text(remote.getAddress());
            return "host " + host + " and port " + remote.getPort();
        }
    }

    /// Begins to watch, and says to the user how or why not.
    ///
    /// @param sayKey the text that says it, with one place for the reason
    /// @param local this end, already bound
    /// @param remote the other end
    public static CaptureFeed open(
            ClientRun run,
            CommonOptions options,
            String sayKey,
            Conversation conversation,
            InetSocketAddress local,
            InetSocketAddress remote) {
        return open(run, options, sayKey, List.of(new Connection(conversation, local, remote)));
    }

    /// The same for several connections that pass the same interface.
    public static CaptureFeed open(ClientRun run, CommonOptions options, String sayKey, List<Connection> connections) {
        Connection first = connections.getFirst();
        String filter = connections.size() == 1
                ? "tcp and " + first.filter()
                : "tcp and ("
                        + connections.stream()
                                .map(each -> "(" + each.filter() + ")")
                                .collect(Collectors.joining(" or "))
                        + ")";
        String usual = LabNetwork.interfaceBetween(
                first.local().getAddress(), first.remote().getAddress());
        CaptureChoice choice = LabNetwork.captureOn(usual, filter, options);
        run.say(sayKey, choice.reason().in(run.wording().texts()));
        Side side = LabNetwork.sideOf(choice.interfaceName(), Side.CLIENT);
        CaptureFeed feed = CaptureFeed.open(choice, filter, side, false);
        feed.announce(run.trace());
        connections.forEach(each -> feed.follow(each.conversation(), run.trace(), run::keep));
        return feed;
    }
}
