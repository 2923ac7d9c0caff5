package org.wirelab.congestion.kernel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirelab.link.Direction;
import org.wirelab.link.LinkObservation;
import org.wirelab.link.LinkPacket;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SegmentOptions;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;
import org.wirelab.wire.SequenceNumber;

/// What a kernel, a link and two captures might say of a transfer, written by hand: times in milliseconds, windows in
/// segments, the first octet of data is number 1001.
final class KernelScript {

    static final int MSS = 1000;
    static final long FIRST = 1001;

    private static final String SENDER = "192.0.2.1:40001";
    private static final String RECEIVER = "192.0.2.2:7001";
    private static final Conversation TRANSFER = Conversation.between(SENDER, RECEIVER);
    private static final Vantage TCP_INFO = new Vantage(Source.TCP_INFO, Side.CLIENT);
    private static final Vantage AT_SENDER = new Vantage(Source.CAPTURE, Side.CLIENT);
    private static final Vantage AT_RECEIVER = new Vantage(Source.CAPTURE, Side.SERVER);
    private static final Vantage LINK = new Vantage(Source.LINK, Side.LINK);
    private static final long MILLI = 1_000_000;

    private final WrittenTrace trace = new WrittenTrace();
    private final KernelWitness witness;
    private final long captureDrops;
    private long retransmissions;

    /// @param captureDrops what the receiver's capture will have missed
    KernelScript(boolean watched, long captureDrops) {
        this(watched, captureDrops, new KernelWitness());
    }

    private KernelScript(boolean watched, long captureDrops, KernelWitness witness) {
        this.witness = witness;
        this.captureDrops = captureDrops;
        if (watched) {
            for (Vantage vantage : List.of(AT_SENDER, AT_RECEIVER, LINK)) {
                witness.accept(trace.seen(vantage, Conversation.RUN, new VantageObservation.Opened("")));
            }
        }
        witness.follow(TRANSFER);
    }

    /// Watched, by a witness that keeps so much of everything.
    static KernelScript keeping(int most) {
        return new KernelScript(true, 0, new KernelWitness(most));
    }

    static KernelScript watched() {
        return new KernelScript(true, 0);
    }

    /// TCP_INFO, with a round trip of 50 ms.
    KernelScript info(long millis, String caState, long cwnd, @Nullable Long ssthresh, long unacked, long acked) {
        return at(millis, TCP_INFO, sample(caState, cwnd, ssthresh, unacked, acked, retransmissions));
    }

    /// TCP_INFO before any data was sent.
    static TcpInfo sample(long cwnd) {
        return sample("open", cwnd, null, 0, 0, 0);
    }

    private static TcpInfo sample(
            String caState, long cwnd, @Nullable Long ssthresh, long unacked, long acked, long retransmissions) {
        return new TcpInfo(
                SENDER,
                RECEIVER,
                "ESTABLISHED",
                caState,
                0,
                0,
                caState.equals("loss") ? 1 : 0,
                cwnd,
                ssthresh,
                50_000,
                5_000,
                50_000L,
                300_000,
                unacked,
                0,
                0,
                0,
                retransmissions,
                7,
                7,
                MSS,
                acked * MSS + 1,
                0L,
                100_000L,
                0L,
                0L,
                0L,
                0L,
                65_535L,
                65_535L);
    }

    KernelScript kernelCounts(long totalRetransmissions) {
        retransmissions = totalRetransmissions;
        return this;
    }

    /// The n-th segment of data leaves, and arrives half a round trip later.
    KernelScript data(long millis, int n) {
        return left(millis, n).arrived(millis + 25, n);
    }

    KernelScript left(long millis, int n) {
        return at(millis, AT_SENDER, segment(SENDER, RECEIVER, FIRST + (n - 1) * (long) MSS, 1, MSS));
    }

    KernelScript arrived(long millis, int n) {
        return at(millis, AT_RECEIVER, segment(SENDER, RECEIVER, FIRST + (n - 1) * (long) MSS, 1, MSS));
    }

    /// The n-th segment leaves, and the link drops it.
    KernelScript dropped(long millis, int n) {
        LinkPacket packet = new LinkPacket(
                SENDER,
                RECEIVER,
                "tcp",
                MSS + 40,
                "ACK",
                SequenceNumber.of(FIRST + (n - 1) * (long) MSS),
                SequenceNumber.of(1),
                MSS,
                null);
        left(millis, n);
        return at(millis, LINK, new LinkObservation.Dropped(Direction.TO_SERVER, n, "drop " + n, packet));
    }

    /// An acknowledgment reaches the sender: the n-th segment is what the receiver waits for.
    KernelScript ack(long millis, int n) {
        return at(millis, AT_SENDER, segment(RECEIVER, SENDER, 1, FIRST + (n - 1) * (long) MSS, 0));
    }

    private static Segment segment(String from, String to, long number, long ack, int length) {
        return new Segment(
                from,
                to,
                SequenceNumber.of(number),
                SequenceNumber.of(ack),
                "ACK",
                500,
                length,
                SegmentOptions.NONE,
                0);
    }

    private KernelScript at(long millis, Vantage vantage, Observation observation) {
        witness.accept(trace.seenAt(millis * MILLI, vantage, TRANSFER, observation));
        return this;
    }

    /// What follows when everything was acknowledged and the textbook's settings were in force.
    List<Observation> textbook() {
        return concluded(new KernelSetting("reno", Map.of(KernelSetting.SACK, "0", KernelSetting.RECOVERY, "0")), true);
    }

    List<Observation> concluded(KernelSetting setting, boolean complete) {
        for (Vantage vantage : List.of(AT_SENDER, AT_RECEIVER, LINK)) {
            long missed = vantage.equals(AT_RECEIVER) ? captureDrops : 0;
            witness.accept(trace.seen(vantage, Conversation.RUN, new VantageObservation.Closed("", missed)));
        }
        return witness.conclusions(setting, complete).stream()
                .<Observation>map(Said::observation)
                .toList();
    }

    /// Those of one type.
    static <T> List<T> only(Class<T> type, List<Observation> concluded) {
        return concluded.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
