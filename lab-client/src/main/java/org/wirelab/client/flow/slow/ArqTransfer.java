package org.wirelab.client.flow.slow;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wirelab.arq.ArqObservation;
import org.wirelab.arq.Ends;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Machines;
import org.wirelab.arq.NumberSpace;
import org.wirelab.arq.Payload;
import org.wirelab.arq.Protocol;
import org.wirelab.arq.ReceiverSession;
import org.wirelab.arq.ReceiverSettings;
import org.wirelab.arq.RoomAccount;
import org.wirelab.arq.SenderSession;
import org.wirelab.arq.SenderSettings;
import org.wirelab.arq.Timeout;
import org.wirelab.arq.Transfer;
import org.wirelab.client.path.Path;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.Witness;
import org.wirelab.net.KernelProbe;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.net.arq.ArqReceiver;
import org.wirelab.net.arq.ArqReceiver.Admission;
import org.wirelab.net.arq.ArqSender;
import org.wirelab.net.arq.DatagramOptions;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;
import org.wirelab.wire.SequenceNumber;

/// The lab's selective repeat between the same two programs: its receiver says with each acknowledgment how
/// much room it has.
final class ArqTransfer {

    private static final Vantage SENDER = new Vantage(Source.ARQ, Side.CLIENT);
    private static final Vantage RECEIVER = new Vantage(Source.ARQ, Side.SERVER);

    /// RFC 6298, but never shorter than Linux has it for TCP: what this machine has to do beside is no loss.
    private static final Timeout TIMEOUT = new Timeout.Adaptive(200_000_000L, 200_000_000L, 60_000_000_000L);

    private final ClientRun run;
    private final Path path;
    private final SlowWish wish;
    private final Transport transport;
    private final Witness witness;
    private final AtomicReference<AccountWatch> watch;

    ArqTransfer(
            ClientRun run,
            Path path,
            SlowWish wish,
            Transport transport,
            Witness witness,
            AtomicReference<AccountWatch> watch) {
        this.run = run;
        this.path = path;
        this.wish = wish;
        this.transport = transport;
        this.witness = witness;
        this.watch = watch;
    }

