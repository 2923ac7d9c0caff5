package org.wirelab.client.congestion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.wirelab.client.congestion.kernel.KernelSession;
import org.wirelab.client.congestion.kernel.KernelWishes;
import org.wirelab.client.congestion.kernel.Profile;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.congestion.Algorithm;
import org.wirelab.congestion.PhaseWitness;
import org.wirelab.congestion.kernel.Parting;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// The congestion experiments of one run: who sends, and what is drawn and told of it afterwards.
public final class CongestionSession {

    private static final Vantage OURSELVES = new Vantage(Source.OS, Side.CLIENT);

    /// Enough for slow start, a loss, and a few round trips behind it.
    private static final long DEMONSTRATED = 1_200_000;

    private final ClientRun run;
    private final CommonOptions options;
    private final Delays delays;
    private final Needless needless = new Needless();
    private final Parting parting = new Parting();
    private final TransferProgress progress;

    /// A session in this run, which stays open; it begins a part of its own.
    public CongestionSession(ClientRun run, CommonOptions options) {
        this.run = run;
        this.options = options;
        this.delays = new Delays();
        this.progress = new TransferProgress(run);
        run.trace().listen(delays);
        run.trace().listen(needless);
        run.trace().listen(parting);
        run.trace().conclude(new PhaseWitness());
        run.part("congestion");
    }

    /// The run of the textbooks in brief: for a demonstration.
    public void demonstrate() throws LabException, InterruptedException {
        LinkChoice link = CongestionCommand.textbookLink();
        FlowWishes lab = new FlowWishes(
                List.of(Algorithm.RENO), Duration.ZERO, 1, DEMONSTRATED, link, Optional.empty(), options.timeout());
        KernelWishes kernel =
                new KernelWishes("reno", Profile.TEXTBOOK, link, DEMONSTRATED, 0, Optional.empty(), options.timeout());
        CurveChoice own = runLab(lab);
        try {
            compared(own, runKernel(kernel, KernelSession::run));
        } catch (LabException e) {
            leftOut(e);
            draw(own, link);
        }
    }

    /// The lab's Reno, then the kernel's on the same link; where this system allows the kernel's no network of the
    /// lab's own, the lab's alone, and why is said.
    void documented(FlowWishes lab, KernelWishes kernel) throws LabException, InterruptedException {
        CurveChoice own = runLab(lab);
        draw(own, lab.link());
        try {
            compared(own, runKernel(kernel, KernelSession::run));
        } catch (LabException e) {
            leftOut(e);
        }
    }

    /// The kernel's Reno and the lab's on the same link.
    void compare(FlowWishes lab, KernelWishes kernel) throws LabException, InterruptedException {
        CurveChoice theirs = runKernel(kernel, KernelSession::run);
        compared(runLab(lab), theirs);
    }

    /// Transfers by the lab's own senders.
    void lab(FlowWishes wishes) throws LabException, InterruptedException {
        draw(runLab(wishes), wishes.link());
    }

    /// A transfer by the kernel's TCP; over the loopback as it is where there is no network of the lab's own.
    void kernel(KernelWishes wishes) throws LabException, InterruptedException {
        draw(runKernel(wishes, KernelSession::runAnywhere), wishes.link());
    }

    private CurveChoice runLab(FlowWishes wishes) throws LabException, InterruptedException {
        List<LabFlow> flows = new ArrayList<>();
        progress.begin();
        delays.begin();
        needless.begin();
        try {
            new LabTransfers(run, options, progress).run(wishes, flows);
        } catch (LabException e) {
            run.trace().settle();
            draw(CurveChoice.of(flows), wishes.link());
            throw e;
        }
        run.trace().settle();
        needless.segments().ifPresent(segments -> run.say("congestion.needless", Long.toString(segments)));
        Shares.of(flows).ifPresent(shared -> record(shared));
        return CurveChoice.of(flows);
    }

    private interface Way {
        Conversation run(KernelSession session, KernelWishes wishes, Consumer<TcpInfo> progress)
                throws LabException, InterruptedException;
    }

    private CurveChoice runKernel(KernelWishes wishes, Way way) throws LabException, InterruptedException {
        progress.begin();
        delays.begin();
        Conversation conversation = way.run(
                new KernelSession(run, options), wishes, info -> progress.now(acknowledged(info), wishes.octets()));
        run.trace().settle();
        return CurveChoice.ofKernel(conversation, !wishes.algorithm().equals("bbr"));
    }

    private void leftOut(LabException e) throws LabException {
        if (e.exitCode() != ExitCode.LACKING) {
            throw e;
        }
        run.say("congestion.kernel_left_out", e.line());
    }

    /// Both windows in one plot, and where they part.
    private void compared(CurveChoice lab, CurveChoice kernel) {
        Conversation own = lab.conversations().getFirst();
        Conversation theirs = kernel.conversations().getFirst();
        record(CurveChoice.compared(own, theirs));
        parting.of(own, theirs).ifPresent(parted -> record(parted));
    }

    /// The windows, and where packets had to wait, the round-trip times below them.
    ///
    /// @param link that they went over, if they went over one
    private void draw(CurveChoice curves, LinkChoice link) {
        List<Conversation> conversations = curves.conversations();
        if (!delays.sampled(conversations)) {
            return; // nothing came to be
        }
        record(curves.windows());
        delays.waited(conversations, link).ifPresent(waited -> {
            record(curves.roundTrips());
            record(waited);
        });
    }

    /// The conversations are over by now: it belongs to the run.
    private void record(Observation observation) {
        run.trace().record(OURSELVES, Conversation.RUN, observation);
    }

    private static long acknowledged(TcpInfo info) {
        return info.bytesAcked() == null ? 0 : info.bytesAcked();
    }
}
