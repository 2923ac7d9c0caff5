package org.wirelab.client.tcp.watch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wirelab.capture.CaptureCounters;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.WireWatch;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.Analysis;
import org.wirelab.tcp.analysis.AnalyzerLimits;
import org.wirelab.tcp.analysis.ConnectionListener;
import org.wirelab.tcp.analysis.PacketAnalysis;
import org.wirelab.tcp.analysis.TcpAnalyzer;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.VantageObservation;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.Packet;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.PacketScan;
import org.wirelab.wire.TcpHeader;

/// The wire as a vantage of connections that others make: every segment and what the analysis says of it go into the
/// run's trace, each connection as a conversation of its own, which ends when nothing more is expected of it.
///
/// Frames come on the capture's thread, the clock's ticks on another.
final class WatchFeed {

    /// About 20 MB at most; a connection beyond these is forgotten, and said to be watched no longer.
    private static final AnalyzerLimits LIMITS = new AnalyzerLimits(10_000, 2_000, 200_000);

    /// Longer than a lost FIN's first three retransmissions on Linux take to come (200 ms, doubled each time).
    private static final long LINGER_NANOS = 2_000_000_000L;

    /// As many frames as a run's folder gets: the comments of a capture file are held until it is written.
    private static final int MOST_KEPT = 200_000;

    /// When the reader of this output is slower than the wire, the capture waits, and the kernel counts what it
    /// drops.
    private static final int MOST_WAITING = 50_000;

    /// @param droppedBefore what the kernel had dropped when the connection appeared
    private record Live(AnalysedConnection connection, Conversation conversation, long droppedBefore) {}

    private final ClientRun run;
    private final WireWatch wire;
    private final String interfaceName;
    private final PacketScan scan = new PacketScan();
    private final FirstInterface interfaces = new FirstInterface();
    private final TcpAnalyzer analyzer;
    private final Map<Long, Live> live = new HashMap<>();
    private final ArrayDeque<AnalysedConnection> over = new ArrayDeque<>();
    private Optional<CaptureCounters> counters = Optional.empty();
    private long latestNanos;
    private long frames;
    private long unread;
    private long underWay;
    private long remarkable;
    private long concluded;

    WatchFeed(ClientRun run, WireWatch wire, String interfaceName) {
        this.run = run;
        this.wire = wire;
        this.interfaceName = interfaceName;
        this.analyzer = new TcpAnalyzer(LIMITS, new ConnectionListener() {
            @Override
            public void ended(AnalysedConnection connection) {
                conclude(connection, latestNanos);
            }
        });
    }

    /// Begins to watch: that is said before anything that is seen.
    ///
    /// @param live called once the capture is live
    synchronized void begin(Runnable live) {
        wire.begin(this::on);
        if (wire.objection().isEmpty()) {
            wire.announce(run.trace());
            live.run();
        }
    }

    private void on(CapturedFrame frame) {
        awaitReaders();
        synchronized (this) {
            if (!scan.scan(frame)) {
                unread++;
            } else if (interfaces.takes(frame, scan)) {
                segment(frame, analyzer.analyse(scan, ++frames, frame.epochNanos()));
            }
        }
    }

    /// Asks for the counters, and concludes the connections that have been over for a while.
    ///
    /// @param nowNanos the time, in nanoseconds since 1970 UTC
    void tick(long nowNanos) {
        // a capture program answers after a moment: no frame is to wait for that
        Optional<CaptureCounters> asked = wire.counters();
        synchronized (this) {
            count(asked, nowNanos);
            while (!over.isEmpty() && nowNanos - over.element().lastNanos() > LINGER_NANOS) {
                conclude(over.remove(), nowNanos);
            }
        }
    }

    /// How many connections have come to their end.
    synchronized long concluded() {
        return concluded;
    }

