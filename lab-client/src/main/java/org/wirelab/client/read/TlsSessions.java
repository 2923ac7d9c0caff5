package org.wirelab.client.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.HalfConnection;
import org.wirelab.tcp.analysis.Opening;
import org.wirelab.tcp.analysis.PacketAnalysis;
import org.wirelab.tls.offline.CapturedSession;
import org.wirelab.tls.offline.Secrets;
import org.wirelab.tls.record.RecordHeader;
import org.wirelab.trace.Observation;
import org.wirelab.wire.PacketScan;

/// The TLS sessions of a capture that is being read: recognised by how their data begins, on whatever port.
///
/// Of a connection that does not begin so nothing is kept, and of its segments only the first octets are looked at.
final class TlsSessions {

    /// What came before the segment that shows that a connection speaks TLS is kept of so many connections.
    private static final int EARLY_KEPT = 256;

    private static final int EARLY_SEGMENTS = 16;
    private static final int EARLY_OCTETS = 1 << 16;

    /// So many are read at a time; the quietest is let go when there are more.
    private static final int MOST_READ = 2_000;

    /// So much is remembered of all of them together.
    private static final long MOST_HELD = 48L << 20;

    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;

    private final Secrets secrets;
    private final boolean glance;
    private final Map<Long, TlsConversation> known = new LinkedHashMap<>(16, 0.75f, true);

