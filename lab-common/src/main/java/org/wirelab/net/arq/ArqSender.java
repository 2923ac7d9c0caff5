package org.wirelab.net.arq;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.concurrent.CompletableFuture;
import org.wirelab.arq.ArqObservation;
import org.wirelab.arq.Decoded;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Input;
import org.wirelab.arq.SenderSession;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;

/// The sender of one transfer on a datagram channel that somebody else has opened, in whatever network.
///
/// A transfer that does not succeed is no exception: its end says what is missing and why
/// ([ArqObservation.Finished]).
public final class ArqSender implements FrameHandler.Listener {

    private final InetSocketAddress remote;
    private final Recorder recorder;
    private final MachineShell shell;
    private final CompletableFuture<ArqObservation.Finished> end;
    private boolean answered;

    private ArqSender(
            Channel channel,
            boolean segments,
            InetSocketAddress remote,
            SenderSession session,
            Recorder recorder,
            CompletableFuture<ArqObservation.Finished> end) {
        this.remote = remote;
        this.recorder = recorder;
        this.end = end;
        FrameHandler frames = FrameHandler.on(channel, segments, this);
        this.shell = new MachineShell(
                session,
                channel.eventLoop(),
                frames,
                remote,
                recorder,
                _ -> {},
                _ -> session.finished().ifPresent(end::complete),
                end::completeExceptionally);
        channel.closeFuture()
                .addListener(_ -> end.completeExceptionally(new IllegalStateException("the channel was closed")));
    }

    /// Starts a transfer; it runs on the channel's event loop.
    ///
    /// @param channel bound, without a handler; the caller closes it
    /// @param remote where the receiver listens, or a relay before it
    /// @param session the transfer, with a machine for its protocol inside
    /// @param recorder where it tells what happens
    /// @return how it ends; it fails only when the channel is closed before that, the machine throws, or nobody
    ///     listens where the channel is connected to ([PortUnreachableException])
    public static CompletableFuture<ArqObservation.Finished> start(
            Channel channel, InetSocketAddress remote, SenderSession session, Recorder recorder) {
        return start(channel, false, remote, session, recorder);
    }

    /// Starts a transfer that is to be fast: many frames leave in one call ([DatagramOptions#segments]).
    public static CompletableFuture<ArqObservation.Finished> startFast(
            Channel channel, InetSocketAddress remote, SenderSession session, Recorder recorder) {
        return start(channel, DatagramOptions.segments(channel), remote, session, recorder);
    }

    private static CompletableFuture<ArqObservation.Finished> start(
            Channel channel, boolean segments, InetSocketAddress remote, SenderSession session, Recorder recorder) {
        CompletableFuture<ArqObservation.Finished> end = new CompletableFuture<>();
        channel.eventLoop()
                .execute(() ->
                        new ArqSender(channel, segments, remote, session, recorder, end).shell.on(new Input.Begun()));
        return end;
    }

    @Override
    public void frame(Frame frame, InetSocketAddress from) {
        if (from.equals(remote)) {
            answered = true;
            shell.on(new Input.Arrived(frame));
        }
    }

    @Override
    public void damaged(Decoded.Damaged damaged, int octets, InetSocketAddress from) {
        recorder.record(new ArqObservation.Damaged(Endpoints.text(from), octets, damaged.reason(), damaged.offset()));
    }

    /// RFC 1122 §4.1.3.3: it is passed on to the application. Later it may be of a host that is only restarting.
    @Override
    public void unreachable(PortUnreachableException cause) {
        if (!answered) {
            broken(cause);
        }
    }

    @Override
    public void broken(Throwable cause) {
        shell.end();
        end.completeExceptionally(cause);
    }
}
