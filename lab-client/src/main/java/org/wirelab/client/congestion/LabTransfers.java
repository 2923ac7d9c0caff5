package org.wirelab.client.congestion;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.wirelab.arq.ArqObservation;
import org.wirelab.arq.CapturedTransfers;
import org.wirelab.arq.NumberSpace;
import org.wirelab.arq.Protocol;
import org.wirelab.arq.Transfer;
import org.wirelab.client.path.PacketReader;
import org.wirelab.client.path.Path;
import org.wirelab.client.path.WarmUp;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.EmbeddedServer;
import org.wirelab.congestion.Algorithm;
import org.wirelab.congestion.ControlSettings;
import org.wirelab.congestion.InitialWindow;
import org.wirelab.congestion.Senders;
import org.wirelab.congestion.SendingSettings;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.arq.ArqLimits;
import org.wirelab.server.arq.ArqService;
import org.wirelab.trace.Conversation;
import org.wirelab.wire.SequenceNumber;
import org.wirelab.wire.UdpHeader;

/// Transfers by the lab's own senders with all that belongs to them: the path, the receiver, the sockets, and the order
/// in which they end.
final class LabTransfers {

    /// Data octets of a full segment: with the lab's header and those of UDP and IP a packet of 1,500 octets.
    static final int SEGMENT = 1448;

    private static final int CLIENT_PORT = 40000;
    private static final int EVENT_LOOPS = 2;
    private static final int LOOK_MILLIS = 20;
    private static final int WARMING_SEGMENTS = 100;

    private final ClientRun run;
    private final CommonOptions options;
    private final Progress progress;

    /// Who is told now and then how far it has come.
    interface Progress {
        void now(long acknowledged, long all);
    }

    LabTransfers(ClientRun run, CommonOptions options, Progress progress) {
        this.run = run;
        this.options = options;
        this.progress = progress;
    }

    /// Runs all flows to their end.
    ///
    /// @param flows takes them, so that what came of them is known also where they fail
    /// @throws LabException when no path can be made, or the receiver does not answer
    void run(FlowWishes wishes, List<LabFlow> flows) throws LabException, InterruptedException {
        SplittableRandom random = new SplittableRandom(wishes.link().seed());
        SequenceNumber first = new SequenceNumber(random.nextLong(1L << Integer.SIZE));
        try (Transport transport = Transport.open(EVENT_LOOPS);
                Path path = path(transport, wishes, new DataSegments(first, SEGMENT))) {
            if (wishes.server().isPresent()) {
                run(wishes, flows, transport, path, wishes.server().get(), random, first);
                return;
            }
            try (EmbeddedServer server = path.atServer(() -> EmbeddedServer.start(
                    run.trace(),
                    new ArqService(
                            transport, path.serverEnd(ArqService.PORT), ArqLimits.DEFAULT, path::clientBehind)))) {
                run(wishes, flows, transport, path, path.serves(server.address()), random, first);
            }
        }
    }

    /// Each algorithm has sent a few segments to nobody's eyes: its first round trip shall be that of the network.
    private static void warmUp(Transport transport, FlowWishes wishes) throws LabException, InterruptedException {
        for (Algorithm algorithm : Set.copyOf(wishes.algorithms())) {
            Transfer few = new Transfer(
                    0,
                    Protocol.CUMULATIVE,
                    NumberSpace.OF_32_BITS,
                    new SequenceNumber(0),
                    WARMING_SEGMENTS,
                    SEGMENT,
                    (long) WARMING_SEGMENTS * SEGMENT,
                    0);
            int _ = WarmUp.on(
                    transport,
                    List.of(few),
                    (transfer, payload, _) -> Senders.of(algorithm, transfer, payload, SendingSettings.RECOMMENDED));
        }
    }

    private Path path(Transport transport, FlowWishes wishes, DataSegments segments)
            throws LabException, InterruptedException {
        warmUp(transport, wishes);
        return wishes.server().isPresent()
                ? Path.to(wishes.server().get(), run, options, reader())
                : Path.open(run, options, wishes.link().network(segments), reader());
    }

