package org.wirelab.tls.scenario;

import java.util.List;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Step;
import org.wirelab.tls.Alert;
import org.wirelab.tls.ApplicationData;
import org.wirelab.tls.Direction;
import org.wirelab.tls.HandshakeMessage;
import org.wirelab.tls.scenario.ScenarioObservation.Terms;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// Handshakes in which the two ends want what does not go together: the server notices, since the client asks first.
public final class NegotiationFlows {

    private static final Letter<Offer> ACCEPTED = Letter.of("accepted");
    private static final Letter<String> VERSION = Letter.of("version");

    /// A list as a letter.
    private record Offer(List<String> names) {
        @Override
        public String toString() {
            return String.join(", ", names);
        }
    }

    /// RFC 5246 §7.4.1.3: no suite, no ServerHello.
    public static final Flow NO_COMMON_SUITE = Flow.of(
            "tls.scenario.no_common_suite",
            terms("tls.scenario.no_common_suite.1").let(ACCEPTED, terms -> new Offer(terms.suites())),
            clientHello("tls.scenario.no_common_suite.2")
                    .check(
                            "no suite of the server's is offered",
                            (hello, letters) -> hello.list("cipher_suites").stream()
                                    .noneMatch(letters.get(ACCEPTED).names()::contains),
                            ACCEPTED),
            alertByServer("tls.scenario.no_common_suite.3", "handshake_failure"),
            alertToClient("tls.scenario.no_common_suite.4", "handshake_failure"),
            noServerHello("tls.scenario.no_common_suite.5"));

    /// RFC 5246 §E.1, RFC 8446 §4.2.1: no version, no ServerHello.
    public static final Flow NO_COMMON_VERSION = Flow.of(
            "tls.scenario.no_common_version",
            terms("tls.scenario.no_common_version.1").let(ACCEPTED, terms -> new Offer(terms.versions())),
            clientHello("tls.scenario.no_common_version.2")
                    .check(
                            "the server does not speak the client's version",
                            (hello, letters) -> versions(hello).stream()
                                    .noneMatch(letters.get(ACCEPTED).names()::contains),
                            ACCEPTED),
            alertByServer("tls.scenario.no_common_version.3", "protocol_version"),
            alertToClient("tls.scenario.no_common_version.4", "protocol_version"),
            noServerHello("tls.scenario.no_common_version.5"));

    /// RFC 5246 §7.4.6, RFC 8446 §4.4.2.4: who is asked for a certificate and has none says so.
    public static final Flow CLIENT_CERT_REQUIRED = Flow.of(
            "tls.scenario.client_cert_required",
            terms("tls.scenario.client_cert_required.1").check("a certificate is demanded", Terms::certificateDemanded),
            Step.of(
                            "tls.scenario.client_cert_required.2",
                            HandshakeMessage.class,
                            (HandshakeMessage message) -> Roles.received(message, "ServerHello"))
                    .seenBy(Source.TLS, Side.CLIENT)
                    .let(VERSION, HandshakeMessage::version),
            Step.of(
                            "tls.scenario.client_cert_required.3",
                            HandshakeMessage.class,
                            (HandshakeMessage message) -> Roles.received(message, "CertificateRequest"))
                    .seenBy(Source.TLS, Side.CLIENT),
            Step.of(
                            "tls.scenario.client_cert_required.4",
                            HandshakeMessage.class,
                            (HandshakeMessage message) -> Roles.received(message, "Certificate"))
                    .seenBy(Source.TLS, Side.SERVER)
                    .check(
                            "the list of certificates is empty",
                            message -> message.list("certificate_list").isEmpty()),
            Step.of("tls.scenario.client_cert_required.5", Alert.class, (Alert alert) -> isFatal(alert, Direction.SENT))
                    .seenBy(Source.TLS, Side.SERVER)
                    .check(
                            "handshake_failure, in TLS 1.3 certificate_required",
                            (alert, letters) -> alert.description()
                                    .equals(
                                            letters.is(VERSION, "TLS 1.3")
                                                    ? "certificate_required"
                                                    : "handshake_failure"),
                            VERSION),
            Step.of(
                            "tls.scenario.client_cert_required.6",
                            Alert.class,
                            (Alert alert) -> isFatal(alert, Direction.RECEIVED))
                    .seenBy(Source.TLS, Side.CLIENT),
            Step.<ApplicationData>never(
                            "tls.scenario.client_cert_required.7",
                            ApplicationData.class,
                            (data, _) -> data.direction() == Direction.RECEIVED)
                    .seenBy(Source.TLS, Side.SERVER),
            Step.of(
                            "tls.scenario.client_cert_required.8",
                            ApplicationData.class,
                            (ApplicationData data) -> data.direction() == Direction.SENT)
                    .seenBy(Source.TLS, Side.CLIENT)
                    .notApplicableWhen(
                            HandshakeMessage.class,
                            (HandshakeMessage message) -> message.is("ServerHello")
                                    && !message.version().equals("TLS 1.3"),
                            "tls.scenario.client_cert_required.8.first")
                    .unordered());

    /// All of them, in the order in which they are listed.
    static final List<Flow> ALL = List.of(NO_COMMON_SUITE, NO_COMMON_VERSION, CLIENT_CERT_REQUIRED);

    private NegotiationFlows() {}

    /// RFC 8446 §4.2.1: where the extension is, the field of old says nothing.
    private static List<String> versions(HandshakeMessage hello) {
        List<String> listed = hello.list("supported_versions");
        return listed.isEmpty() ? List.of(hello.text("version")) : listed;
    }

    private static Step<Terms> terms(String id) {
        return Step.of(id, Terms.class, (Terms terms) -> terms.end() == Role.SERVER);
    }

    private static Step<HandshakeMessage> clientHello(String id) {
        return Step.of(id, HandshakeMessage.class, (HandshakeMessage message) -> Roles.received(message, "ClientHello"))
                .seenBy(Source.TLS, Side.SERVER);
    }

    private static Step<HandshakeMessage> noServerHello(String id) {
        return Step.<HandshakeMessage>never(id, HandshakeMessage.class, (message, _) -> message.is("ServerHello"))
                .seenBy(Source.TLS);
    }

    private static Step<Alert> alertByServer(String id, String description) {
        return Step.of(id, Alert.class, (Alert alert) -> isFatal(alert, Direction.SENT))
                .seenBy(Source.TLS, Side.SERVER)
                .check(description, alert -> alert.description().equals(description));
    }

    private static Step<Alert> alertToClient(String id, String description) {
        return Step.of(id, Alert.class, (Alert alert) -> isFatal(alert, Direction.RECEIVED))
                .seenBy(Source.TLS, Side.CLIENT)
                .check(description, alert -> alert.description().equals(description));
    }

    private static boolean isFatal(Alert alert, Direction direction) {
        return alert.direction() == direction && alert.fatal();
    }
}
