package org.wirelab.client.path;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wirelab.arq.ArqObservation.Finished;
import org.wirelab.arq.Ends;
import org.wirelab.arq.Machine;
import org.wirelab.arq.Payload;
import org.wirelab.arq.SenderSession;
import org.wirelab.arq.SenderSettings;
import org.wirelab.arq.Transfer;
import org.wirelab.net.Transport;
import org.wirelab.net.arq.ArqSender;
import org.wirelab.net.arq.DatagramOptions;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.run.Run;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.arq.ArqLimits;
import org.wirelab.server.arq.ArqService;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// Transfers that nobody looks at: what a JVM does for the first time takes it a hundred times as long, and a round
/// trip that is measured then is too long, and sets the timeouts of all that follows.
public final class WarmUp {

    private static final int PATIENCE_SECONDS = 2;

    /// How the sender of a transfer is made.
    public interface Sending {
        Machine sender(Transfer transfer, Payload payload, Ends ends);
    }

    private WarmUp() {}

    /// Transfers over this host's loopback, one after the other. Whatever goes wrong there is of no concern.
    ///
    /// @return how many have arrived
    public static int on(Transport transport, List<Transfer> transfers, Sending sending)
            throws LabException, InterruptedException {
        InetSocketAddress loopback = new InetSocketAddress(Endpoints.literal("127.0.0.1"), 0);
        Run unseen = Run.begin("warm-up", "path", "en", List.of(), List.of());
        ArqService service = new ArqService(transport, loopback, ArqLimits.DEFAULT);
        int arrived = 0;
        try {
            service.start(ConnectionTraces.into(unseen.trace()));
            for (Transfer transfer : transfers) {
                ChannelFuture bound = DatagramOptions.plain(transport)
                        .handler(new ChannelInboundHandlerAdapter())
                        .bind(loopback)
                        .awaitUninterruptibly();
                Channel channel = bound.channel();
                Finished end =
                        play(transfer, sending, channel, service.addresses().getFirst(), unseen);
                arrived += end.complete() ? 1 : 0;
                channel.close().awaitUninterruptibly();
            }
        } catch (IOException | ExecutionException | TimeoutException _) {
            return arrived; // the transfers themselves will say it
        } finally {
            service.close();
            unseen.finish(ExitCode.OK);
        }
        return arrived;
    }

    private static Finished play(
            Transfer transfer, Sending sending, Channel channel, InetSocketAddress server, Run unseen)
            throws InterruptedException, ExecutionException, TimeoutException {
        Payload payload = new Payload(1, transfer.octets());
        Ends ends = new Ends(Endpoints.text((InetSocketAddress) channel.localAddress()), Endpoints.text(server));
        SenderSession session = new SenderSession(
                sending.sender(transfer, payload, ends), transfer, payload, ends, SenderSettings.DEFAULT, 0);
        Recorder recorder = unseen.trace()
                .recorder(new Vantage(Source.ARQ, Side.CLIENT), Conversation.between(ends.sender(), ends.receiver()));
        return ArqSender.start(channel, server, session, recorder).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
