package org.wirelab.tls.offline;

import java.util.List;
import java.util.Optional;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CapturedHandshake;
import org.wirelab.tls.CertificateSeen;
import org.wirelab.tls.SuiteChosen;
import org.wirelab.tls.record.OpenedRecord;
import org.wirelab.tls.record.RecordHeader;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.StreamRange;

/// One TLS session read from its two byte streams: tells what its server would have told, as far as it can be seen.
///
/// What stands in the clear is told without any secret. Which side's records come first is not left to the capture: a
/// record waits until the other side's that it answers has been read, so the two streams may also come one after the
/// other. Not safe for several threads.
public final class CapturedTls {

    private final CapturedSide client = new CapturedSide(true);
    private final CapturedSide server = new CapturedSide(false);
    private final CapturedHandshake handshake;
    private final SessionKeys keys;
    private final CapturedContent content;
    private long protectedRecords;
    private long openedRecords;
    private long failedRecords;
    private boolean ended;

    /// @param clientEndpoint who began the conversation
    /// @param recorder hears what is seen
    public CapturedTls(String clientEndpoint, String serverEndpoint, Secrets secrets, Recorder recorder) {
        this.handshake =
                new CapturedHandshake(observation -> tell(observation, recorder), clientEndpoint, serverEndpoint);
        this.keys = new SessionKeys(secrets, handshake);
        this.content = new CapturedContent(handshake, keys, client, server);
    }

    private void tell(Observation observation, Recorder recorder) {
        if (observation instanceof CertificateSeen certificate
                && certificate.position() == 0
                && certificate.owner().equals("server")) {
            keys.certificate(certificate);
        }
        recorder.record(observation);
    }

    /// Reads a session that was recorded whole, as two byte streams, and says whether these secrets open it.
    ///
    /// @param up what the client sent
    /// @param down what the server sent
    public static CapturedSession read(
            String clientEndpoint, String serverEndpoint, byte[] up, byte[] down, Secrets secrets, Recorder recorder) {
        CapturedTls tls = new CapturedTls(clientEndpoint, serverEndpoint, secrets, recorder);
        tls.octets(true, up, 0, up.length);
        tls.octets(false, down, 0, down.length);
        tls.end(true);
        return tls.session();
    }

    /// The next octets that one side sent, in order.
    public void octets(boolean fromClient, byte[] array, int from, int count) {
        CapturedSide side = side(fromClient);
        if (side.stopped != null) {
            return;
        }
        side.records.octets(array, from, count);
        if (side.isOverfull()) {
            stop(side, Opening.closed("one_way." + side(!fromClient).role()));
        } else {
            proceed();
            if (side.records.isForeign()) {
                stop(side, Opening.closed("foreign." + side.role(), octet(side)));
            }
        }
    }

    /// The octets of one side that follow are not in the capture.
    ///
    /// @param cut whether they are missing since the capture kept a part of its packets only
    public void gap(boolean fromClient, boolean cut) {
        CapturedSide side = side(fromClient);
        stop(side, Opening.closed((cut ? "cut." : "gap.") + side.role(), octet(side)));
    }

    private static String octet(CapturedSide side) {
        return Long.toString(side.records.position());
    }

    /// Nothing more comes.
    ///
    /// @param closed whether the connection itself has ended, and not only the capture
    public void end(boolean closed) {
        if (ended) {
            return;
        }
        ended = true;
        for (CapturedSide side : List.of(client, server)) {
            if (side.next() != null) {
                stop(side, Opening.closed("one_way." + side(!side.client).role()));
            }
        }
        content.end(closed);
    }

    /// What there is to know of the session as a whole, so far.
    public CapturedSession session() {
        Opening opening = opening();
        Optional<SuiteChosen> chosen = handshake.chosen();
        return new CapturedSession(
                content.version(),
                chosen.map(SuiteChosen::chosen).orElse(""),
                content.serverName(),
                content.protocol(),
                chosen.filter(SuiteChosen::resumed).isPresent(),
                opening.opened(),
                opening.reason(),
                opening.arguments(),
                protectedRecords,
                openedRecords,
                failedRecords);
    }

