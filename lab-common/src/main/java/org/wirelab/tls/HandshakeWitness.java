package org.wirelab.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.ContentType;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Recorder;

/// Stands beside one side's engine and tells of everything that passes: messages, records, alerts.
final class HandshakeWitness {

    private static final int FINISHED = 20;

    private final Recorder recorder;
    private final Parties parties;
    private final Transcript transcript = new Transcript();
    private final SecretWitness secrets;
    private final RecordPlaces places = new RecordPlaces();
    private List<CipherSuite> offered = List.of();
    private Optional<CipherSuite> suite = Optional.empty();
    private Optional<Bytes> peersFinished = Optional.empty();
    private long lastSent = -1;
    private long lastReceived = -1;
    private String alertCause = "";

    HandshakeWitness(Recorder recorder, Parties parties) {
        this.recorder = recorder;
        this.parties = parties;
        this.secrets = new SecretWitness(recorder, transcript);
    }

    SecretWitness secrets() {
        return secrets;
    }

    /// Where the record lies that is being told of.
    RecordPlaces places() {
        return places;
    }

    /// The suite that ServerHello named; this lab speaks TLS 1.2 and nothing else so far.
    Optional<String> negotiated() {
        return suite.map(chosen -> "TLS 1.2, " + chosen.name());
    }

    /// The record layer has taken a handshake message. Its bytes count from here on for the transcript.
    void sent(Bytes message) {
        countPeersFinished();
        Bytes before = transcript.bytes();
        tell(Direction.SENT, message);
        transcript.add(message);
        if (message.at(0) == FINISHED) {
            finished(Direction.SENT, message, before, lastSent);
        }
    }

    /// A handshake message has arrived and the engine has not seen it yet.
    void received(Bytes message) {
        tell(Direction.RECEIVED, message);
        if (message.at(0) == FINISHED) {
            peersFinished = Optional.of(message);
            finished(Direction.RECEIVED, message, transcript.bytes(), lastReceived);
        } else {
            transcript.add(message);
        }
    }

    private void finished(Direction direction, Bytes message, Bytes before, long recordSequence) {
        secrets.finished(direction, parties, verifyData(message), before, recordSequence, places.last(direction));
    }

    /// The engine has dealt with what [#received] told of, or is about to answer it. RFC 5246 §7.4.9: a Finished
    /// vouches for what came before it, and is itself vouched for by the one after it.
    void countPeersFinished() {
        peersFinished.ifPresent(transcript::add);
        peersFinished = Optional.empty();
    }

    void changeCipherSpecSent() {
        countPeersFinished();
        changeCipherSpec(Direction.SENT);
    }

    void changeCipherSpecReceived() {
        changeCipherSpec(Direction.RECEIVED);
    }

    private void changeCipherSpec(Direction direction) {
        recorder.record(new ChangeCipherSpec(
                direction, parties.from(direction), parties.to(direction), places.last(direction)));
    }

    void applicationData(Direction direction, byte[] buffer, int offset, int length) {
        if (length > 0) {
            recorder.record(new ApplicationData(
                    direction,
                    parties.from(direction),
                    parties.to(direction),
                    Bytes.of(buffer, offset, length),
                    places.last(direction)));
        }
    }

    void protectedRecord(Direction direction, long sequence, short contentType, int plain, int fragment) {
        if (direction == Direction.SENT) {
            lastSent = sequence;
        } else {
            lastReceived = sequence;
        }
        recorder.record(new ProtectedRecord(
                direction, parties.from(direction), sequence, typeName(contentType), plain, fragment));
    }

    /// Why this side is about to send an alert; the record itself comes to [#alertSent].
    void alertRaised(@Nullable String message, @Nullable Throwable cause) {
        alertCause = Causes.of(message, cause);
    }

    void alertSent(byte[] buffer, int offset) {
        alert(Direction.SENT, buffer[offset], buffer[offset + 1], alertCause);
    }

    void alertReceived(short level, short description) {
        alert(Direction.RECEIVED, level, description, "");
    }

    private void alert(Direction direction, short level, short description, String cause) {
        recorder.record(new Alert(
                direction,
                parties.from(direction),
                parties.to(direction),
                AlertLevel.getName(level),
                AlertDescription.getName(description),
                cause,
                places.last(direction)));
    }

    void ended(String how, String detail) {
        recorder.record(new ConnectionEnded(how, detail));
    }

    private void tell(Direction direction, Bytes message) {
        HandshakeMessage told = new HandshakeMessage(
                HandshakeDissector.nameOf(message),
                direction,
                parties.from(direction),
                parties.to(direction),
                message,
                HandshakeDissector.fields(message, suite),
                places.last(direction));
        recorder.record(told);
        switch (told.name()) {
            case "ClientHello" -> offered = suites(told.list("cipher_suites"));
            case "ServerHello" -> suiteChosen(told);
            case "Certificate" -> CertificateSeen.chainOf(message).forEach(recorder::record);
            default -> {}
        }
    }

    private void suiteChosen(HandshakeMessage serverHello) {
        CipherSuite.named(serverHello.text("cipher_suite")).ifPresent(chosen -> {
            suite = Optional.of(chosen);
            secrets.suiteChosen(chosen);
            CipherSuite strongest = CipherSuite.strongest(offered).orElse(chosen);
            recorder.record(new SuiteChosen(
                    serverHello.text("version"),
                    chosen.name(),
                    offered.stream().map(CipherSuite::name).toList(),
                    strongest.name(),
                    CipherSuite.STRENGTH.compare(chosen, strongest) >= 0,
                    serverHello.list("extensions").contains("extended_master_secret"),
                    serverHello.list("extensions").contains("encrypt_then_mac")));
        });
    }

    private static List<CipherSuite> suites(List<String> names) {
        List<CipherSuite> suites = new ArrayList<>();
        for (String name : names) {
            CipherSuite.named(name).filter(s -> !s.signalling()).ifPresent(suites::add);
        }
        return suites;
    }

    private static Bytes verifyData(Bytes finished) {
        return finished.slice(4, finished.length());
    }

    private static String typeName(short contentType) {
        return switch (contentType) {
            case ContentType.alert -> "alert";
            case ContentType.handshake -> "handshake";
            case ContentType.application_data -> "application_data";
            default -> "type " + contentType;
        };
    }
}
