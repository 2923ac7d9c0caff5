package org.wirelab.client.tcp.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.wirelab.capture.CaptureChoice;
import org.wirelab.capture.CaptureEnd;
import org.wirelab.capture.CaptureProgram;
import org.wirelab.capture.CaptureReason;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.CommonOptions.NetworkChoice;
import org.wirelab.client.session.Interruption;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.WireWatch;
import org.wirelab.render.InterleavedPage;
import org.wirelab.render.InterleavedPage.Mark;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpFlows;
import org.wirelab.tcp.analysis.Analysis;
import org.wirelab.text.Texts;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;

/// One watch of the connections that other programs make: the capture, the run that shows them, and their end.
public final class WatchSession {

    /// How often the clock ticks: counters are asked for, and quiet connections concluded.
    private static final Duration TICK = Duration.ofMillis(500);

    private final CommonOptions options;
    private final WatchOptions wish;
    private final String filter;

    /// @param filter the user's, in the language of pcap-filter(7); empty for all connections
    public WatchSession(CommonOptions options, WatchOptions wish, String filter) {
        this.options = options;
        this.wish = wish;
        this.filter = filter.isBlank() ? "tcp" : "tcp and (" + filter + ")";
    }

    /// Watches until Ctrl-C, or as long as the user wishes.
    ///
    /// @return what the process is to exit with: by the findings
    /// @throws LabException when this user may not capture, or the filter is not understood
    public int run() throws LabException {
        if (options.network().filter(NetworkChoice.PRIVATE::equals).isPresent()) {
            throw new LabException(
                    ExitCode.USAGE, "--watch is for the connections of this host: leave --network private out");
        }
        Texts texts = options.output().wording().texts();
        // all interfaces, loopback among them, in both directions: nobody knows beforehand where a program connects
        CaptureChoice choice = LabNetwork.captureOn(CaptureProgram.ANY, filter, options);
        if (!choice.watches()) {
            throw refused(choice.reason(), texts);
        }
        Interruption.isTheEnd();
        WireWatch wire = new WireWatch(choice, filter, Side.LINK);
        try (ClientRun run = ClientRun.open(
                "tcp-watch",
                options,
                List.of(TcpFlows.OPEN, TcpFlows.CLOSE),
                options.namedFolder(),
                (out, style, wording) -> new InterleavedPage(
                        out, style, wording, options.output().detail(), WatchSession::mark))) {
            run.part("tcp");
            watch(run, wire, choice);
            int exit = run.finish();
            String failure = wire.end().map(CaptureEnd::failure).orElse(null);
            if (failure != null) {
                throw new LabException(ExitCode.LACKING, "the capture broke off: " + failure);
            }
            return exit;
        } finally {
            wire.close();
        }
    }

    private void watch(ClientRun run, WireWatch wire, CaptureChoice choice) throws LabException {
        WatchFeed feed = new WatchFeed(run, wire, choice.interfaceName());
        long begun = System.nanoTime();
        Texts texts = run.wording().texts();
        feed.begin(() -> run.say("watch.begins", choice.reason().in(texts)));
        if (wire.objection().isPresent()) {
            throw refused(wire.objection().get(), texts);
        }
        try {
            awaitTheEnd(feed, wire, begun);
        } catch (InterruptedException _) {
            // Ctrl-C: the usual end
        }
        feed.finish(System.nanoTime() - begun, epochNanos());
    }

    private void awaitTheEnd(WatchFeed feed, WireWatch wire, long begun) throws InterruptedException {
        long end = wish.duration().map(lasts -> begun + lasts.toNanos()).orElse(Long.MAX_VALUE);
        while (wire.isLive() && !wish.isEnough(feed.concluded())) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            Thread.sleep(Duration.ofNanos(Math.min(left, TICK.toNanos())));
            feed.tick(epochNanos());
        }
    }

    private static LabException refused(CaptureReason reason, Texts texts) {
        ExitCode code = switch (reason.why()) {
            case BAD_FILTER, NO_SUCH_INTERFACE, TURNED_OFF -> ExitCode.USAGE;
            case NOT_PERMITTED, PROGRAM_MISSING, LINK_TYPE, FAILED -> ExitCode.LACKING;
            case PRIVATE_NETWORK, TCPDUMP_MAY, DUMPCAP_MAY -> ExitCode.INTERNAL;
        };
        return new LabException(code, reason.in(texts));
    }

    private static Mark mark(Observation observation) {
        return switch (observation) {
            case Analysis analysis -> analysis.implied() ? Mark.DETAIL : Mark.REMARK;
            case WatchObservation said ->
                switch (said) {
                    case WatchObservation.Appeared _,
                            WatchObservation.Ended _,
                            WatchObservation.Totals _,
                            WatchObservation.Counted _ -> Mark.MILESTONE;
                    case WatchObservation.Dropped _, WatchObservation.Full _ -> Mark.REMARK;
                };
            default -> Mark.DETAIL;
        };
    }

    private static long epochNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