    /// Brings everything over.
    ///
    /// @param port which is free on hosts of the lab's own
    Outcome play(boolean slow, int port) throws LabException, InterruptedException {
        // by the seed: nobody else is on the path
        int id = (int) (wish.link().seed() * 31 + port);
        Transfer transfer = new Transfer(
                id,
                Protocol.SELECTIVE_REPEAT,
                NumberSpace.OF_32_BITS,
                SequenceNumber.of(1),
                wish.window(),
                wish.frameOctets(),
                wish.octets(),
                slow ? wish.readRate() / Byte.SIZE : 0);
        AtomicLong lastNanos = new AtomicLong();
        Receiving receiving = new Receiving(slow, lastNanos);
        Channel server = bound(() -> path.atServer(() -> DatagramOptions.plain(transport)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        receiving.on(channel);
                    }
                })
                .bind(path.serverEnd(port))
                .awaitUninterruptibly()));
        try {
            InetSocketAddress target = path.serves((InetSocketAddress) server.localAddress());
            Channel client = bound(() -> path.atClient(() -> DatagramOptions.plain(transport)
                    .handler(new ChannelInboundHandlerAdapter())
                    .bind(path.clientEnd(port))
                    .awaitUninterruptibly()));
            try {
                Conversation conversation = path.conversation((InetSocketAddress) client.localAddress());
                return play(slow, transfer, client, target, conversation, receiving);
            } finally {
                client.close().awaitUninterruptibly();
            }
        } finally {
            server.close().awaitUninterruptibly();
        }
    }

    private Outcome play(
            boolean slow,
            Transfer transfer,
            Channel client,
            InetSocketAddress target,
            Conversation conversation,
            Receiving receiving)
            throws LabException, InterruptedException {
        RoomWatch ledger = new RoomWatch(conversation, transfer.id());
        watch.set(ledger);
        run.expect(conversation);
        Recorder sending = run.trace().recorder(SENDER, conversation);
        Recorder receives = run.trace().recorder(RECEIVER, conversation);
        Ends ends = new Ends(conversation.initiator(), conversation.responder());
        receiving.begin(receives, ends);
        sending.record(new VantageObservation.Opened(""));
        receives.record(new VantageObservation.Opened(""));
        boolean over = false;
        try {
            Outcome outcome = play(slow, transfer, client, target, ends, ledger, receiving);
            over = true;
            return outcome;
        } finally {
            sending.record(new VantageObservation.Closed("", 0));
            receives.record(new VantageObservation.Closed("", 0));
            if (over) { // what broke off has missed nothing
                run.ended(conversation);
            }
        }
    }

    private Outcome play(
            boolean slow,
            Transfer transfer,
            Channel client,
            InetSocketAddress target,
            Ends ends,
            RoomWatch ledger,
            Receiving receiving)
            throws LabException, InterruptedException {
        Conversation conversation = Conversation.between(ends.sender(), ends.receiver());
        Recorder sending = run.trace().recorder(SENDER, conversation);
        Payload payload = new Payload(wish.link().seed(), wish.octets());
        SenderSettings settings = SenderSettings.DEFAULT.withTimeout(TIMEOUT);
        SenderSession session = new SenderSession(
                Machines.sender(transfer, payload, ends, settings), transfer, payload, ends, settings, 0);
        long begun = System.nanoTime();
        ArqObservation.Finished finished = await(ArqSender.start(client, target, session, sending));
        // the account is made of what has been told, and that is told a moment later
        witness.await(
                "the end of the transfer",
                entry -> entry.conversation().equals(conversation)
                        && entry.observation() instanceof ArqObservation.Finished);
        RoomAccount account = ledger.account();
        run.trace().record(RECEIVER, conversation, account);
        return new Outcome(
                "arq",
                slow,
                wish.octets(),
                account.octetsSent(),
                account.octetsSent() - wish.octets(),
                account.octetsDelivered(),
                wish.frameOctets(),
                finished.dropped(),
                account.complete(),
                account.closedNanos(),
                null,
                null,
                account.zeroWindows(),
                account.probes(),
                account.updates(),
                receiving.lastNanos.get() - begun);
    }

    private ArqObservation.Finished await(CompletableFuture<ArqObservation.Finished> end)
            throws LabException, InterruptedException {
        try {
            long patience = wish.patience().plus(wish.duration()).toNanos();
            return end.get(patience, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new LabException(ExitCode.UNREACHABLE, "the transfer by the ARQ does not come to its end", e);
        } catch (ExecutionException e) {
            throw new LabException(ExitCode.INTERNAL, "the transfer broke off: " + e.getMessage(), e);
        }
    }

    private interface Binding {
        ChannelFuture bind() throws LabException;
    }

    private static Channel bound(Binding binding) throws LabException {
        ChannelFuture bound = binding.bind();
        if (!bound.isSuccess()) {
            throw new LabException(
                    ExitCode.LACKING, "no socket could be bound: " + SystemWords.of(bound.cause()), bound.cause());
        }
        return bound.channel();
    }

    /// The receiver's end: one transfer, and a program that takes its data.
    private final class Receiving implements ArqReceiver.Host {

        private final boolean slow;
        private final AtomicLong lastNanos;
        private volatile @Nullable Channel channel;
        private volatile Recorder recorder = Recorder.NONE;
        private volatile Ends ends = new Ends("", "");

        private Receiving(boolean slow, AtomicLong lastNanos) {
            this.slow = slow;
            this.lastNanos = lastNanos;
        }

        void on(Channel made) {
            channel = made;
            ArqReceiver.on(made, this);
        }

        void begin(Recorder told, Ends between) {
            recorder = told;
            ends = between;
        }

        private long dropped() {
            Channel socket = channel;
            return socket == null ? -1 : KernelProbe.dropped(socket).orElse(-1);
        }

        @Override
        public Admission admit(Frame.Open open, InetSocketAddress from) {
            Transfer transfer = Transfer.of(open);
            ReceiverSettings settings = ReceiverSettings.DEFAULT.withRoom(wish.window());
            ReceiverSession session = new ReceiverSession(
                    Machines.receiver(transfer, ends, slow ? settings.taking() : settings),
                    transfer,
                    ends,
                    wish.window(),
                    true,
                    this::dropped,
                    wish.patience().toNanos(),
                    wish.patience().plus(wish.duration()).toNanos(),
                    wish.readAfter().toNanos());
            return new Admission.Granted(session, recorder, _ -> lastNanos.set(System.nanoTime()), () -> {});
        }
    }
}
