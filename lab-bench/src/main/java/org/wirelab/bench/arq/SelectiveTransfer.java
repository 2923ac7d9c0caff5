package org.wirelab.bench.arq;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wirelab.arq.ArqObservation;
import org.wirelab.arq.Ends;
import org.wirelab.arq.FrameCodec;
import org.wirelab.arq.Machines;
import org.wirelab.arq.NumberSpace;
import org.wirelab.arq.Payload;
import org.wirelab.arq.Protocol;
import org.wirelab.arq.ReceiverSession;
import org.wirelab.arq.ReceiverSettings;
import org.wirelab.arq.SenderSession;
import org.wirelab.arq.SenderSettings;
import org.wirelab.arq.Timeout;
import org.wirelab.arq.Transfer;
import org.wirelab.net.Transport;
import org.wirelab.net.arq.ArqReceiver;
import org.wirelab.net.arq.ArqSender;
import org.wirelab.net.arq.DatagramOptions;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Recorder;
import org.wirelab.wire.SequenceNumber;

/// One transfer by selective repeat over loopback, unrecorded: the lab's own machines and shells, sender and receiver
/// each on a thread of its own.
///
/// @param window in frames
/// @param datagram octets of each, headers of the frame included: fewer of them are data than of iperf3's
record SelectiveTransfer(int window, int datagram) {

    private static final long SECOND = 1_000_000_000L;
    private static final int PATIENCE_SECONDS = 120;
    private static final Ends ENDS = new Ends("sender", "receiver");

    /// Carries so many octets.
    ///
    /// @return how it ended: complete, or it is no result
    ArqObservation.Finished carry(long octets, int id) throws LabException, InterruptedException {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Transfer transfer = new Transfer(
                id,
                Protocol.SELECTIVE_REPEAT,
                NumberSpace.OF_32_BITS,
                new SequenceNumber(0xffff_0000L),
                window,
                datagram - FrameCodec.DATA_HEADER,
                octets,
                0);
        try (Transport receiving = Transport.open(1);
                Transport sending = Transport.open(1)) {
            Channel listener = bound(receiving, anywhere);
            listener.eventLoop()
                    .submit(() -> ArqReceiver.on(listener, (open, _) -> admit(Transfer.of(open))))
                    .sync();
            Channel channel = bound(sending, anywhere);
            Payload payload = new Payload(id, octets);
            SenderSettings settings = SenderSettings.DEFAULT
                    .withTimeout(new Timeout.Adaptive(SECOND, SECOND / 5, 60 * SECOND))
                    .withEvidence(3)
                    .unrecorded();
            SenderSession session = new SenderSession(
                    Machines.sender(transfer, payload, ENDS, settings),
                    transfer,
                    payload,
                    ENDS,
                    settings,
                    PATIENCE_SECONDS * SECOND);
            ArqObservation.Finished finished = ArqSender.startFast(
                            channel, (InetSocketAddress) listener.localAddress(), session, Recorder.NONE)
                    .get(2 * PATIENCE_SECONDS, TimeUnit.SECONDS);
            channel.close().sync();
            listener.close().sync();
            if (!finished.complete()) {
                throw new LabException(ExitCode.INTERNAL, "the transfer is not complete: " + finished.reason());
            }
            return finished;
        } catch (ExecutionException | TimeoutException e) {
            throw new LabException(ExitCode.INTERNAL, "the transfer does not end: " + e.getMessage(), e);
        }
    }

    private ArqReceiver.Admission admit(Transfer transfer) {
        ReceiverSettings settings = ReceiverSettings.DEFAULT
                .withRoom(window)
                .acknowledgingEvery(Math.max(1, Math.min(32, window / 4)))
                .unrecorded();
        ReceiverSession session = new ReceiverSession(
                Machines.receiver(transfer, ENDS, settings),
                transfer,
                ENDS,
                window,
                false,
                () -> -1,
                PATIENCE_SECONDS * SECOND,
                PATIENCE_SECONDS * SECOND);
        return new ArqReceiver.Admission.Granted(session, Recorder.NONE, _ -> {}, () -> {});
    }

    private static Channel bound(Transport transport, InetSocketAddress address) throws LabException {
        var binding = DatagramOptions.fast(transport)
                .handler(new ChannelInboundHandlerAdapter())
                .bind(address)
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new LabException(ExitCode.INTERNAL, "no socket: " + binding.cause(), binding.cause());
        }
        return binding.channel();
    }
}
