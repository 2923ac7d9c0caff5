package org.wirelab.client.congestion.kernel;

import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.client.path.Path;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.CommonOptions.NetworkChoice;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.tcp.scenario.Punctuality;
import org.wirelab.congestion.AgreementFlow;
import org.wirelab.congestion.KernelObservation.Agreement;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.congestion.kernel.KernelSetting;
import org.wirelab.congestion.kernel.KernelWitness;
import org.wirelab.link.NetworkSettings;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// A transfer by the kernel's own TCP with all that belongs to it: the path, how its hosts are set, the sockets, who
/// watches, and what follows from that.
///
/// It belongs to a part of the run about congestion; while it lasts, the part is about the agreement of its vantages
/// too.
public final class KernelSession {

    private static final int CLIENT_PORT = 40001;
    private static final int SERVER_PORT = 7001;

    /// TCP_INFO is read each millisecond; what stayed unread for longer than this may hold a round trip.
    private static final long LONG_GAP_MILLIS = 50;
    private static final long NANOS = 1_000_000_000;

    private final ClientRun run;
    private final CommonOptions options;
    private final Punctuality punctuality = new Punctuality();

    public KernelSession(ClientRun run, CommonOptions options) {
        this.run = run;
        this.options = options;
    }

    /// Transfers over the emulated link in a network of the lab's own, or to the server that is wished for.
    ///
    /// @param progress is told now and then how far it has come
    /// @return the transfer's conversation
    /// @throws LabException when the system allows no such network, or the connection breaks
    public Conversation run(KernelWishes wishes, Consumer<TcpInfo> progress) throws LabException, InterruptedException {
        try (Transport transport = Transport.open(2)) {
            return wishes.server().isPresent()
                    ? toServer(wishes, progress, transport, wishes.server().get())
                    : overLink(wishes, progress, transport);
        }
    }

    /// The same; but where the system allows no network of the lab's own, or the user wants none, over the
    /// loopback as it is: no link, no losses, and nobody who sees the wire without a privilege. That is said.
    public Conversation runAnywhere(KernelWishes wishes, Consumer<TcpInfo> progress)
            throws LabException, InterruptedException {
        if (wishes.server().isEmpty() && options.network().equals(Optional.of(NetworkChoice.HOST))) {
            return overLoopback(wishes, progress, "--network host");
        }
        try {
            return run(wishes, progress);
        } catch (LabException e) {
            boolean mustBeOwn = options.network().equals(Optional.of(NetworkChoice.PRIVATE));
            if (e.exitCode() != ExitCode.LACKING || mustBeOwn || wishes.server().isPresent()) {
                throw e;
            }
            return overLoopback(wishes, progress, LabNetwork.refusal().orElse(e.line()));
        }
    }

    private Conversation overLink(KernelWishes wishes, Consumer<TcpInfo> progress, Transport transport)
            throws LabException, InterruptedException {
        KernelWitness witness = witness();
        punctuality.expect(longest(wishes.link()));
        run.trace().listen(punctuality);
        try (Path path = Path.onHosts(run, options, wishes.link().network(new DataNumbers()), new SegmentReader())) {
            Hosts hosts = new Hosts(path.network());
            hosts.set(wishes.profile());
            try (Sink sink = Sink.open(
                    transport, Sink.Place.serverOf(path), path.serverEnd(SERVER_PORT), wishes.receiveBuffer())) {
                InetSocketAddress target = path.serves(sink.address());
                Conversation conversation =
                        transfer(wishes, progress, transport, path, hosts, target, witness, Opening.NONE);
                if (punctuality.late()) {
                    run.say("congestion.kernel.late", punctuality.longest().toMillis());
                }
                return conversation;
            }
        }
    }

    /// How long a packet may be under way: the delay, behind a queue that is full.
    private static Duration longest(LinkChoice link) {
        double waiting = link.bitsPerSecond() == 0
                ? 0
                : link.queue() * (double) NetworkSettings.ETHERNET_MTU * Byte.SIZE * NANOS / link.bitsPerSecond();
        return link.delay().plusNanos((long) waiting);
    }

    private Conversation overLoopback(KernelWishes wishes, Consumer<TcpInfo> progress, String why)
            throws LabException, InterruptedException {
        run.say("congestion.kernel.loopback", why);
        boolean ipv6 = options.family().equals(Optional.of(StandardProtocolFamily.INET6));
        InetSocketAddress any = new InetSocketAddress(Endpoints.literal(ipv6 ? "::1" : "127.0.0.1"), 0);
        KernelWitness witness = witness();
        try (Transport transport = Transport.open(2);
                Sink sink = Sink.open(transport, Sink.Place.HERE, any, wishes.receiveBuffer());
                Path path = Path.to(sink.address(), run, options, new SegmentReader())) {
            return transfer(
                    wishes,
                    progress,
                    transport,
                    path,
                    new Hosts(Optional.empty()),
                    sink.address(),
                    witness,
                    Opening.NONE);
        }
    }

