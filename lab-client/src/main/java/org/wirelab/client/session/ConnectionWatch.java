package org.wirelab.client.session;

import java.net.InetSocketAddress;
import org.wirelab.capture.CaptureChoice;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;

/// The wire of one connection that this process is about to make, watched as the user's options and the system allow.
public final class ConnectionWatch {

    private ConnectionWatch() {}

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
        String host = remote.getAddress().getHostAddress().replaceFirst("%.*", "");
        String filter = "tcp and host " + host + " and port " + remote.getPort();
        String usual = LabNetwork.interfaceBetween(local.getAddress(), remote.getAddress());
        CaptureChoice choice = LabNetwork.captureOn(usual, filter, options);
        run.say(sayKey, choice.reason().in(run.wording().texts()));
        Side side = LabNetwork.sideOf(choice.interfaceName(), Side.CLIENT);
        CaptureFeed feed = CaptureFeed.open(choice, filter, side, false);
        feed.announce(run.trace());
        feed.follow(conversation, run.trace(), run::keep);
        return feed;
    }
}