    /// What is captured goes into the run's capture file; where there is none, nobody reads it.
    private PacketReader reader() {
        CapturedTransfers transfers = new CapturedTransfers();
        return packet -> run.keeps() && packet.transport() instanceof UdpHeader udp
                ? transfers.read(packet.src(), packet.dst(), udp.payload(), packet.frame())
                : Optional.empty();
    }

    private void run(
            FlowWishes wishes,
            List<LabFlow> flows,
            Transport transport,
            Path path,
            InetSocketAddress target,
            SplittableRandom random,
            SequenceNumber first)
            throws LabException, InterruptedException {
        SendingSettings settings = SendingSettings.RECOMMENDED.with(ControlSettings.RECOMMENDED
                .withInitialWindow(new InitialWindow.Segments(wishes.initialWindow()))
                .withFastConvergence(wishes.algorithms().size() > 1));
        boolean complete = false;
        try {
            for (int i = 0; i < wishes.algorithms().size(); i++) {
                Transfer transfer = new Transfer(
                        random.nextInt(),
                        Protocol.CUMULATIVE,
                        NumberSpace.OF_32_BITS,
                        first,
                        wishes.window(),
                        SEGMENT,
                        wishes.octets(),
                        0);
                LabFlow flow = LabFlow.open(
                        path,
                        transport,
                        path.clientEnd(CLIENT_PORT + i),
                        run.trace(),
                        wishes.algorithms().get(i),
                        settings,
                        transfer,
                        random.nextLong());
                flows.add(flow);
                run.expect(flow.conversation());
            }
            for (LabFlow flow : flows) {
                flow.connect(path, target);
            }
            transfer(wishes, flows, target);
            complete = true;
        } finally {
            // what broke off has missed nothing: it ended too early
            flows.forEach(complete ? LabFlow::ended : LabFlow::brokeOff);
            path.endWatching();
            if (complete) {
                flows.forEach(flow -> run.ended(flow.conversation()));
            }
        }
    }

    private void transfer(FlowWishes wishes, List<LabFlow> flows, InetSocketAddress target)
            throws LabException, InterruptedException {
        long all = wishes.octets() * flows.size();
        for (LabFlow flow : flows) {
            flow.start(target);
            if (flow != flows.getLast() && !wishes.stagger().isZero()) {
                awaitTurn(flow, wishes);
            }
        }
        for (LabFlow flow : flows) {
            Stillness stillness =
                    new Stillness(flow, wishes.timeout(), wishes.server().isEmpty());
            Optional<ArqObservation.Finished> end = flow.await(LOOK_MILLIS);
            while (end.isEmpty()) {
                tell(flows, all);
                stillness.check();
                end = flow.await(LOOK_MILLIS);
            }
            check(end.get(), flow.conversation());
        }
    }

    /// Waits until this flow has been sending for as long as the next one is to begin later.
    private static void awaitTurn(LabFlow flow, FlowWishes wishes) throws LabException, InterruptedException {
        Stillness stillness =
                new Stillness(flow, wishes.timeout(), wishes.server().isEmpty());
        boolean over = false;
        while (!over) {
            Long began = flow.meter().began();
            stillness.check();
            over = flow.await(LOOK_MILLIS).isPresent()
                    || (began != null
                            && System.nanoTime() - began >= wishes.stagger().toNanos());
        }
    }

    /// Nothing is told of transfers of which none has begun.
    private void tell(List<LabFlow> flows, long all) {
        if (flows.stream().allMatch(flow -> flow.meter().heard() == 0)) {
            return;
        }
        progress.now(
                flows.stream().mapToLong(flow -> flow.meter().acknowledged()).sum(), all);
    }

    /// What did not arrive unchanged is told with its reason.
    private void check(ArqObservation.Finished end, Conversation conversation) throws LabException {
        if (end.reason() != null) {
            throw new LabException(
                    ExitCode.UNREACHABLE,
                    conversation.responder() + ": "
                            + run.wording().texts().find(end.reason()).orElse(end.reason()));
        }
    }
}
