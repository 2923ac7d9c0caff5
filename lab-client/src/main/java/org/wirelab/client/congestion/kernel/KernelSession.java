package org.wirelab.client.congestion.kernel;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.wirelab.client.path.Path;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.congestion.kernel.KernelSetting;
import org.wirelab.congestion.kernel.KernelWitness;
import org.wirelab.net.Transport;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// A transfer by the kernel's own TCP with all that belongs to it: the path, how its hosts are set, the sockets, who
/// watches, and what follows from that.
///
/// The part of the run that it belongs to is begun by who calls it.
public final class KernelSession {

    private static final int CLIENT_PORT = 40001;
    private static final int SERVER_PORT = 7001;
    private static final long LOOK_MILLIS = 2;

    private final ClientRun run;
    private final CommonOptions options;

    public KernelSession(ClientRun run, CommonOptions options) {
        this.run = run;
        this.options = options;
    }

    /// Transfers in the lab's own network, where the system allows one.
    ///
    /// @param progress is told now and then how far it has come
    /// @return the transfer's conversation
    /// @throws LabException when the system allows no such network, or the connection breaks
    public Conversation run(KernelWishes wishes, Consumer<TcpInfo> progress) throws LabException, InterruptedException {
        KernelWitness witness = new KernelWitness();
        run.trace().listen(witness);
        try (Transport transport = Transport.open(2);
                Path path = Path.onHosts(run, options, wishes.link().network(new DataNumbers()), new SegmentReader())) {
            Hosts hosts = new Hosts(path.network());
            hosts.set(wishes.profile());
            try (Sink sink = Sink.open(
                    transport, Sink.Place.serverOf(path), path.serverEnd(SERVER_PORT), wishes.receiveBuffer())) {
                InetSocketAddress target = path.serves(sink.address());
                try (SenderSocket socket =
                        SenderSocket.open(transport, path, path.clientEnd(CLIENT_PORT), wishes.algorithm())) {
                    Conversation conversation = path.conversation(socket.local());
                    witness.follow(conversation);
                    run.expect(conversation);
                    transfer(wishes, progress, path, hosts, socket, target, witness, conversation);
                    return conversation;
                }
            }
        }
    }

    private void transfer(
            KernelWishes wishes,
            Consumer<TcpInfo> progress,
            Path path,
            Hosts hosts,
            SenderSocket socket,
            InetSocketAddress target,
            KernelWitness witness,
            Conversation conversation)
            throws LabException, InterruptedException {
        Trace trace = run.trace();
        trace.record(KernelTransfer.TCP_INFO, conversation, new VantageObservation.Opened(""));
        Optional<Unseen> lacking = Lacking.of(wishes.algorithm(), socket.algorithm(), hosts);
        if (lacking.isPresent()) {
            trace.record(KernelTransfer.TCP_INFO, conversation, lacking.get());
        } else {
            KernelSetting setting = hosts.setting(wishes.algorithm(), wishes.profile());
            socket.connect(target);
            KernelTransfer transfer = new KernelTransfer(socket, wishes.timeout());
            transfer.watch();
            boolean complete;
            try {
                complete = transfer.send(wishes.octets(), progress);
            } finally {
                transfer.record(trace, conversation, witness);
            }
            socket.close();
            path.endWatching();
            conclude(witness, setting, complete, conversation);
        }
        trace.record(KernelTransfer.TCP_INFO, conversation, new VantageObservation.Closed("", 0));
        run.ended(conversation);
    }

    /// Waits until everything that was seen has been handed on, and says what follows from it.
    private void conclude(KernelWitness witness, KernelSetting setting, boolean complete, Conversation conversation)
            throws InterruptedException {
        Trace trace = run.trace();
        while (trace.waiting() > 0) {
            Thread.sleep(LOOK_MILLIS);
        }
        long start = System.nanoTime() - trace.now();
        witness.conclusions(setting, complete)
                .forEach(said -> trace.recordAt(
                        start + said.nanos(),
                        new Vantage(said.source(), Side.CLIENT),
                        conversation,
                        said.observation()));
    }
}
