package org.wirelab.client.congestion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.congestion.kernel.KernelSession;
import org.wirelab.client.congestion.kernel.KernelWishes;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
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

    private final ClientRun run;
    private final CommonOptions options;
    private final Delays delays;
    private final TransferProgress progress;

    /// A session in this run, which stays open; it begins a part of its own.
    public CongestionSession(ClientRun run, CommonOptions options) {
        this.run = run;
        this.options = options;
        this.delays = new Delays(run.trace());
        this.progress = new TransferProgress(run);
        run.trace().listen(delays);
        run.trace().conclude(new PhaseWitness());
        run.part("congestion");
    }

    /// The lab's Reno, then the kernel's on the same link; where this system allows the kernel's no network of the
    /// lab's own, the lab's alone, and why is said.
    public void documented(FlowWishes lab, KernelWishes kernel) throws LabException, InterruptedException {
        Conversation own = lab(lab).getFirst();
        try {
            record(Conversation.RUN, CurveChoice.compared(own, kernel(kernel)));
        } catch (LabException e) {
            if (e.exitCode() != ExitCode.LACKING) {
                throw e;
            }
            run.say("congestion.kernel_left_out", e.line());
        }
    }

    /// The kernel's Reno and the lab's on the same link.
    void compare(FlowWishes lab, KernelWishes kernel) throws LabException, InterruptedException {
        Parting parting = new Parting();
        run.trace().listen(parting);
        Conversation theirs = kernel(kernel);
        Conversation own = lab(lab).getFirst();
        record(Conversation.RUN, CurveChoice.compared(own, theirs));
        parting.of(own, theirs).ifPresent(parted -> record(Conversation.RUN, parted));
    }

    /// Transfers by the lab's own senders.
    ///
    /// @return their conversations
    List<Conversation> lab(FlowWishes wishes) throws LabException, InterruptedException {
        List<Conversation> conversations = new ArrayList<>();
        progress.begin();
        new LabTransfers(run, options, progress).run(wishes, flows -> {
            flows.forEach(flow -> conversations.add(flow.conversation()));
            delays.settle();
            Shares.of(flows, run.trace()).ifPresent(shared -> record(Conversation.RUN, shared));
            draw(CurveChoice.of(flows), conversations, wishes.server().isPresent() ? null : wishes.link());
        });
        return conversations;
    }

    /// A transfer by the kernel's TCP.
    Conversation kernel(KernelWishes wishes) throws LabException, InterruptedException {
        return kernel(wishes, KernelSession::run);
    }

    /// The same; over the loopback as it is where there is no network of the lab's own.
    void kernelAnywhere(KernelWishes wishes) throws LabException, InterruptedException {
        Conversation _ = kernel(wishes, KernelSession::runAnywhere);
    }

    private interface Way {
        Conversation run(KernelSession session, KernelWishes wishes, Consumer<TcpInfo> progress)
                throws LabException, InterruptedException;
    }

    private Conversation kernel(KernelWishes wishes, Way way) throws LabException, InterruptedException {
        progress.begin();
        Conversation conversation = way.run(
                new KernelSession(run, options), wishes, info -> progress.now(acknowledged(info), wishes.octets()));
        delays.settle();
        draw(
                CurveChoice.ofKernel(conversation),
                List.of(conversation),
                wishes.server().isPresent() ? null : wishes.link());
        return conversation;
    }

    /// The windows, and where packets had to wait, the round-trip times below them.
    ///
    /// @param link that they went over; null for a way that nothing is known of
    private void draw(CurveChoice curves, List<Conversation> conversations, @Nullable LinkChoice link) {
        if (!delays.sampled(conversations)) {
            return; // nothing came to be
        }
        Conversation where = conversations.size() == 1 ? conversations.getFirst() : Conversation.RUN;
        record(where, curves.windows());
        delays.waited(conversations, link).ifPresent(waited -> {
            record(where, curves.roundTrips());
            record(where, waited);
        });
    }

    private void record(Conversation conversation, Observation observation) {
        run.trace().record(OURSELVES, conversation, observation);
    }

    private static long acknowledged(TcpInfo info) {
        return info.bytesAcked() == null ? 0 : info.bytesAcked();
    }
}
