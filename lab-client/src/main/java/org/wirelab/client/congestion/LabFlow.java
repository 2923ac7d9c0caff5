package org.wirelab.client.congestion;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wirelab.arq.ArqObservation;
import org.wirelab.arq.Ends;
import org.wirelab.arq.Payload;
import org.wirelab.arq.SenderSession;
import org.wirelab.arq.SenderSettings;
import org.wirelab.arq.Transfer;
import org.wirelab.client.path.Path;
import org.wirelab.congestion.Algorithm;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.congestion.Senders;
import org.wirelab.congestion.SendingSettings;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.net.arq.ArqSender;
import org.wirelab.net.arq.DatagramOptions;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// One transfer by a sender of the lab's own, on a socket of its own.
final class LabFlow implements AutoCloseable {

    static final Vantage SENDER = new Vantage(Source.ARQ, Side.CLIENT);

    private final Channel channel;
    private final Conversation conversation;
    private final Algorithm algorithm;
    private final Metered meter;
    private final SenderSession session;
    private final Recorder recorder;
    private CompletableFuture<ArqObservation.Finished> end = new CompletableFuture<>();

    private LabFlow(
            Channel channel,
            Conversation conversation,
            Algorithm algorithm,
            Metered meter,
            SenderSession session,
            Recorder recorder) {
        this.channel = channel;
        this.conversation = conversation;
        this.algorithm = algorithm;
        this.meter = meter;
        this.session = session;
        this.recorder = recorder;
    }

    /// Makes its socket; nothing is sent yet.
    ///
    /// @param local where the socket is to be bound
    static LabFlow open(
            Path path,
            Transport transport,
            InetSocketAddress local,
            Trace trace,
            Algorithm algorithm,
            SendingSettings settings,
            Transfer transfer,
            long seed)
            throws LabException {
        ChannelFuture bound = path.atClient(() -> DatagramOptions.plain(transport)
                        .handler(new ChannelInboundHandlerAdapter())
                        .bind(local))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new LabException(
                    ExitCode.LACKING,
                    "no socket could be made for " + Endpoints.text(local) + ": " + SystemWords.of(bound.cause()),
                    bound.cause());
        }
        Channel channel = bound.channel();
        Conversation conversation = path.conversation((InetSocketAddress) channel.localAddress());
        Payload payload = new Payload(seed, transfer.octets());
        Metered meter = new Metered(Senders.of(algorithm, transfer, payload, settings), transfer);
        SenderSession session = new SenderSession(
                meter,
                transfer,
                payload,
                new Ends(conversation.initiator(), conversation.responder()),
                SenderSettings.DEFAULT,
                0);
        return new LabFlow(channel, conversation, algorithm, meter, session, trace.recorder(SENDER, conversation));
    }

    /// Where the way is as it is, the system shall say when nobody listens there.
    void connect(Path path, InetSocketAddress target) throws LabException {
        path.connect(channel, target);
    }

    /// Begins to send to the receiver, or to the relay before it.
    void start(InetSocketAddress target) {
        recorder.record(new VantageObservation.Opened(""));
        end = ArqSender.start(channel, target, session, recorder);
    }

    /// Waits for the end, for so long.
    ///
    /// @return how it ended; empty when it has not yet
    Optional<ArqObservation.Finished> await(long millis) throws InterruptedException, LabException {
        try {
            return Optional.of(end.get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof PortUnreachableException) {
                throw Path.nobodyListens(e);
            }
            throw new LabException(
                    ExitCode.UNREACHABLE, "the transfer broke off: " + SystemWords.of(cause == null ? e : cause), e);
        }
    }

    Conversation conversation() {
        return conversation;
    }

    Algorithm algorithm() {
        return algorithm;
    }

    Metered meter() {
        return meter;
    }

    /// It has come to its end: nothing more will be seen by its sender.
    void ended() {
        close();
        recorder.record(new VantageObservation.Closed("", 0));
    }

    /// It has not come to its end, and whatever was still to be seen of it will not be.
    void brokeOff() {
        close();
        String why = meter.heard() == 0 ? "congestion.lacking.not_begun" : "congestion.lacking.broken";
        recorder.record(new Unseen("control", why, conversation.responder()));
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
    }
}
