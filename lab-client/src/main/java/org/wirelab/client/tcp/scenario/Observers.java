package org.wirelab.client.tcp.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.wirelab.client.path.HostCapture;
import org.wirelab.link.EmulatedNetwork;
import org.wirelab.link.Host;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.SocketTables;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;
import org.wirelab.wire.CapturedFrame;

/// Who watches a play: a capture and the kernel at each host, the sockets of both ends, and the link; and the order in
/// which they begin and end.
///
/// All of them watch before anything happens, and until nothing happens any more: only then what they did not see did
/// not happen.
final class Observers implements AutoCloseable {

    private static final Vantage LINK = new Vantage(Source.LINK, Side.LINK);

    private final Trace trace;
    private final Conversation conversation;
    private final EmulatedNetwork network;
    private final List<HostCapture> captures = new ArrayList<>();
    private final List<KernelWatch> kernels = new ArrayList<>();
    private final List<Vantage> open = new ArrayList<>();

    /// Nobody watches yet.
    Observers(Trace trace, Conversation conversation, EmulatedNetwork network) {
        this.trace = trace;
        this.conversation = conversation;
        this.network = network;
    }

    /// Begins to watch, everywhere.
    ///
    /// @param spool keeps a frame for the run's capture file
    /// @param log what the link says
    void watch(ToIntFunction<CapturedFrame> spool, LinkLog log, EndSocket client, EndSocket server)
            throws LabException {
        opened(new Vantage(Source.SOCKET, Side.CLIENT));
        opened(new Vantage(Source.SOCKET, Side.SERVER));
        watchTheWire(spool);
        watchTheKernel(Side.CLIENT, client);
        watchTheKernel(Side.SERVER, server);
        opened(LINK);
        log.follow(conversation, LINK);
    }

    private void watchTheWire(ToIntFunction<CapturedFrame> spool) throws LabException {
        for (Side side : new Side[] {Side.CLIENT, Side.SERVER}) {
            HostCapture capture = new HostCapture(trace, side, spool, new SegmentReader(conversation));
            capture.start(host(side));
            captures.add(capture);
        }
    }

    private void watchTheKernel(Side side, EndSocket end) throws LabException {
        SocketTables tables = tables(side);
        opened(new Vantage(tables.source(), side));
        opened(new Vantage(Source.TCP_INFO, side));
        kernels.add(new KernelWatch(trace, conversation, side, tables, end));
    }

    /// Ends the watching: the kernels first, then the link, which says what became of everything, then the
    /// captures, which hand over what is left. After that nothing more is seen by anybody, and each says so.
    @Override
    public void close() throws LabException {
        Optional<IOException> mute = Optional.empty();
        for (KernelWatch kernel : kernels) {
            kernel.close();
            mute = mute.or(kernel::failure);
        }
        network.endLink();
        captures.forEach(HostCapture::stop);
        open.forEach(vantage -> trace.record(vantage, conversation, new VantageObservation.Closed("", 0)));
        if (mute.isPresent()) {
            throw new LabException(
                    ExitCode.INTERNAL,
                    "the kernel stopped answering: " + mute.get().getMessage(),
                    mute.get());
        }
    }

    private void opened(Vantage vantage) {
        trace.record(vantage, conversation, new VantageObservation.Opened(""));
        open.add(vantage);
    }

    private Host host(Side side) {
        return side == Side.CLIENT ? network.client() : network.server();
    }

    /// Through netlink alone: the text tables under `/proc/net` are those of the process's first thread.
    private SocketTables tables(Side side) throws LabException {
        Optional<SocketTables> tables;
        try {
            tables = host(side).call(SocketTables::open);
        } catch (Exception e) {
            throw new LabException(ExitCode.LACKING, "the kernel's tables cannot be read: " + e.getMessage(), e);
        }
        if (tables.isEmpty() || tables.get().source() != Source.SOCK_DIAG) {
            tables.ifPresent(SocketTables::close);
            throw new LabException(
                    ExitCode.LACKING, "the kernel's tables cannot be read: sock_diag is missing (module tcp_diag)");
        }
        return tables.get();
    }
}
