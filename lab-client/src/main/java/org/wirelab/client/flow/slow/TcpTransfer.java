package org.wirelab.client.flow.slow;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.wirelab.arq.Payload;
import org.wirelab.client.path.Path;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.Witness;
import org.wirelab.client.tcp.scenario.End;
import org.wirelab.client.tcp.scenario.EndSocket;
import org.wirelab.client.tcp.scenario.KernelWatch;
import org.wirelab.client.tcp.scenario.SocketSetting;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketTables;
import org.wirelab.tcp.Tally;
import org.wirelab.tcp.WindowAccount;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// TCP between the same two programs: its receiver closes the window, and its sender waits (RFC 9293 §3.8.6).
final class TcpTransfer {

    private final ClientRun run;
    private final Path path;
    private final SlowWish wish;
    private final Transport transport;
    private final Witness witness;

    /// Told of every entry of the run; only one transfer at a time is looked at.
    private final AtomicReference<AccountWatch> watch;

    TcpTransfer(
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
        InetSocketAddress client = free(path.clientEnd(port));
        InetSocketAddress server = free(path.serverEnd(port));
        Conversation conversation = Conversation.between(Endpoints.text(client), Endpoints.text(server));
        WindowWatch window = new WindowWatch(conversation);
        watch.set(window);
        run.expect(conversation);
        opened(conversation);
        boolean over = false;
        try (EndSocket clientSocket =
                        new EndSocket(path::atClient, transport, client, server, calls(conversation, Side.CLIENT));
                EndSocket serverSocket =
                        new EndSocket(path::atServer, transport, server, client, calls(conversation, Side.SERVER))) {
            Outcome outcome = play(slow, conversation, clientSocket, serverSocket, window);
            over = true;
            return outcome;
        } finally {
            if (over) { // what broke off has missed nothing
                run.ended(conversation);
            }
        }
    }

    private Outcome play(
            boolean slow, Conversation conversation, EndSocket clientSocket, EndSocket serverSocket, WindowWatch window)
            throws LabException, InterruptedException {
        End client = new End(Side.CLIENT, clientSocket, witness);
        End server = new End(Side.SERVER, serverSocket, witness);
        byte[] data = new Payload(wish.link().seed(), wish.octets()).part(0, Math.toIntExact(wish.octets()));
        server.set(SocketSetting.RECEIVE_BUFFER, wish.buffer());
        List<KernelWatch> kernels = watchTheKernels(conversation, clientSocket, serverSocket);
        try {
            server.listen();
            client.connect();
            client.awaitConnected();
            server.awaitAccepted();
            AtomicReference<SlowReader> reader = new AtomicReference<>();
            serverSocket.onLoop(channel -> reader.set(SlowReader.on(channel, wish.pace(slow), wish.frameOctets())));
            long begun = System.nanoTime();
            clientSocket.onLoop(channel -> PacedWriter.on(
                    channel, data, wish.frameOctets(), wish.link().bitsPerSecond()));
            server.awaitRead(data.length);
            end(client, server);
            closeKernels(kernels);
            SlowReader read = reader.get();
            WindowAccount account = window.ledger()
                    .account(data.length, read.read(), read.digest().equals(digest(data)));
            calls(conversation, Side.SERVER).record(account);
            return outcome(slow, account, window, read.lastNanos() - begun);
        } finally {
            kernels.forEach(KernelWatch::close);
            closed(conversation);
        }
    }

    /// The orderly end, seen by the captures where there are any: what comes before it has then been seen too.
    private void end(End client, End server) throws LabException, InterruptedException {
        client.shutdownOutput();
        server.awaitEndOfStream();
        server.shutdownOutput();
        client.awaitEndOfStream();
        if (path.network().isPresent()) {
            client.awaitSegments("both FINs", 2, Segment::fin);
        }
    }

    private static String digest(byte[] data) {
        Tally tally = new Tally();
        tally.add(ByteBuffer.wrap(data));
        return tally.digest();
    }

    private static Outcome outcome(boolean slow, WindowAccount account, WindowWatch window, long nanos) {
        Long sent = window.sentOctets();
        return new Outcome(
                "tcp",
                slow,
                account.octets(),
                sent,
                sent == null ? null : sent - account.octets(),
                account.arrived(),
                null,
                null,
                account.intact(),
                account.closedNanos(),
                account.receiverLimitedMicros(),
                account.lowestKnown(),
                account.zeroWindows(),
                account.probes(),
                account.updates(),
                nanos);
    }

    private List<KernelWatch> watchTheKernels(Conversation conversation, EndSocket client, EndSocket server)
            throws LabException {
        List<KernelWatch> kernels = new ArrayList<>();
        Optional<SocketTables> atClient = path.atClient(SocketTables::open);
        atClient.ifPresent(
                tables -> kernels.add(new KernelWatch(run.trace(), conversation, Side.CLIENT, tables, client)));
        Optional<SocketTables> atServer = path.atServer(SocketTables::open);
        atServer.ifPresent(
                tables -> kernels.add(new KernelWatch(run.trace(), conversation, Side.SERVER, tables, server)));
        return kernels;
    }

    private static void closeKernels(List<KernelWatch> kernels) throws LabException {
        for (KernelWatch kernel : kernels) {
            kernel.close();
            Optional<IOException> failure = kernel.failure();
            if (failure.isPresent()) {
                throw new LabException(
                        ExitCode.INTERNAL, "the kernel stopped answering: " + SystemWords.of(failure.get()));
            }
        }
    }

    private void opened(Conversation conversation) {
        vantages().forEach(vantage -> run.trace().record(vantage, conversation, new VantageObservation.Opened("")));
    }

    private void closed(Conversation conversation) {
        vantages().forEach(vantage -> run.trace().record(vantage, conversation, new VantageObservation.Closed("", 0)));
    }

    private static List<Vantage> vantages() {
        return List.of(
                new Vantage(Source.SOCKET, Side.CLIENT),
                new Vantage(Source.SOCKET, Side.SERVER),
                new Vantage(Source.TCP_INFO, Side.CLIENT),
                new Vantage(Source.TCP_INFO, Side.SERVER));
    }

    private Recorder calls(Conversation conversation, Side side) {
        return run.trace().recorder(new Vantage(Source.SOCKET, side), conversation);
    }

    /// The address itself; where the system is to choose a port, with one that is free now.
    private static InetSocketAddress free(InetSocketAddress end) throws LabException {
        if (end.getPort() != 0) {
            return end;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(end);
            return (InetSocketAddress) probe.getLocalSocketAddress();
        } catch (IOException e) {
            throw new LabException(ExitCode.LACKING, "no port is free at " + end + ": " + SystemWords.of(e), e);
        }
    }
}
