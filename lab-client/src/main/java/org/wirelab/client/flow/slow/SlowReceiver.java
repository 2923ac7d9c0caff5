package org.wirelab.client.flow.slow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.wirelab.arq.ReceiverRoomFlows;
import org.wirelab.client.path.Path;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.Witness;
import org.wirelab.flow.Flow;
import org.wirelab.link.NetworkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.net.Transport;
import org.wirelab.run.LabException;
import org.wirelab.tcp.ReceiverWindowFlows;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.udp.UdpFlows;

/// The experiment: the same data to the same programs by plain UDP, by TCP and by an ARQ; once with a
/// receiver that reads whatever has come, once with one that is slower than its sender.
public final class SlowReceiver {

    /// What the notes say of it, for each way.
    public static final List<Flow> FLOWS = Stream.of(UdpFlows.ALL, ReceiverWindowFlows.ALL, ReceiverRoomFlows.ALL)
            .flatMap(List::stream)
            .toList();

    /// On hosts of the lab's own every port is free: each transfer has its own.
    private static final int FIRST_PORT = 7010;

    private static final Vantage OURSELVES = new Vantage(Source.OS, Side.CLIENT);

    private final ClientRun run;
    private final CommonOptions options;
    private final SlowWish wish;
    private final Witness witness;
    private final LinkLosses losses = new LinkLosses();
    private final AtomicReference<AccountWatch> watch = new AtomicReference<>(new AccountWatch.Nobody());
    private int port = FIRST_PORT;

    /// @param wish what is brought over, and how slow the receiver is
    public SlowReceiver(ClientRun run, CommonOptions options, SlowWish wish) {
        this.run = run;
        this.options = options;
        this.wish = wish;
        this.witness = new Witness(wish.patience());
    }

    /// Plays all of it, and records the comparison.
    public void play() throws LabException, InterruptedException {
        // the witness last: when it has seen the end, the accounts have it too
        run.trace().listen(entry -> watch.get().on(entry));
        run.trace().listen(losses);
        run.trace().listen(witness);
        List<Outcome> fast = new ArrayList<>();
        List<Outcome> slow = new ArrayList<>();
        run.part("flow.receiver");
        DatagramWarmUp.run();
        try (Transport transport = Transport.open(2);
                Path path = open()) {
            for (boolean isSlow : new boolean[] {false, true}) {
                (isSlow ? slow : fast).addAll(answers(isSlow, path, transport));
            }
        }
        run.part("flow.receiver");
        run.trace()
                .record(
                        OURSELVES,
                        Conversation.RUN,
                        new Comparison(
                                wish.octets(),
                                wish.link().bitsPerSecond(),
                                wish.readRate(),
                                wish.readAfter().toNanos(),
                                slow,
                                fast));
    }

    /// The three, one after the other.
    private List<Outcome> answers(boolean slow, Path path, Transport transport)
            throws LabException, InterruptedException {
        run.part(topic(slow, "udp"));
        Outcome udp = onDatagrams(path, way -> new UdpTransfer(run, way, wish, losses).play(slow, port++));
        run.part(topic(slow, "tcp"));
        Outcome tcp = new TcpTransfer(run, path, wish, transport, witness, watch).play(slow, port++);
        run.part(topic(slow, "arq"));
        Outcome arq =
                onDatagrams(path, way -> new ArqTransfer(run, way, wish, transport, witness, watch).play(slow, port++));
        return List.of(udp, tcp, arq);
    }

    private interface Transfer {
        Outcome on(Path path) throws LabException, InterruptedException;
    }

    /// A relay stands before one server: where there are no hosts each transfer of datagrams has a path of its own.
    private Outcome onDatagrams(Path path, Transfer transfer) throws LabException, InterruptedException {
        if (path.network().isPresent()) {
            return transfer.on(path);
        }
        try (Path own = open()) {
            return transfer.on(own);
        }
    }

    private Path open() throws LabException {
        NetworkSettings settings = wish.link().network(_ -> PacketMatch.ANY);
        return Path.open(run, options, settings, new SlowPackets());
    }

    private static String topic(boolean slow, String transport) {
        return (slow ? "flow.slow." : "flow.fast.") + transport;
    }
}
