package org.wirelab.client.flow;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wirelab.arq.ArqObservation.Finished;
import org.wirelab.arq.CapturedTransfers;
import org.wirelab.arq.Comparison;
import org.wirelab.arq.FrameHead;
import org.wirelab.arq.Machines;
import org.wirelab.arq.NumberSpace;
import org.wirelab.arq.Protocol;
import org.wirelab.arq.SenderSettings;
import org.wirelab.arq.Transfer;
import org.wirelab.client.path.PacketReader;
import org.wirelab.client.path.Path;
import org.wirelab.client.path.WarmUp;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.link.Direction;
import org.wirelab.link.NetworkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.arq.ArqLimits;
import org.wirelab.server.arq.ArqService;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.wire.UdpHeader;

/// Transfers with all that belongs to them: the path, the server, if it is to be embedded, and the order in which they
/// end.
public final class FlowSession {

    /// By how much measurement and prediction may differ without a word.
    private static final double TOLERANCE = 0.2;

    private static final int WARMING_WINDOW = 4;
    private static final int WARMING_FRAME = 1000;
    private static final long WARMING_OCTETS = 40_000;

    private static final Vantage SENDER = new Vantage(Source.ARQ, Side.CLIENT);

    /// Shown is what the ARQ says, judged by the flow of the sliding window.
    private static final String[] TOPICS = {"arq", "flow.window"};

    private final ClientRun run;
    private final CommonOptions options;
    private final PrintWriter err;

    /// @param err for the progress of long transfers
    public FlowSession(ClientRun run, CommonOptions options, PrintWriter err) {
        this.run = run;
        this.options = options;
        this.err = err;
    }

