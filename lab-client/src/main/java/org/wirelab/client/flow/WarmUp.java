package org.wirelab.client.flow;

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
import org.wirelab.arq.Machines;
import org.wirelab.arq.NumberSpace;
import org.wirelab.arq.Payload;
import org.wirelab.arq.Protocol;
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

/// A transfer of each protocol that nobody looks at: what a JVM does for the first time takes it a hundred
/// times as long, and a round trip that is measured then would set the timeouts of all that follows.
final class WarmUp {

    private static final int FRAMES = 40;
    private static final int FRAME = 1000;
    private static final int WINDOW = 4;
    private static final int PATIENCE_SECONDS = 2;

    private WarmUp() {}

    /// Transfers a little over this host's loopback. Whatever goes wrong there is of no concern.
    static void on(Transport transport) throws LabException, InterruptedException {
        InetSocketAddress loopback = new InetSocketAddress(Endpoints.literal("127.0.0.1"), 0);
        Run unseen = Run.begin("warm-up", "flow", "en", List.of(), List.of());
        ArqService service = new ArqService(transport, loopback, ArqLimits.DEFAULT);
        try {
            service.start(ConnectionTraces.into(unseen.trace()));
            for (Protocol protocol : FlowWish.ALL) {
                ChannelFuture bound = DatagramOptions.plain(transport)
                        .handler(new ChannelInboundHandlerAdapter())
                        .bind(loopback)
                        .awaitUninterruptibly();
                transfer(protocol, bound.channel(), service.addresses().getFirst(), unseen);
                bound.channel().close().awaitUninterruptibly();
            }
        } catch (IOException | ExecutionException | TimeoutException _) {
            return; // the transfers themselves will say it
        } finally {
            service.close();
            unseen.finish(ExitCode.OK);
        }
    }

    private static void transfer(Protocol protocol, Channel channel, InetSocketAddress server, Run unseen)
            throws InterruptedException, ExecutionException, TimeoutException {
        int window = protocol == Protocol.STOP_AND_WAIT ? 1 : WINDOW;
        Transfer transfer = new Transfer(
                protocol.ordinal(),
                protocol,
                NumberSpace.OF_32_BITS,
                FlowWish.FIRST,
                window,
                FRAME,
                (long) FRAMES * FRAME,
                0);
        Payload payload = new Payload(1, transfer.octets());
        Ends ends = new Ends(Endpoints.text((InetSocketAddress) channel.localAddress()), Endpoints.text(server));
        SenderSettings settings = SenderSettings.DEFAULT;
        SenderSession session = new SenderSession(
                Machines.sender(transfer, payload, ends, settings), transfer, payload, ends, settings, 0);
        Recorder recorder = unseen.trace()
                .recorder(new Vantage(Source.ARQ, Side.CLIENT), Conversation.between(ends.sender(), ends.receiver()));
        Finished _ = ArqSender.start(channel, server, session, recorder).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