    /// Of the overview's sessions that have shown all that it tells, this is kept and nothing more.
    private final Map<Long, CapturedSession> glimpsed = new HashMap<>();
    private final Map<Long, List<Early>> early = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<Early>> eldest) {
            return size() > EARLY_KEPT;
        }
    };

    private long held;
    private long lost;

    /// A segment that came before the one that it follows.
    private record Early(boolean byInitiator, int sequence, byte[] octets, int length) {}

    /// @param glance whether they are read for the overview only
    TlsSessions(Secrets secrets, boolean glance) {
        this.secrets = secrets;
        this.glance = glance;
    }

    /// The next segment of a connection that is wanted.
    ///
    /// @param told hears what it brings
    void segment(PacketScan scan, PacketAnalysis analysis, Consumer<Observation> told) {
        if (scan.keptPayload() == 0 || scan.fragment()) {
            return;
        }
        AnalysedConnection connection = analysis.connection();
        boolean byInitiator = analysis.sender() == connection.initiator();
        @Nullable TlsConversation conversation = known.isEmpty() ? null : known.get(connection.number());
        if (conversation == null && !glimpsed.containsKey(connection.number())) {
            conversation = recognised(scan, analysis, byInitiator, told);
        }
        if (conversation != null) {
            long before = conversation.held();
            conversation.segment(byInitiator, scan.sequence(), scan.payload(), scan.payloadLength(), told);
            held += conversation.held() - before;
            bound();
            if (glance && conversation.isKnown()) {
                forget(connection.number());
                glimpsed.put(connection.number(), conversation.session());
            }
        }
    }

    /// Nothing more comes of a connection that is read to its end.
    ///
    /// @return its session, where it had one
    Optional<TlsConversation> ended(AnalysedConnection connection, boolean closed, Consumer<Observation> told) {
        early.remove(connection.number());
        TlsConversation conversation = forget(connection.number());
        if (conversation != null) {
            conversation.end(closed, told);
        }
        return Optional.ofNullable(conversation);
    }

    /// Nothing more comes of a connection of the overview.
    ///
    /// @return its session, where it had one
    Optional<CapturedSession> glimpsed(AnalysedConnection connection, boolean closed) {
        CapturedSession session = glimpsed.remove(connection.number());
        return session != null
                ? Optional.of(session)
                : ended(connection, closed, _ -> {}).map(TlsConversation::session);
    }

    /// How many were let go before they had shown what they are, to bound memory.
    long lost() {
        return lost;
    }

    private @Nullable TlsConversation forget(long number) {
        TlsConversation conversation = known.remove(number);
        if (conversation != null) {
            held -= conversation.held();
        }
        return conversation;
    }

    private void bound() {
        while (held > MOST_HELD && known.size() > 1) {
            letGo();
        }
    }

    /// The quietest is not read any further.
    private void letGo() {
        lost++;
        forget(known.keySet().iterator().next());
    }

    private @Nullable TlsConversation recognised(
            PacketScan scan, PacketAnalysis analysis, boolean byInitiator, Consumer<Observation> told) {
        int hello = hello(scan);
        AnalysedConnection connection = analysis.connection();
        HalfConnection sender = analysis.sender();
        HalfConnection other = byInitiator ? connection.responder() : connection.initiator();
        if (hello == CLIENT_HELLO) {
            return begin(connection, byInitiator, scan.sequence(), scan.acknowledgment(), told);
        }
        boolean first = sender.octets() == scan.payloadLength();
        if (hello == SERVER_HELLO && first && other.initialSequence() >= 0) {
            return begin(connection, !byInitiator, (int) other.initialSequence() + 1, scan.sequence(), told);
        }
        boolean midStream = connection.opening() == Opening.MID_STREAM;
        if (midStream && first && isRecord(scan)) {
            return byInitiator
                    ? begin(connection, true, scan.sequence(), scan.acknowledgment(), told)
                    : begin(connection, true, scan.acknowledgment(), scan.sequence(), told);
        }
        if (!midStream && sender.octets() <= EARLY_OCTETS) {
            keepEarly(scan, connection, sender, byInitiator);
        }
        return null;
    }

    private TlsConversation begin(
            AnalysedConnection connection,
            boolean clientInitiated,
            int clientSequence,
            int serverSequence,
            Consumer<Observation> told) {
        if (known.size() >= MOST_READ) {
            letGo();
        }
        HalfConnection client = clientInitiated ? connection.initiator() : connection.responder();
        HalfConnection server = clientInitiated ? connection.responder() : connection.initiator();
        TlsConversation begun = new TlsConversation(
                client.endpoint(), server.endpoint(), secrets, clientInitiated, clientSequence, serverSequence);
        known.put(connection.number(), begun);
        List<Early> before = early.remove(connection.number());
        if (before != null) {
            before.forEach(segment ->
                    begun.segment(segment.byInitiator, segment.sequence, segment.octets, segment.length, told));
            held += begun.held();
        }
        return begun;
    }

    /// A segment that came before the first of its sender may belong to a long ClientHello.
    private void keepEarly(PacketScan scan, AnalysedConnection connection, HalfConnection sender, boolean byInitiator) {
        long ahead = sender.initialSequence() < 0
                ? 0
                : (scan.sequence() - (int) sender.initialSequence() - 1) & 0xffff_ffffL;
        List<Early> before = early.get(connection.number());
        if (ahead == 0 || ahead > EARLY_OCTETS || (before == null && sender.octets() != scan.payloadLength())) {
            if (ahead == 0 && before != null) {
                early.remove(connection.number()); // it begins, and not as TLS does
            }
            return;
        }
        List<Early> kept = before == null ? new ArrayList<>() : before;
        if (kept.size() < EARLY_SEGMENTS) {
            kept.add(new Early(byInitiator, scan.sequence(), scan.payload(), scan.payloadLength()));
            early.put(connection.number(), kept);
        }
    }

    /// The type of the hello message that begins here; 0 for anything else.
    private static int hello(PacketScan scan) {
        boolean begins = scan.payload(0) == RecordHeader.HANDSHAKE
                && scan.keptPayload() > RecordHeader.LENGTH
                && scan.payload(1) == 3
                && scan.payload(2) <= 4;
        int type = begins ? scan.payload(RecordHeader.LENGTH) : 0;
        return type == CLIENT_HELLO || type == SERVER_HELLO ? type : 0;
    }

    private static boolean isRecord(PacketScan scan) {
        if (scan.keptPayload() < RecordHeader.LENGTH) {
            return false;
        }
        RecordHeader header = RecordHeader.at(scan.payload(), 0);
        return header.plausible() && header.length() > 0;
    }
}