    /// Whether it could be opened, and why, or why not.
    public Opening opening() {
        if (content.isHopeless()) {
            return Opening.closed("wrong_secret", content.failedCheck());
        }
        Opening known = keys.opening();
        if (known != null && (openedRecords > 0 || !known.opened())) {
            return known;
        }
        return content.refusal().or(this::stopped).orElseGet(() -> Opening.closed("nothing_sealed"));
    }

    /// What hinders the flows from knowing all of this session; empty when the capture shows all of it.
    public Optional<Opening> blindness() {
        return stopped()
                .or(content::refusal)
                .or(() -> Optional.of(opening()).filter(opening -> !opening.opened()))
                .or(() -> Optional.ofNullable(keys.lacking()));
    }

    /// How many octets are remembered of it.
    public long held() {
        return content.handshakeOctets() + client.waitingOctets() + server.waitingOctets();
    }

    /// True when the overview needs nothing more: both sides' first protected records were opened or cannot be.
    public boolean isKnown() {
        return handshake.chosen().isPresent()
                && ((client.finished && server.finished)
                        || content.closed()
                        || client.stopped != null
                        || server.stopped != null);
    }

    private Optional<Opening> stopped() {
        return Optional.ofNullable(client.stopped).or(() -> Optional.ofNullable(server.stopped));
    }

    private CapturedSide side(boolean fromClient) {
        return fromClient ? client : server;
    }

    private static void stop(CapturedSide side, Opening why) {
        if (side.stopped == null) {
            side.stopped = why;
        }
        side.forget();
    }

    /// Deals with all records that need not wait any longer.
    private void proceed() {
        boolean moved = true;
        while (moved) {
            moved = proceed(client) | proceed(server);
        }
    }

    private boolean proceed(CapturedSide side) {
        boolean moved = false;
        CapturedSide.Waiting next = side.next();
        while (next != null && side.stopped == null && !content.mustWait(side, next.bytes()[0] & 0xff)) {
            side.taken();
            record(side, next.bytes(), next.stream());
            moved = true;
            next = side.next();
        }
        return moved;
    }

    private void record(CapturedSide side, byte[] record, StreamRange stream) {
        RecordHeader header = RecordHeader.at(record, 0);
        if (!content.isProtected(side, header.type())) {
            side.recordNumber = -1;
            Bytes clear = Bytes.of(record, RecordHeader.LENGTH, record.length - RecordHeader.LENGTH);
            content.take(side, header.type(), clear, stream);
            return;
        }
        protectedRecords++;
        if (side.protection.isEmpty()) {
            return;
        }
        OpenedRecord opened = content.open(side, record);
        tell(side, header, record, opened);
        if (opened.opened()) {
            openedRecords++;
            side.recordNumber = side.sequence++;
            content.take(side, opened.contentType(), opened.content(), stream);
        } else {
            failedRecords++;
            side.sequence++;
            content.failed(side, opened.failed().orElseThrow(), openedRecords > 0);
        }
    }

    /// The bytes are kept of the records that are worth a second look, as the engine does it.
    private void tell(CapturedSide side, RecordHeader header, byte[] record, OpenedRecord opened) {
        int type = opened.opened() ? opened.contentType() : header.type();
        boolean kept = type != RecordHeader.APPLICATION_DATA || !opened.opened() || !side.applicationDataKept;
        side.applicationDataKept |= type == RecordHeader.APPLICATION_DATA && opened.opened();
        handshake.protectedRecord(
                side.client,
                side.sequence,
                side.protectedBy,
                RecordHeader.typeName(type),
                opened.opened() ? opened.content().length() : -1,
                header.length(),
                kept ? Bytes.of(record) : null,
                kept && opened.opened() ? opened.content() : null);
    }
}
