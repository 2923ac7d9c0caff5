package org.wirelab.tls.scenario;

import java.util.List;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Step;
import org.wirelab.tls.Alert;
import org.wirelab.tls.ApplicationData;
import org.wirelab.tls.Direction;
import org.wirelab.tls.FinishedChecked;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.SuiteChosen;
import org.wirelab.tls.TrustCheck;
import org.wirelab.tls.TrustDecision;
import org.wirelab.tls.scenario.Interference.Altered;
import org.wirelab.tls.scenario.Interference.Misbehaved;
import org.wirelab.trace.Source;

/// Handshakes that somebody changes on the way, or in which an end vouches for another handshake than it had.
public final class HandshakeFlows {

    static final Letter<Role> VERIFIER = Letter.of("verifier");
    static final Letter<Role> HOLDER = Letter.of("holder");
    static final Letter<Role> RECEIVER = Letter.of("receiver");
    static final Letter<Role> SENDER = Letter.of("sender");
    private static final Letter<String> WEAKER = Letter.of("weaker suite");
    private static final Letter<String> OFFERED = Letter.of("versions offered");

    /// RFC 8446 §4.1.3: DOWNGRD and 01, the last octets of the nonce of a server of TLS 1.3 that was asked for 1.2.
    static final String SENTINEL = "444f574e47524401";

    /// The key in a certificate is replaced.
    public static final Flow TAMPERED_CERTIFICATE = Flow.of(
            "tls.scenario.tampered_certificate",
            Step.of(
                            "tls.scenario.tampered_certificate.1",
                            Altered.class,
                            (Altered deed) -> deed.record().contains("Certificate"))
                    .seenBy(Source.MITM)
                    .let(VERIFIER, Altered::towards)
                    .let(HOLDER, deed -> deed.towards().other()),
            Roles.at(
                    VERIFIER,
                    "tls.scenario.tampered_certificate.2",
                    HandshakeMessage.class,
                    (message, _) -> Roles.received(message, "Certificate")),
            Roles.at(
                            VERIFIER,
                            "tls.scenario.tampered_certificate.3",
                            TrustCheck.class,
                            (check, _) -> check.check().equals("signature") && !check.passed())
                    .unordered(),
            Roles.at(
                            VERIFIER,
                            "tls.scenario.tampered_certificate.4",
                            TrustCheck.class,
                            (check, _) -> List.of("authority", "dates", "usage", "name", "key")
                                    .contains(check.check()),
                            "every other check holds",
                            TrustCheck::passed)
                    .each()
                    .atLeast(4),
            Roles.at(
                    VERIFIER,
                    "tls.scenario.tampered_certificate.5",
                    TrustDecision.class,
                    (_, _) -> true,
                    "not accepted",
                    decision -> !decision.accepted()),
            Roles.alertBy(VERIFIER, "tls.scenario.tampered_certificate.6", "bad_certificate"),
            Roles.alertTo(HOLDER, "tls.scenario.tampered_certificate.7", "bad_certificate"),
            Roles.noData("tls.scenario.tampered_certificate.8"));

    /// An end's Finished is not the one that its handshake gives.
    public static final Flow TAMPERED_FINISHED = Flow.of(
            "tls.scenario.tampered_finished",
            Step.of(
                            "tls.scenario.tampered_finished.1",
                            Misbehaved.class,
                            (Misbehaved deed) -> deed.what().equals("verify_data"))
                    .seenBy(Source.TLS)
                    .let(RECEIVER, Misbehaved::towards)
                    .let(SENDER, deed -> deed.towards().other()),
            Roles.at(
                    RECEIVER,
                    "tls.scenario.tampered_finished.2",
                    HandshakeMessage.class,
                    (message, _) -> Roles.received(message, "Finished")),
            Roles.at(
                    RECEIVER,
                    "tls.scenario.tampered_finished.3",
                    FinishedChecked.class,
                    (finished, _) -> finished.direction() == Direction.RECEIVED,
                    "verify_data is not as expected",
                    finished -> !finished.verified()),
            Roles.alertBy(RECEIVER, "tls.scenario.tampered_finished.4", "decrypt_error"),
            Roles.alertTo(SENDER, "tls.scenario.tampered_finished.5", "decrypt_error"),
            Roles.neverAt(
                    RECEIVER,
                    "tls.scenario.tampered_finished.6",
                    ApplicationData.class,
                    (data, _) -> data.direction() == Direction.RECEIVED),
            Roles.at(
                            SENDER,
                            "tls.scenario.tampered_finished.7",
                            ApplicationData.class,
                            (data, _) -> data.direction() == Direction.SENT)
                    .notApplicableWhen(
                            FinishedChecked.class,
                            HandshakeFlows::answersFirst,
                            "tls.scenario.tampered_finished.7.first")
                    .unordered());