    private Conversation toServer(
            KernelWishes wishes, Consumer<TcpInfo> progress, Transport transport, InetSocketAddress server)
            throws LabException, InterruptedException {
        KernelWitness witness = witness();
        try (Path path = Path.to(server, run, options, new SegmentReader())) {
            return transfer(
                    wishes,
                    progress,
                    transport,
                    path,
                    new Hosts(Optional.empty()),
                    server,
                    witness,
                    Opening.bulk(wishes.octets(), wishes.timeout()));
        }
    }

    private KernelWitness witness() {
        KernelWitness witness = new KernelWitness();
        run.trace().listen(witness);
        return witness;
    }

    private Conversation transfer(
            KernelWishes wishes,
            Consumer<TcpInfo> progress,
            Transport transport,
            Path path,
            Hosts hosts,
            InetSocketAddress target,
            KernelWitness witness,
            Opening opening)
            throws LabException, InterruptedException {
        try (SenderSocket socket =
                SenderSocket.open(transport, path, path.clientEnd(CLIENT_PORT), wishes.algorithm())) {
            Conversation conversation = path.conversation(socket.local());
            witness.follow(conversation);
            if (path.network().isPresent()) {
                run.part("congestion", "agreement");
            }
            run.expect(conversation);
            Trace trace = run.trace();
            trace.record(KernelTransfer.TCP_INFO, conversation, new VantageObservation.Opened(""));
            Optional<Unseen> lacking = Lacking.of(wishes.algorithm(), socket.algorithm(), hosts);
            if (lacking.isPresent()) {
                trace.record(KernelTransfer.TCP_INFO, conversation, lacking.get());
            } else {
                try {
                    KernelSetting setting = hosts.setting(wishes.algorithm(), wishes.profile());
                    socket.connect(target, wishes.timeout());
                    socket.account()
                            .ifPresent(info -> trace.record(
                                    KernelTransfer.TCP_INFO, conversation, KernelWitness.began(setting, info)));
                    boolean complete = send(wishes, progress, socket, conversation, witness, opening);
                    socket.close();
                    path.endWatching();
                    conclude(witness, setting, complete, conversation);
                } catch (LabException e) {
                    trace.record(
                            KernelTransfer.TCP_INFO,
                            conversation,
                            new Unseen("control", "congestion.lacking.broken", conversation.responder()));
                    throw e;
                }
            }
            trace.record(KernelTransfer.TCP_INFO, conversation, new VantageObservation.Closed("", 0));
            run.ended(conversation);
            run.part("congestion");
            return conversation;
        }
    }

    private boolean send(
            KernelWishes wishes,
            Consumer<TcpInfo> progress,
            SenderSocket socket,
            Conversation conversation,
            KernelWitness witness,
            Opening opening)
            throws LabException, InterruptedException {
        KernelTransfer transfer = new KernelTransfer(socket, wishes.timeout());
        transfer.watch();
        try {
            opening.ask(socket.channel());
            return transfer.send(wishes.octets(), progress);
        } finally {
            transfer.record(run.trace(), conversation, witness);
            if (transfer.longestGapMillis() >= LONG_GAP_MILLIS) {
                run.say("congestion.kernel.gap", Long.toString(transfer.longestGapMillis()));
            }
        }
    }

    /// Waits until everything that was seen has been handed on, and says what follows from it.
    private void conclude(KernelWitness witness, KernelSetting setting, boolean complete, Conversation conversation)
            throws InterruptedException {
        Trace trace = run.trace();
        trace.settle();
        run.say("congestion.kernel.afterwards");
        long start = System.nanoTime() - trace.now();
        witness.conclusions(setting, complete)
                .forEach(said -> trace.recordAt(
                        start + said.nanos(),
                        new Vantage(said.source(), Side.CLIENT),
                        conversation,
                        explained(said.observation())));
    }

    /// Counts that differ for no reason that the trace shows prove nothing over a link that was late: something may
    /// have been on it still, or unseen by the kernel's last word.
    private Observation explained(Observation observation) {
        return observation instanceof Agreement agreement
                        && !agreement.agree()
                        && agreement.why() == null
                        && punctuality.late()
                ? new Agreement(agreement.what(), agreement.counts(), false, AgreementFlow.LATE)
                : observation;
    }
}