    /// Runs the transfers over a link of the lab's own, to a server of the lab's own.
    ///
    /// @return how it ended; the findings may make it worse
    /// @throws LabException when there is no way to do so
    public ExitCode runEmbedded(FlowWish wish) throws LabException {
        run.part(TOPICS);
        NetworkSettings settings = wish.link().network(FlowSession::numbered);
        try (Transport transport = Transport.open(2);
                Path path = open(transport, settings)) {
            ArqService service =
                    new ArqService(transport, path.serverEnd(ArqService.PORT), ArqLimits.DEFAULT, path::clientBehind);
            List<Conversation> conversations = new ArrayList<>();
            List<TransferRun.End> ends = new ArrayList<>();
            try {
                InetSocketAddress target = path.serves(listen(path, service));
                for (Protocol protocol : wish.protocols()) {
                    if (isInVain(ends)) {
                        break;
                    }
                    if (!ends.isEmpty()) {
                        // the same losses for each transfer
                        path.link().ifPresent(link -> link.countAnew(Direction.TO_SERVER));
                    }
                    TransferRun transfer = new TransferRun(run, path, transport, wish, err);
                    ends.add(transfer.play(protocol, target, conversations));
                }
            } finally {
                service.close();
                path.endWatching();
                // what broke off has missed nothing: it ended too early
                conversations.subList(0, ends.size()).forEach(run::ended);
            }
            boolean ipv6 = options.family().equals(Optional.of(StandardProtocolFamily.INET6));
            compare(ends, wish, ipv6);
            return outcome(ends);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    /// Runs the transfers to a server on another host.
    ///
    /// @return how it ended; the findings may make it worse
    /// @throws LabException when no way leads there
    public ExitCode run(InetSocketAddress server, FlowWish wish) throws LabException {
        run.part(TOPICS);
        try (Transport transport = Transport.open(2);
                Path path = Path.to(server, run, options, reader())) {
            List<Conversation> conversations = new ArrayList<>();
            List<TransferRun.End> ends = new ArrayList<>();
            try {
                for (Protocol protocol : wish.protocols()) {
                    if (isInVain(ends)) {
                        break;
                    }
                    ends.add(new TransferRun(run, path, transport, wish, err).play(protocol, server, conversations));
                }
            } finally {
                path.endWatching();
                // what broke off has missed nothing: it ended too early
                conversations.subList(0, ends.size()).forEach(run::ended);
            }
            return outcome(ends);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private Path open(Transport transport, NetworkSettings settings) throws LabException, InterruptedException {
        int _ = WarmUp.on(
                transport,
                FlowWish.ALL.stream().map(FlowSession::warmingUp).toList(),
                (transfer, payload, ends) -> Machines.sender(transfer, payload, ends, SenderSettings.DEFAULT));
        return Path.open(run, options, settings, reader());
    }

    private static Transfer warmingUp(Protocol protocol) {
        return new Transfer(
                protocol.ordinal(),
                protocol,
                NumberSpace.OF_32_BITS,
                FlowWish.FIRST,
                protocol == Protocol.STOP_AND_WAIT ? 1 : WARMING_WINDOW,
                WARMING_FRAME,
                WARMING_OCTETS,
                0);
    }

    private InetSocketAddress listen(Path path, ArqService service) throws LabException {
        path.atServer(() -> {
            service.start(ConnectionTraces.into(run.trace()));
            return service;
        });
        return service.addresses().getFirst();
    }

    /// How the link knows a data frame by its number among all, from 1.
    private static PacketMatch numbered(long number) {
        byte[] octets = FrameHead.octets(FlowWish.FIRST.plus((int) (number - 1)));
        return PacketMatch.datagram("", 0, FrameHead.ofData())
                .and(PacketMatch.datagram("", FrameHead.NUMBER_AT, octets))
                .called("frame " + number);
    }

    private static PacketReader reader() {
        CapturedTransfers transfers = new CapturedTransfers();
        return packet -> packet.transport() instanceof UdpHeader udp
                ? transfers.read(packet.src(), packet.dst(), udp.payload(), packet.frame())
                : Optional.empty();
    }

    /// A host that did not answer is not asked again.
    private boolean isInVain(List<TransferRun.End> ends) {
        boolean unanswered = !ends.isEmpty() && ends.getLast().unanswered();
        if (unanswered) {
            run.say("arq.said.not_tried");
        }
        return unanswered;
    }

    private void compare(List<TransferRun.End> ends, FlowWish wish, boolean ipv6) {
        List<Comparison.Run> runs = new ArrayList<>();
        List<Comparison.Run> apart = new ArrayList<>();
        for (TransferRun.End end : ends) {
            if (end.finished().complete()) {
                Comparison.Run compared = Comparison.Run.of(
                        wish.theory(ipv6),
                        end.transfer(),
                        wish.frameOctets(),
                        end.finished(),
                        end.lost(),
                        end.repeatedNanos());
                runs.add(compared);
                if (!end.disturbed() && Math.abs(compared.difference()) > TOLERANCE) {
                    apart.add(compared);
                }
            }
        }
        if (!runs.isEmpty()) {
            run.trace().record(SENDER, Conversation.RUN, new Comparison(runs));
        }
        apart.forEach(this::sayApart);
    }

    private void sayApart(Comparison.Run compared) {
        String name = compared.protocol().name().toLowerCase(Locale.ROOT);
        run.say(
                "arq.said.apart",
                run.wording().texts().get("arq.protocol." + name),
                String.format(Locale.ROOT, "%+.0f", compared.difference() * 100));
    }

    /// Not all of it arrived: the other end timed out. What arrived changed: that contradicts everything.
    private static ExitCode outcome(List<TransferRun.End> ends) {
        List<Finished> failed = ends.stream()
                .map(TransferRun.End::finished)
                .filter(finished -> !finished.complete())
                .toList();
        if (failed.isEmpty()) {
            return ExitCode.OK;
        }
        return failed.stream().anyMatch(finished -> "arq.gave_up.different".equals(finished.reason()))
                ? ExitCode.NOT_AS_DOCUMENTED
                : ExitCode.UNREACHABLE;
    }
}
