package org.wirelab.client.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.wirelab.run.Hearing;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.Analysis;
import org.wirelab.tcp.analysis.AnalysisFlag;
import org.wirelab.tcp.analysis.HalfConnection;
import org.wirelab.tcp.analysis.Measurement;
import org.wirelab.tcp.analysis.PacketAnalysis;
import org.wirelab.tls.Alert;
import org.wirelab.tls.ApplicationData;
import org.wirelab.tls.ProtectedRecord;
import org.wirelab.tls.offline.CapturedSession;
import org.wirelab.tls.offline.Opening;
import org.wirelab.tls.record.RecordWitness;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;
import org.wirelab.wire.CaptureBlock;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.PacketScan;

/// What a capture says before the judges: its segments, the analysis of them, and of each conversation when and how far
/// it was watched, as the entries of a run.
///
/// So many conversations are judged at a time; one more, and the one that was quiet longest is let go: what was not
/// seen of it is then unobservable, and the finding says why. Its later segments are told, not judged.
final class Testimony {

    private static final Vantage WIRE = new Vantage(Source.CAPTURE, Side.LINK);
    private static final Vantage TLS = new Vantage(Source.TLS, Side.LINK);
    private static final Vantage DNS = new Vantage(Source.DNS, Side.LINK);
    private static final Vantage READER = new Vantage(Source.OS, Side.CLIENT);

    private final Hearing hearing;
    private final ConnectionFilter filter;
    private final CaptureAccount account;
    private final TlsSessions tls;
    private final RecordWitness anatomies = new RecordWitness();
    private final int mostKnown;
    private final int mostJudged;
    private final boolean numberedByFrame;
    private final Map<Long, Judged> judged = new LinkedHashMap<>(16, 0.75f, true);
    private String interfaceName = "";
    private long zero;
    private long latest;
    private long entries;
    private long frame;

    /// A connection that is being judged, under the name that it had when it began.
    private record Judged(
            AnalysedConnection connection,
            Conversation conversation,
            HalfConnection initiator,
            String from,
            String to,
            long damagedBefore) {

        /// @param damagedBefore how many damaged places of the capture came before it
        static Judged of(AnalysedConnection connection, long damagedBefore) {
            String from = connection.initiator().endpoint();
            String to = connection.responder().endpoint();
            Conversation conversation = Conversation.between(from, to, connection.number());
            return new Judged(connection, conversation, connection.initiator(), from, to, damagedBefore);
        }
    }

    /// @param hearing begun already
    /// @param filter which connections are testified to
    /// @param account what the capture has said of itself so far
    /// @param tls reads the TLS in them
    /// @param mostKnown how many connections the analysis knows at a time
    /// @param mostJudged how many connections are judged at a time, at least 1
    /// @param numberedByFrame whether an entry has the number of the frame that it was made at, as a person wants
    ///     to read it; otherwise a number of its own, as JSON lines need it
    Testimony(
            Hearing hearing,
            ConnectionFilter filter,
            CaptureAccount account,
            TlsSessions tls,
            int mostKnown,
            int mostJudged,
            boolean numberedByFrame) {
        this.hearing = hearing;
        this.filter = filter;
        this.account = account;
        this.tls = tls;
        this.mostKnown = mostKnown;
        this.mostJudged = mostJudged;
        this.numberedByFrame = numberedByFrame;
    }

    /// The first word: who watched, from when on.
    ///
    /// @param epochNanos the time that the entries' times count from
    void begins(String interfaceWatched, long epochNanos) {
        interfaceName = interfaceWatched;
        zero = epochNanos;
        latest = epochNanos;
        tell(epochNanos, READER, Conversation.RUN, RunObservation.Part.about("tcp", "tls", "dns"));
        tell(epochNanos, WIRE, Conversation.RUN, new VantageObservation.Opened(interfaceName));
        tell(epochNanos, TLS, Conversation.RUN, new VantageObservation.Opened(""));
    }

    /// The next segment, and what the analysis says of it.
    void segment(CapturedFrame captured, PacketScan scan, PacketAnalysis analysis) {
        AnalysedConnection connection = analysis.connection();
        Judged known = judged.get(connection.number());
        frame = analysis.frame();
        boolean begins = connection.firstFrame() == analysis.frame();
        if (known == null && !filter.wants(connection)) {
            return;
        }
        long nanos = captured.epochNanos();
        latest = Math.max(latest, nanos);
        if (known == null && begins) {
            known = appear(connection, nanos);
        }
        boolean heard = known != null;
        Judged named = known != null ? known : Judged.of(connection, account.damagedPlaces());
        Conversation conversation = named.conversation();
        boolean byInitiator = analysis.sender() == named.initiator();
        String src = byInitiator ? named.from() : named.to();
        String dst = byInitiator ? named.to() : named.from();
        say(heard, nanos, conversation, ScannedSegment.of(scan, src, dst, analysis.frame()));
        Measurement.of(analysis).ifPresent(measured -> say(false, nanos, conversation, measured));
        for (Analysis each : Analysis.of(analysis)) {
            say(false, nanos, conversation, each);
        }
        if (heard) {
            tls.segment(scan, analysis, observation -> readOut(nanos, conversation, observation));
        }
    }

    /// What the octets of a conversation bring, and what follows from it.
    private void readOut(long epochNanos, Conversation conversation, Observation observation) {
        Entry entry = entry(epochNanos, TLS, conversation, observation);
        switch (observation) {
            // no sentence speaks of them, and there may be any number: judges remember what they hear
            case ApplicationData _, ProtectedRecord _, Alert _ -> hearing.tell(entry);
            default -> hearing.on(entry);
        }
        anatomies.from(entry).forEach(news -> hearing.tell(entry(epochNanos, TLS, conversation, news.observation())));
    }