    /// The list of suites, or the choice, is changed on the way.
    public static final Flow SUITE_STRIP = Flow.of(
            "tls.scenario.suite_strip",
            Step.of(
                            "tls.scenario.suite_strip.1",
                            Altered.class,
                            (Altered deed) -> deed.what().startsWith("cipher_suite"))
                    .seenBy(Source.MITM)
                    .let(RECEIVER, Altered::towards)
                    .let(WEAKER, Altered::after),
            Roles.at(
                            RECEIVER,
                            "tls.scenario.suite_strip.2",
                            SuiteChosen.class,
                            (chosen, letters) -> letters.is(WEAKER, chosen.chosen()))
                    .unordered(),
            Step.of("tls.scenario.suite_strip.3", FinishedChecked.class, (FinishedChecked _) -> true)
                    .seenBy(Source.TLS)
                    .check(
                            "verified by its sender alone",
                            finished -> finished.verified() == (finished.direction() == Direction.SENT))
                    .each()
                    .unordered(),
            Step.of(
                            "tls.scenario.suite_strip.4",
                            Alert.class,
                            (alert, letters) -> alert.direction() == Direction.SENT
                                    && alert.fatal()
                                    && Role.of(letters.conversation(), alert.from()) == Role.SERVER)
                    .seenBy(Source.TLS)
                    .check(
                            "decrypt_error when ClientHello was changed, bad_record_mac when ServerHello was",
                            (alert, letters) -> alert.description()
                                    .equals(letters.get(RECEIVER) == Role.SERVER ? "decrypt_error" : "bad_record_mac"),
                            RECEIVER),
            Step.of(
                            "tls.scenario.suite_strip.5",
                            Alert.class,
                            (Alert alert) -> alert.direction() == Direction.RECEIVED && alert.fatal())
                    .seenBy(Source.TLS),
            Roles.noData("tls.scenario.suite_strip.6"));

    /// Both ends speak TLS 1.3 and are made to believe that the other does not.
    public static final Flow DOWNGRADE = Flow.of(
            "tls.scenario.downgrade",
            Step.of(
                            "tls.scenario.downgrade.1",
                            HandshakeMessage.class,
                            (HandshakeMessage message) -> Roles.sent(message, "ClientHello"))
                    .seenBy(Source.TLS)
                    .check("TLS 1.3 is offered", hello -> versions(hello).contains("TLS 1.3"))
                    .let(OFFERED, HandshakeFlows::versions),
            Step.of(
                            "tls.scenario.downgrade.2",
                            Altered.class,
                            (Altered deed) -> deed.what().equals("supported_versions"))
                    .seenBy(Source.MITM),
            Step.of(
                            "tls.scenario.downgrade.3",
                            HandshakeMessage.class,
                            (HandshakeMessage message) -> Roles.received(message, "ServerHello"))
                    .seenBy(Source.TLS)
                    .check("TLS 1.2", hello -> hello.version().equals("TLS 1.2")),
            Step.of(
                            "tls.scenario.downgrade.4",
                            HandshakeMessage.class,
                            (HandshakeMessage message) -> Roles.received(message, "ServerHello"))
                    .seenBy(Source.TLS)
                    .check(
                            "the server's random ends in 44 4f 57 4e 47 52 44 01",
                            hello -> hello.text("random").endsWith(SENTINEL)),
            clientEnds("tls.scenario.downgrade.5", Direction.SENT),
            clientEnds("tls.scenario.downgrade.6", Direction.RECEIVED),
            Roles.noData("tls.scenario.downgrade.7"));

    private HandshakeFlows() {}

    private static Step<Alert> clientEnds(String id, Direction direction) {
        return Step.of(id, Alert.class, (Alert alert) -> alert.direction() == direction && alert.fatal())
                .seenBy(Source.TLS)
                .check("illegal_parameter", alert -> alert.description().equals("illegal_parameter"));
    }

    private static String versions(HandshakeMessage hello) {
        return String.join(", ", hello.list("supported_versions"));
    }

    /// The misbehaving end spoke first, and waits for the other's Finished: it has nothing to believe in yet.
    private static boolean answersFirst(FinishedChecked finished) {
        return finished.direction() == Direction.RECEIVED && !finished.verified() && !finished.last();
    }
}
