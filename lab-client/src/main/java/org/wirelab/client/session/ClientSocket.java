package org.wirelab.client.session;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.wirelab.net.LocalAddress;
import org.wirelab.net.SystemWords;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Endpoints;

/// The socket of a connection that is about to be made.
public final class ClientSocket {

    private ClientSocket() {}

    /// Binds a socket for a connection to `remote`, so that the conversation has its name before the first segment;
    /// nothing is sent yet.
    ///
    /// @throws LabException when this host has no way there
    public static Channel bind(Bootstrap bootstrap, InetSocketAddress remote) throws LabException {
        Channel channel = bootstrap.register().awaitUninterruptibly().channel();
        try {
            ChannelFuture bound = channel.bind(LocalAddress.towards(remote)).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw new IOException(SystemWords.of(bound.cause()), bound.cause());
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw unreachable(remote, e);
        }
    }

    /// What is told of a connection that was not made, in the system's own words.
    public static LabException unreachable(InetSocketAddress remote, Throwable cause) {
        String words = SystemWords.of(cause);
        String next = words.startsWith("Connection refused") ? ": is lab server running there?" : "";
        return new LabException(
                ExitCode.UNREACHABLE, "cannot connect to " + Endpoints.text(remote) + ": " + words + next, cause);
    }
}