    /// Nothing more is expected of a connection.
    ///
    /// @return its TLS session, where it had one that was read
    Optional<CapturedSession> closed(AnalysedConnection connection, Parting why) {
        Judged known = judged.remove(connection.number());
        if (known == null) {
            return Optional.empty();
        }
        Optional<CapturedSession> session = endTls(known, why);
        Conversation conversation = known.conversation();
        long nanos = connection.lastNanos();
        switch (why) {
            case CLOSED -> tell(nanos, WIRE, conversation, new VantageObservation.Closed(interfaceName, unseen(known)));
            case PORTS_REUSED -> left(known, "read.left.reused", "");
            case LET_GO -> left(known, "read.left.bound", Integer.toString(mostKnown));
            case CAPTURE_ENDED -> left(known, "read.left.end", "");
        }
        concluded(connection, conversation, nanos);
        return session;
    }

    /// What the session comes to, and how far its secrets let anybody look.
    private Optional<CapturedSession> endTls(Judged known, Parting why) {
        AnalysedConnection connection = known.connection();
        long nanos = connection.lastNanos();
        Conversation conversation = known.conversation();
        Optional<TlsConversation> ended =
                tls.ended(connection, why == Parting.CLOSED, observation -> readOut(nanos, conversation, observation));
        ended.ifPresent(session -> {
            tell(nanos, TLS, conversation, watched(session, known, why));
            say(TLS, false, nanos, conversation, session.session());
        });
        return ended.map(TlsConversation::session);
    }

    private VantageObservation watched(TlsConversation session, Judged known, Parting why) {
        Optional<Opening> blindness = session.blindness();
        if (blindness.isPresent()) {
            return new VantageObservation.Left(
                    "", blindness.get().reason(), blindness.get().detail());
        }
        return switch (why) {
            case CLOSED -> new VantageObservation.Closed("", unseen(known));
            case PORTS_REUSED -> new VantageObservation.Left("", "read.left.reused", "");
            case LET_GO -> new VantageObservation.Left("", "read.left.bound", Integer.toString(mostKnown));
            case CAPTURE_ENDED -> new VantageObservation.Left("", "read.left.end", "");
        };
    }

    /// What the DNS of the capture shows.
    ///
    /// @param heard true for what is held against the documented sentences
    void dns(long epochNanos, Conversation conversation, Observation observation, boolean heard) {
        say(DNS, heard, epochNanos, conversation, observation);
    }

    void damage(CaptureBlock.Damage damage) {
        tell(
                latest,
                READER,
                Conversation.RUN,
                new ReadObservation.Damage(damage.offset(), damage.skipped(), damage.problem()));
    }

    void statistics(CaptureBlock.Statistics statistics) {
        tell(latest, READER, Conversation.RUN, ReadObservation.Statistics.of(statistics));
    }

    /// The last word: the watching is over, and this is what the capture held.
    void ends(ReadObservation.Totals totals) {
        tell(latest, TLS, Conversation.RUN, new VantageObservation.Closed("", account.dropped()));
        tell(latest, WIRE, Conversation.RUN, new VantageObservation.Closed(interfaceName, account.dropped()));
        tell(latest, READER, Conversation.RUN, totals);
    }

    private Judged appear(AnalysedConnection connection, long nanos) {
        if (judged.size() >= mostJudged) {
            letGo(judged.values().iterator().next());
        }
        Judged begun = Judged.of(connection, account.damagedPlaces());
        judged.put(connection.number(), begun);
        tell(nanos, READER, begun.conversation(), RunObservation.ConversationExpected.about("tcp"));
        return begun;
    }

    /// What the capture is known to have missed while it watched a connection: what was acknowledged and is not in
    /// it, what its program dropped, what stood in a damaged place.
    private long unseen(Judged judged) {
        return account.dropped()
                + judged.connection().count(AnalysisFlag.ACK_LOST_SEGMENT)
                + account.damagedPlaces()
                - judged.damagedBefore();
    }

    private void left(Judged judged, String reason, String detail) {
        tell(
                judged.connection().lastNanos(),
                WIRE,
                judged.conversation(),
                new VantageObservation.Left(interfaceName, reason, detail));
    }

    private void letGo(Judged quietest) {
        AnalysedConnection connection = quietest.connection();
        judged.remove(connection.number());
        endTls(quietest, Parting.LET_GO);
        left(quietest, "read.left.bound", Integer.toString(mostJudged));
        concluded(connection, quietest.conversation(), connection.lastNanos());
    }

    private void concluded(AnalysedConnection connection, Conversation conversation, long nanos) {
        tell(nanos, READER, conversation, ReadObservation.TcpConversation.of(connection));
        tell(nanos, READER, conversation, new RunObservation.ConversationEnded());
    }

    private void tell(long epochNanos, Vantage vantage, Conversation conversation, Observation observation) {
        hearing.on(entry(epochNanos, vantage, conversation, observation));
    }

    /// @param judged false for what no flow asks for, and for what comes of a conversation that was let go
    private void say(boolean judged, long epochNanos, Conversation conversation, Observation observation) {
        say(WIRE, judged, epochNanos, conversation, observation);
    }

    private void say(
            Vantage vantage, boolean judged, long epochNanos, Conversation conversation, Observation observation) {
        Entry entry = entry(epochNanos, vantage, conversation, observation);
        if (judged) {
            hearing.on(entry);
        } else {
            hearing.tell(entry);
        }
    }

    private Entry entry(long epochNanos, Vantage vantage, Conversation conversation, Observation observation) {
        entries++;
        long number = numberedByFrame ? Math.max(1, frame) : entries;
        return new Entry(number, epochNanos - zero, TimeSource.CAPTURE, vantage, conversation, observation);
    }
}
