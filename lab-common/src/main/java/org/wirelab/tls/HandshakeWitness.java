package org.wirelab.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.ContentType;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.StreamRange;

/// Stands beside one side's engine and tells of everything that passes: messages, records, alerts.
final class HandshakeWitness {

    private final Recorder recorder;
    private final Parties parties;
    private final Transcript transcript = new Transcript();
    private final SecretWitness secrets;
    private final RecordPlaces places;
    private Supplier<List<CipherSuite>> offered = List::of;
    private Optional<CipherSuite> suite = Optional.empty();
    private Optional<Once<HandshakeMessage>> serverHello = Optional.empty();
    private Bytes clientHello = Bytes.EMPTY;
    private long lastSent = -1;
    private long lastReceived = -1;
    private int ciphers;
    private String alertCause = "";

    HandshakeWitness(Recorder recorder, Parties parties) {
        this.recorder = recorder;
        this.parties = parties;
        this.places = new RecordPlaces(parties.placed());
        this.secrets = new SecretWitness(recorder, transcript, parties);
    }

    SecretWitness secrets() {
        return secrets;
    }

    /// Where the record lies that is being told of.
    RecordPlaces places() {
        return places;
    }

    /// Version and suite that ServerHello named.
    Optional<String> negotiated() {
        return suite.flatMap(chosen -> serverHello.map(hello -> hello.get().version() + ", " + chosen.name()));
    }

    /// True when ServerHello took up an earlier session or a pre-shared key.
    boolean resumed() {
        return suite.flatMap(chosen ->
                        serverHello.map(hello -> SuiteChosen.resumed(hello.get(), chosen, sessionId(clientHello))))
                .orElse(false);
    }

    Transcript transcript() {
        return transcript;
    }

    Parties parties() {
        return parties;
    }

    /// The protected record that brings what comes next of this direction.
    void recordNumber(Direction direction, long sequence) {
        if (direction == Direction.SENT) {
            lastSent = sequence;
        } else {
            lastReceived = sequence;
        }
    }

    /// The record layer has taken a handshake message. Its bytes count from here on for the transcript.
    void sent(Bytes message) {
        handshakeMessage(Direction.SENT, message, lastSent);
    }

    /// A handshake message has arrived and the engine has not seen it yet.
    void received(Bytes message) {
        handshakeMessage(Direction.RECEIVED, message, lastReceived);
    }

    private void handshakeMessage(Direction direction, Bytes message, long recordSequence) {
        tell(direction, message);
        if (!over()) {
            transcript.add(parties.role(direction).equals("client"), message);
        }
        if (message.at(0) == HandshakeDissector.FINISHED) {
            secrets.finished(direction, verifyData(message), recordSequence, places.last(direction));
        }
    }

    /// What is said after the handshake, such as a ticket, stands in no transcript (RFC 8446 §4.4.1).
    private boolean over() {
        return transcript.finished(true) && transcript.finished(false);
    }

    void changeCipherSpecSent() {
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

    /// @param plain bytes of the plaintext, -1 when the record did not open
    /// @param record as it travelled, where it is kept
    void protectedRecord(
            Direction direction,
            long sequence,
            RecordEpoch epoch,
            short contentType,
            int plain,
            int fragment,
            @Nullable Bytes record,
            @Nullable Bytes plaintext) {
        if (direction == Direction.SENT) {
            lastSent = sequence;
        } else if (plain >= 0) {
            lastReceived = sequence;
        }
        recorder.record(new ProtectedRecord(
                direction,
                parties.from(direction),
                sequence,
                epoch.secret(direction, parties.role(direction)),
                typeName(contentType),
                plain,
                fragment,
                record,
                plaintext));
    }

    /// The keys of the cipher that the engine is about to use.
    RecordEpoch nextEpoch(boolean tls13) {
        ciphers++;
        return tls13 ? RecordEpoch.traffic(ciphers) : RecordEpoch.keyBlock();
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

    void alert(Direction direction, short level, short description, String cause) {
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

    /// A message is taken apart when it is handed on, off the thread that shakes hands.
    private void tell(Direction direction, Bytes message) {
        StreamRange place = places.last(direction);
        Optional<CipherSuite> settled = suite;
        boolean modern = secrets.modern();
        switch (HandshakeDissector.nameOf(message)) {
            case "ClientHello" -> {
                clientHello = message;
                recorder.recordLater(() -> List.of(apart(direction, message, place, settled, modern)));
                offered = () ->
                        suites(apart(direction, message, place, settled, modern).list("cipher_suites"));
            }
            case "ServerHello" -> {
                Once<HandshakeMessage> hello = new Once<>(() -> apart(direction, message, place, settled, modern));
                recorder.recordLater(() -> List.of(hello.get()));
                HandshakeDissector.suite(message).ifPresent(chosen -> suiteChosen(hello, chosen));
            }
            case "Certificate" -> {
                recorder.recordLater(() -> List.of(apart(direction, message, place, settled, modern)));
                recorder.recordLater(() -> CertificateSeen.chainOf(message, modern, parties.role(direction)));
            }
            default -> recorder.recordLater(() -> List.of(apart(direction, message, place, settled, modern)));
        }
    }

    private HandshakeMessage apart(
            Direction direction,
            Bytes message,
            @Nullable StreamRange place,
            Optional<CipherSuite> settled,
            boolean modern) {
        return new HandshakeMessage(
                HandshakeDissector.nameOf(message),
                direction,
                parties.from(direction),
                parties.to(direction),
                message,
                HandshakeDissector.fields(message, settled, modern),
                place);
    }

    private void suiteChosen(Once<HandshakeMessage> hello, CipherSuite chosen) {
        suite = Optional.of(chosen);
        serverHello = Optional.of(hello);
        secrets.suiteChosen(chosen);
        Supplier<List<CipherSuite>> offer = offered;
        Bytes asked = clientHello;
        recorder.recordLater(() -> List.of(SuiteChosen.of(hello.get(), chosen, offer.get(), sessionId(asked))));
    }

    private static List<CipherSuite> suites(List<String> names) {
        List<CipherSuite> suites = new ArrayList<>();
        for (String name : names) {
            CipherSuite.named(name).filter(s -> !s.signalling()).ifPresent(suites::add);
        }
        return suites;
    }

    private static String sessionId(Bytes clientHello) {
        return clientHello.length() == 0 ? "" : HandshakeDissector.sessionId(clientHello);
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
