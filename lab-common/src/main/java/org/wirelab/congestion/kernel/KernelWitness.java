package org.wirelab.congestion.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.CongestionObservation.Began;
import org.wirelab.congestion.CongestionObservation.FastRetransmit;
import org.wirelab.congestion.CongestionObservation.Finished;
import org.wirelab.congestion.KernelObservation.Agreement;
import org.wirelab.congestion.KernelObservation.Model;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.link.Direction;
import org.wirelab.link.LinkObservation;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.VantageObservation;

/// What the kernel's congestion control did in one transfer from the client to the server: collects the samples of
/// TCP_INFO, the segments at both ends and the link's drops, and says in the end what follows from them.
///
/// The window, its threshold and the state come from TCP_INFO alone, duplicate acknowledgments and what is sent again
/// from the wire at the sender.
public final class KernelWitness implements Consumer<Entry> {

    /// So many samples, and segments at an end: more than any transfer has that is let through, unless it is slow.
    private static final int MOST_KEPT = 1_000_000;

    private final int mostKept;
    private @Nullable Conversation conversation;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Seen<Segment>> atSender = new ArrayList<>();
    private final List<Seen<Segment>> atReceiver = new ArrayList<>();
    private final List<Seen<Model>> models = new ArrayList<>();
    private final Vigil vigil = new Vigil();
    private long drops;

    public KernelWitness() {
        this(MOST_KEPT);
    }

    /// @param mostKept how many samples are kept, and segments at each end: of what comes after only the last
    /// sample is
    KernelWitness(int mostKept) {
        this.mostKept = mostKept;
    }

    /// How a transfer begins, as the kernel's first account says it.
    ///
    /// @param setting how the kernel was set, as it was read back
    /// @param first what TCP_INFO said before any data was sent
    public static Began began(KernelSetting setting, TcpInfo first) {
        return new Began(
                setting.algorithm(),
                "kernel",
                (int) first.sendMss(),
                first.cwnd() * first.sendMss(),
                first.sendWindow(),
                setting.settings());
    }

    /// Listens to this conversation from here on; who watches, it has heard from its beginning.
    ///
    /// @param transfer begun by the sender
    public synchronized void follow(Conversation transfer) {
        conversation = transfer;
    }

    @Override
    public synchronized void accept(Entry entry) {
        if (entry.observation() instanceof VantageObservation observation) {
            vigil.on(entry.vantage(), observation);
        } else if (entry.conversation().equals(conversation)) {
            keep(entry);
        }
    }

    /// Takes note of what the congestion control said of its model.
    ///
    /// @param nanos of the trace
    public synchronized void model(long nanos, Model model) {
        if (models.size() < mostKept) {
            models.add(new Seen<>(nanos, model));
        }
    }

    private void keep(Entry entry) {
        boolean client = entry.vantage().side() == Side.CLIENT;
        Observation seen = entry.observation();
        if (seen instanceof TcpInfo info && client) {
            if (readings.size() >= mostKept) {
                readings.removeLast();
                vigil.forgot();
            }
            readings.add(new Reading(entry.nanos(), info));
        } else if (seen instanceof Segment segment && entry.vantage().source() == Source.CAPTURE) {
            List<Seen<Segment>> seenThere = client ? atSender : atReceiver;
            if (seenThere.size() < mostKept) {
                seenThere.add(new Seen<>(entry.nanos(), segment));
            } else {
                vigil.forgot();
            }
        } else if (seen instanceof LinkObservation.Dropped drop && carriesData(drop)) {
            drops++;
        }
    }

    private static boolean carriesData(LinkObservation.Dropped drop) {
        return drop.direction() == Direction.TO_SERVER
                && drop.packet().tcp()
                && drop.packet().length() > 0;
    }

    /// What follows from all that was seen, in the order of time; nothing where the kernel said nothing. The
    /// vantages must have been closed before, for only then is it known what they have missed.
    ///
    /// It hears no more after that.
    ///
    /// @param setting how the kernel was set, as it was read back
    /// @param complete whether everything was acknowledged
    public synchronized List<Said> conclusions(KernelSetting setting, boolean complete) {
        List<Said> said = new ArrayList<>();
        Conversation transfer = conversation;
        if (transfer == null || readings.isEmpty()) {
            return said;
        }
        conversation = null;
        String sender = transfer.initiator();
        Phases phases = new Phases(!models.isEmpty());
        WireReading wire = new WireReading(sender, atSender, setting.sack());
        List<Said> causes = new Causes(setting, readings).of(wire.again());
        said.addAll(new Account(readings, phases, wire).said());
        said.addAll(new Rounds(readings, phases, wire).said());
        said.addAll(wire.said());
        said.addAll(causes);
        models.forEach(model -> said.add(new Said(model.nanos(), Source.TCP_INFO, model.what())));
        said.sort(Comparator.comparingLong(Said::nanos));
        Reading last = readings.getLast();
        if (!vigil.sawTheWire() && last.info().totalRetrans() > 0) {
            said.add(new Said(last.nanos(), Source.TCP_INFO, new Unseen("wire", "congestion.lacking.wire", "")));
        }
        if (vigil.sawEverything()) {
            counts(sender, wire, causes, complete)
                    .forEach(agreement -> said.add(new Said(last.nanos(), Source.TCP_INFO, agreement)));
        } else {
            said.add(new Said(last.nanos(), Source.TCP_INFO, new Unseen("counts", "congestion.lacking.counts", "")));
        }
        said.add(new Said(last.nanos(), Source.TCP_INFO, finished(wire, complete)));
        return said;
    }

    private List<Agreement> counts(String sender, WireReading wire, List<Said> causes, boolean complete) {
        long probes = causes.stream()
                .filter(each -> each.observation() instanceof FastRetransmit found
                        && found.cause().equals("tlp"))
                .count();
        return new Counts(
                        sender,
                        atSender,
                        atReceiver,
                        drops,
                        wire.again().size(),
                        probes,
                        readings.getLast().info().totalRetrans(),
                        complete)
                .agreements();
    }

    private Finished finished(WireReading wire, boolean complete) {
        Reading first = readings.getFirst();
        Reading last = readings.getLast();
        Long acked = last.info().bytesAcked();
        // the kernel counts the SYN of who opened among what was acknowledged
        long octets = acked == null || acked == 0 ? 0 : acked - 1;
        long retransmissions = last.info().totalRetrans();
        long segments =
                vigil.sawTheWire() ? wire.dataSegments() : Math.ceilDiv(octets, last.segmentOctets()) + retransmissions;
        return new Finished(octets, complete, segments, retransmissions, last.nanos() - first.nanos());
    }
}