    /// Ends the watch, which hands over what is still on its way: connections that are open are watched no longer.
    ///
    /// @param durationNanos how long was watched
    /// @param nowNanos the time, in nanoseconds since 1970 UTC
    void finish(long durationNanos, long nowNanos) {
        wire.counters().ifPresent(last -> count(Optional.of(last), nowNanos));
        wire.stop();
        synchronized (this) {
            count(wire.end().map(end -> new CaptureCounters(end.received(), end.dropped())), nowNanos);
            long open = live.values().stream()
                    .filter(each -> !each.connection().closing().over())
                    .count();
            latestNanos = nowNanos;
            analyzer.close();
            wire.close(run.trace());
            say(
                    nowNanos,
                    Conversation.RUN,
                    new WatchObservation.Totals(
                            analyzer.connections(), underWay, open, frames, remarkable, unread, durationNanos));
            counters.ifPresent(last -> say(
                    nowNanos,
                    Conversation.RUN,
                    new WatchObservation.Counted(interfaceName, last.received(), last.dropped())));
        }
    }

    private void segment(CapturedFrame frame, PacketAnalysis analysis) {
        AnalysedConnection connection = analysis.connection();
        Packet packet = PacketDecoder.decode(frame);
        if (packet.network() == null || !(packet.transport() instanceof TcpHeader tcp)) {
            unread++; // cut within the options: the analysis has seen what there is
            return;
        }
        long nanos = frame.epochNanos();
        latestNanos = nanos;
        if (connection.firstFrame() == analysis.frame()) {
            appear(connection, nanos);
        }
        Live known = live.get(connection.number());
        Conversation conversation = known == null ? name(connection) : known.conversation();
        keep(frame, nanos);
        say(nanos, conversation, Segment.of(packet.network(), tcp, (int) Math.min(frames, Integer.MAX_VALUE)));
        boolean trouble = false;
        for (Analysis each : Analysis.of(analysis)) {
            say(nanos, conversation, each);
            trouble |= each.flag().trouble();
        }
        if (trouble) {
            remarkable++;
        }
        if (analysis.closes()) {
            over.add(connection);
        }
    }

    private void appear(AnalysedConnection connection, long nanos) {
        Conversation conversation = name(connection);
        boolean late = !connection.initiatorSeen();
        if (late) {
            underWay++;
        }
        live.put(connection.number(), new Live(connection, conversation, dropped()));
        say(
                nanos,
                conversation,
                new WatchObservation.Appeared(
                        connection.number(), conversation.initiator(), conversation.responder(), late));
    }

    /// Says once of each connection that nothing more is to come of it here.
    private void conclude(AnalysedConnection connection, long nanos) {
        Live known = live.remove(connection.number());
        if (known == null) {
            return;
        }
        concluded++;
        Conversation conversation = known.conversation();
        say(nanos, conversation, farewell(known));
        say(nanos, conversation, WatchObservation.Ended.of(connection));
        say(nanos, conversation, new RunObservation.ConversationEnded());
    }

    /// Only who knows that nothing was dropped may say of something that it did not happen.
    private VantageObservation farewell(Live known) {
        if (!known.connection().closing().over()) {
            return new VantageObservation.Left(interfaceName, "watch.left", "");
        }
        return counters.isPresent()
                ? new VantageObservation.Closed(interfaceName, dropped() - known.droppedBefore())
                : new VantageObservation.Left(interfaceName, "watch.uncounted", "");
    }

    private synchronized void count(Optional<CaptureCounters> latest, long nowNanos) {
        if (latest.isEmpty()) {
            return;
        }
        long more = latest.get().dropped() - dropped();
        counters = latest;
        if (more > 0) {
            say(
                    nowNanos,
                    Conversation.RUN,
                    new WatchObservation.Dropped(
                            interfaceName, dropped(), more, latest.get().received()));
        }
    }

    private long dropped() {
        return counters.map(CaptureCounters::dropped).orElse(0L);
    }

    private void keep(CapturedFrame frame, long nanos) {
        if (frames <= MOST_KEPT) {
            run.keep(frame);
        } else if (frames == MOST_KEPT + 1 && run.keeps()) {
            say(nanos, Conversation.RUN, new WatchObservation.Full(MOST_KEPT));
        }
    }

    private void say(long epochNanos, Conversation conversation, Observation observation) {
        run.trace().recordCaptured(epochNanos, wire.vantage(), conversation, observation);
    }

    private static Conversation name(AnalysedConnection connection) {
        return Conversation.between(
                connection.initiator().endpoint(), connection.responder().endpoint(), connection.number());
    }

    private void awaitReaders() {
        try {
            while (run.trace().waiting() > MOST_WAITING) {
                Thread.sleep(1);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
