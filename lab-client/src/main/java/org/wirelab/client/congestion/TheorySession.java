package org.wirelab.client.congestion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.client.congestion.kernel.KernelSession;
import org.wirelab.client.congestion.kernel.KernelWishes;
import org.wirelab.client.congestion.kernel.Profile;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.CommonOptions.NetworkChoice;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.congestion.Algorithm;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// Theory held against two senders, the lab's Reno and the kernel's: what each reaches in several circumstances, and
/// what was predicted for the round trip that was measured.
///
/// Of the transfers only the figures are told. A measurement during which a timer expired, or other segments were lost
/// than were meant, is made again, three times at most: the link loses one segment at a time.
public final class TheorySession {

    private static final Vantage OURSELVES = new Vantage(Source.OS, Side.CLIENT);
    private static final int ATTEMPTS = 3;

    private final ClientRun run;
    private final CommonOptions options;

    public TheorySession(ClientRun run, CommonOptions options) {
        this.run = run;
        this.options = options;
    }

    private interface Way {
        Optional<Measured> measure(TheoryPoint point) throws LabException, InterruptedException;
    }

    /// Measures at these points, with both senders.
    void measure(List<TheoryPoint> points) throws LabException, InterruptedException {
        run.part("congestion.theory");
        measure(new Conversation("lab"), points, this::lab);
        measure(new Conversation("kernel"), points, this::kernel);
    }

    private void measure(Conversation sender, List<TheoryPoint> points, Way way)
            throws LabException, InterruptedException {
        Trace trace = run.trace();
        run.expect(sender);
        trace.record(OURSELVES, sender, new VantageObservation.Opened(""));
        try {
            for (TheoryPoint point : points) {
                run.say("congestion.theory.measuring", sender + ", " + point.words());
                measure(point, way)
                        .flatMap(point::prediction)
                        .ifPresent(prediction -> trace.record(OURSELVES, sender, prediction));
            }
        } catch (LabException e) {
            if (e.exitCode() != ExitCode.LACKING || wantsOwnNetwork()) {
                throw e;
            }
            String why = LabNetwork.refusal().orElse(e.line());
            trace.record(OURSELVES, sender, new Unseen("control", "congestion.lacking.link", why));
        } finally {
            trace.record(OURSELVES, sender, new VantageObservation.Closed("", 0));
            run.ended(sender);
        }
    }

    private boolean wantsOwnNetwork() {
        return options.network().equals(Optional.of(NetworkChoice.PRIVATE));
    }

    private static Optional<Measured> measure(TheoryPoint point, Way way) throws LabException, InterruptedException {
        Optional<Measured> measured = way.measure(point);
        for (int attempt = 1;
                attempt < ATTEMPTS && measured.filter(point::wasAsMeant).isEmpty();
                attempt++) {
            measured = way.measure(point);
        }
        return measured;
    }

    private Optional<Measured> kernel(TheoryPoint point) throws LabException, InterruptedException {
        try (ClientRun unseen = ClientRun.unseen("congestion", options)) {
            Meter meter = new Meter();
            unseen.trace().listen(meter);
            Conversation _ = new KernelSession(unseen, options)
                    .run(
                            new KernelWishes(
                                    "reno",
                                    Profile.TEXTBOOK,
                                    point.link(),
                                    point.octets(),
                                    point.receiveBuffer(),
                                    Optional.empty(),
                                    options.timeout()),
                            _ -> {});
            unseen.trace().settle();
            Optional<Measured> measured = meter.kernel(point.from(), point.to());
            int _ = unseen.finish();
            return measured;
        }
    }

    private Optional<Measured> lab(TheoryPoint point) throws LabException, InterruptedException {
        try (ClientRun unseen = ClientRun.unseen("congestion", options)) {
            Meter meter = new Meter();
            unseen.trace().listen(meter);
            FlowWishes wishes = new FlowWishes(
                    List.of(Algorithm.RENO),
                    Duration.ZERO,
                    1,
                    point.octets(),
                    point.link(),
                    Optional.empty(),
                    options.timeout(),
                    point.window());
            List<LabFlow> flows = new ArrayList<>();
            new LabTransfers(unseen, options, (_, _) -> {}).run(wishes, flows);
            unseen.trace().settle();
            Optional<Measured> measured = meter.lab(
                    flows.getFirst().meter(),
                    point.from(),
                    point.to(),
                    System.nanoTime() - unseen.trace().now(),
                    (long) point.window() * LabTransfers.SEGMENT,
                    LabTransfers.SEGMENT);
            int _ = unseen.finish();
            return measured;
        }
    }
}
