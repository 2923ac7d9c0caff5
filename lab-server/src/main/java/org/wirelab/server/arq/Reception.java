package org.wirelab.server.arq;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.wirelab.arq.Ends;
import org.wirelab.arq.Frame;
import org.wirelab.arq.Machine;
import org.wirelab.arq.Machines;
import org.wirelab.arq.ReceiverSession;
import org.wirelab.arq.ReceiverSettings;
import org.wirelab.arq.Transfer;
import org.wirelab.congestion.Receiver;
import org.wirelab.congestion.ReceivingSettings;
import org.wirelab.net.LocalAddress;
import org.wirelab.net.arq.ArqReceiver;
import org.wirelab.net.arq.ArqReceiver.Admission;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.SourceNetwork;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;
import org.wirelab.udp.DropCounters;

/// Who is let in at the ARQ service: within its limits, each transfer a conversation of its own. On one event loop.
final class Reception implements ArqReceiver.Host {

    private final ArqLimits limits;
    private final ConnectionTraces traces;
    private final UnaryOperator<InetSocketAddress> behind;
    private final Supplier<InetSocketAddress> local;
    private final Set<Conversation> running = new HashSet<>();
    private final Map<SourceNetwork, Integer> sources = new HashMap<>();

    Reception(
            ArqLimits limits,
            ConnectionTraces traces,
            UnaryOperator<InetSocketAddress> behind,
            Supplier<InetSocketAddress> local) {
        this.limits = limits;
        this.traces = traces;
        this.behind = behind;
        this.local = local;
    }

    @Override
    public Admission admit(Frame.Open open, InetSocketAddress from) {
        SourceNetwork source = new SourceNetwork(from.getAddress());
        Ends ends = new Ends(Endpoints.text(behind.apply(from)), Endpoints.text(reachedAt(from)));
        Conversation conversation = Conversation.between(ends.sender(), ends.receiver());
        Optional<String> refusal = refusal(open, source, conversation);
        if (refusal.isPresent()) {
            return new Admission.Refused(refusal.get());
        }
        running.add(conversation);
        sources.merge(source, 1, Integer::sum);
        Recorder whole = traces.openUncaptured(topic(open), conversation)
                .recorder(new Vantage(Source.ARQ, Side.SERVER), conversation);
        whole.record(new VantageObservation.Opened(""));
        BoundedRecorder recorder = new BoundedRecorder(whole, limits.told());
        return new Admission.Granted(session(open, ends), recorder, _ -> {}, () -> {
            whole.record(new VantageObservation.Closed("", recorder.leftOut()));
            running.remove(conversation);
            sources.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
            traces.closed(conversation);
        });
    }

    /// What the notes say about such a transfer: of one that numbers octets only its congestion control is their
    /// affair.
    private static String topic(Frame.Open open) {
        return switch (open.protocol()) {
            case STOP_AND_WAIT, GO_BACK_N, SELECTIVE_REPEAT -> "arq";
            case CUMULATIVE -> "congestion";
        };
    }

    private Optional<String> refusal(Frame.Open open, SourceNetwork source, Conversation conversation) {
        if (running.size() >= limits.transfers() || running.contains(conversation)) {
            return Optional.of("arq.refused.busy");
        }
        if (sources.getOrDefault(source, 0) >= limits.perSource()) {
            return Optional.of("arq.refused.source");
        }
        if (open.octets() > limits.octets()) {
            return Optional.of("arq.refused.octets");
        }
        return open.frameOctets() > limits.memory() ? Optional.of("arq.refused.memory") : Optional.empty();
    }

    private ReceiverSession session(Frame.Open open, Ends ends) {
        Transfer transfer = Transfer.of(open);
        boolean byTaken = transfer.readRate() > 0;
        return switch (transfer.protocol()) {
            case STOP_AND_WAIT, GO_BACK_N, SELECTIVE_REPEAT -> {
                int room = Math.min(transfer.window(), limits.memory() / transfer.frameOctets());
                ReceiverSettings settings = ReceiverSettings.DEFAULT.withRoom(room);
                yield session(
                        Machines.receiver(transfer, ends, byTaken ? settings.taking() : settings),
                        transfer,
                        ends,
                        room);
            }
            case CUMULATIVE -> {
                long room = Math.min((long) transfer.window() * transfer.frameOctets(), limits.memory());
                ReceivingSettings settings = ReceivingSettings.DEFAULT.withRoom(room);
                yield session(new Receiver(transfer, byTaken ? settings.taking() : settings), transfer, ends, room);
            }
        };
    }

    private ReceiverSession session(Machine machine, Transfer transfer, Ends ends, long room) {
        return new ReceiverSession(
                machine,
                transfer,
                ends,
                room,
                true,
                this::dropped,
                limits.idle().toNanos(),
                limits.life().toNanos());
    }

    /// What the kernel has dropped at the service's socket, whose ever it was; -1 where it does not say.
    private long dropped() {
        return DropCounters.byNetlink(local.get()).orElse(-1);
    }

    /// This host's address as the sender knows it: where the service is bound to all of them, the one that leads
    /// there.
    private InetSocketAddress reachedAt(InetSocketAddress from) {
        InetSocketAddress bound = local.get();
        if (!bound.getAddress().isAnyLocalAddress()) {
            return bound;
        }
        try {
            return new InetSocketAddress(LocalAddress.towards(from).getAddress(), bound.getPort());
        } catch (IOException _) {
            return bound;
        }
    }
}
