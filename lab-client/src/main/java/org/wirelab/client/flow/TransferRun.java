package org.wirelab.client.flow;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
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
import org.wirelab.arq.Theory;
import org.wirelab.arq.Timeout;
import org.wirelab.arq.Transfer;
import org.wirelab.client.path.Path;
import org.wirelab.client.session.ClientRun;
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
import org.wirelab.trace.Trail.Words;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// One transfer from its opening to its report, on a socket of its own.
final class TransferRun {

    /// How it ended.
    ///
    /// @param lost data frames that the link did not deliver
    /// @param repeatedNanos after how long a lost frame was sent again, on average; 0 where none was
    /// @param disturbed whether it met something that its prediction does not know of, and that was said
    record End(Transfer transfer, Finished finished, long lost, long repeatedNanos, boolean disturbed) {

        /// Whether the other end never spoke.
        boolean unanswered() {
            return "arq.gave_up.no_answer".equals(finished.reason());
        }
    }

    private static final int FIRST_PORT = 40001;
    private static final Vantage SENDER = new Vantage(Source.ARQ, Side.CLIENT);
    private static final int MILLIS_BETWEEN_LOOKS = 1000;
    private static final long LONGEST_TIMEOUT = 60_000_000_000L;
    private static final long SHORTEST_TIMEOUT = 100_000_000L;

    /// A timeout on the lab's own link, in round trips.
    private static final int ROUND_TRIPS = 3;

    /// So many tries in vain are more than bad luck.
    private static final int LEAST_TRIES = 6;

    private final ClientRun run;
    private final Path path;
    private final Transport transport;
    private final FlowWish wish;
    private final PrintWriter err;

    TransferRun(ClientRun run, Path path, Transport transport, FlowWish wish, PrintWriter err) {
        this.run = run;
        this.path = path;
        this.transport = transport;
        this.wish = wish;
        this.err = err;
    }

    /// Transfers the data.
    ///
    /// @param target where the datagrams are to be sent
    /// @param conversations takes the transfer's, which the caller ends
    End play(Protocol protocol, InetSocketAddress target, List<Conversation> conversations)
            throws LabException, InterruptedException {
        Channel channel = open(conversations.size());
        try {
            path.connect(channel, target);
            Conversation conversation = path.conversation((InetSocketAddress) channel.localAddress());
            conversations.add(conversation);
            TransferWatch watch = new TransferWatch(conversation);
            run.trace().listen(watch);
            run.expect(conversation);
            Recorder recorder = run.trace().recorder(SENDER, conversation);
            recorder.record(new VantageObservation.Opened(""));
            Transfer transfer = transfer(protocol, conversations.size());
            Finished finished = await(start(channel, target, transfer, conversation, recorder), transfer, watch);
            recorder.record(new VantageObservation.Closed("", 0));
            watch.awaitEnd();
            say(finished, transfer, watch);
            boolean disturbed = sayDisturbances(transfer, watch);
            return new End(transfer, finished, watch.lost(), watch.repeatedNanos(), disturbed);
        } finally {
            channel.close().awaitUninterruptibly();
        }
    }

    private Channel open(int index) throws LabException {
        InetSocketAddress local = path.clientEnd(FIRST_PORT + index);
        ChannelFuture bound = path.atClient(() -> DatagramOptions.plain(transport)
                .handler(new ChannelInboundHandlerAdapter())
                .bind(local)
                .awaitUninterruptibly());
        if (!bound.isSuccess()) {
            throw new LabException(
                    ExitCode.LACKING,
                    "no socket could be bound to " + Endpoints.text(local) + ": " + SystemWords.of(bound.cause()),
                    bound.cause());
        }
        return bound.channel();
    }

    private Transfer transfer(Protocol protocol, int index) {
        return new Transfer(
                id(index),
                protocol,
                NumberSpace.OF_32_BITS,
                FlowWish.FIRST,
                wish.window(protocol),
                wish.frameOctets(),
                wish.octets(),
                0);
    }

    /// By the seed where nobody else is on the path; on a LAN nobody shall guess it.
    private int id(int index) {
        return path.link().isPresent()
                ? new Random(wish.link().seed() * 31 + index).nextInt()
                : new SecureRandom().nextInt();
    }

    private CompletableFuture<Finished> start(
            Channel channel,
            InetSocketAddress target,
            Transfer transfer,
            Conversation conversation,
            Recorder recorder) {
        Payload payload = new Payload(wish.link().seed(), wish.octets());
        Ends ends = new Ends(conversation.initiator(), conversation.responder());
        SenderSettings settings = settings(transfer);
        SenderSession session = new SenderSession(
                Machines.sender(transfer, payload, ends, settings), transfer, payload, ends, settings, 0);
        return ArqSender.start(channel, target, session, recorder);
    }

    /// RFC 6298, but that on the lab's own link the timeout is never shorter than three round trips: what this
    /// machine has to do beside is no loss.
    private SenderSettings settings(Transfer transfer) {
        Timeout timeout = Timeout.ADAPTIVE;
        if (path.link().isPresent()) {
            Theory theory = wish.theory(true);
            double frames = Math.max(theory.roundTrip(), transfer.window() + 1.0);
            long least = Math.max(SHORTEST_TIMEOUT, (long) (ROUND_TRIPS * frames * theory.frameNanos()));
            timeout = new Timeout.Adaptive(least, least, Math.max(least, LONGEST_TIMEOUT));
        }
        SenderSettings settings = SenderSettings.DEFAULT.withTimeout(timeout).withTries(tries(timeout));
        return path.link().isPresent() ? settings : settings.withPatience(wish.patience());
    }

    /// As many as fit into the user's patience, each twice as long as the one before.
    private int tries(Timeout timeout) {
        long wait = timeout instanceof Timeout.Adaptive adaptive ? adaptive.initial() : SHORTEST_TIMEOUT;
        long left = wish.patience().toNanos();
        int tries = 0;
        while (left > 0) {
            tries++;
            left -= wait;
            wait = Math.min(2 * wait, LONGEST_TIMEOUT);
        }
        return path.link().isPresent() ? Math.max(LEAST_TRIES, tries) : Math.max(2, tries);
    }

    /// Waits for the end, and says now and then how far it is.
    private Finished await(CompletableFuture<Finished> end, Transfer transfer, TransferWatch watch)
            throws LabException, InterruptedException {
        boolean shown = "yes".equals(System.getenv("LAB_PROGRESS"));
        String name = transfer.protocol().name().toLowerCase(Locale.ROOT).replace('_', '-');
        while (true) {
            try {
                return end.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                if (shown) {
                    err.println("lab: " + name + ": " + watch.acknowledged() + " of " + transfer.frames()
                            + " frames acknowledged");
                    err.flush();
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof PortUnreachableException) {
                    throw Path.nobodyListens(e);
                }
                throw new LabException(ExitCode.INTERNAL, "the transfer broke off: " + e.getCause(), e);
            }
        }
    }

    /// A link that is a program is late on a machine that has no time for it: then theory is not what was tried.
    private boolean sayDisturbances(Transfer transfer, TransferWatch watch) {
        if (path.link().isEmpty()) {
            return false;
        }
        Theory theory = wish.theory(true);
        double documented = Math.max(theory.roundTrip(), transfer.window() + 1.0) * theory.frameNanos();
        List<Words> said = watch.disturbances(Math.round(documented)).said();
        said.forEach(words -> run.say(words.key(), words.arguments().toArray()));
        return !said.isEmpty();
    }

    private void say(Finished finished, Transfer transfer, TransferWatch watch) {
        if (!finished.complete()) {
            Long delivered = finished.delivered();
            run.say(
                    delivered == null ? "arq.said.unknown" : "arq.said.missing",
                    Long.toString(finished.octets()),
                    delivered == null ? "" : Long.toString(finished.octets() - delivered),
                    run.wording().texts().get(String.valueOf(finished.reason())));
            if (delivered == null && watch.acknowledged() > 0) {
                run.say("arq.said.acknowledged", Long.toString(watch.acknowledged()), Long.toString(transfer.frames()));
            }
            if (path.link().isEmpty() && "arq.gave_up.no_answer".equals(finished.reason())) {
                run.say("arq.said.server");
            }
        }
    }
}
