package org.wirelab.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.tls.pki.TrustAnchors;
import org.wirelab.trace.Side;

/// Handshakes that end before their time: who noticed, by which check, with which alert.
class FailedHandshakeTest {

    private static ClientSettings trusting(TrustAnchors anchors, String host) {
        return ClientSettings.documented(Optional.of("localhost"), PkixTrust.of(anchors, host, Clock.systemUTC()));
    }

    private static void assertRefused(HandshakePair pair, String check, String alert) {
        assertThat(pair.clientFailure).isNotNull();
        assertThat(pair.clientFailure.reason()).isEqualTo(TlsFailure.Reason.TRUST_REFUSED);
        assertThat(pair.told(Side.CLIENT, TrustCheck.class))
                .filteredOn(each -> !each.passed())
                .extracting(TrustCheck::check)
                .first()
                .isEqualTo(check);
        assertThat(pair.told(Side.SERVER, Alert.class))
                .extracting(Alert::description)
                .containsExactly(alert);
        assertThat(pair.told(Side.CLIENT, HandshakeMessage.class)).noneMatch(m -> m.is("ClientKeyExchange"));
        assertThat(pair.verdicts()).contains("tls.3a contradicted", "tls.3b missing");
    }

    @Test
    void anAuthorityOfTheSameNameWithAnotherKeyIsRefusedByTheSignature() {
        HandshakePair pair =
                HandshakePair.of(_ -> trusting(TestPki.OTHER.anchors(), "localhost"), UnaryOperator.identity());
        assertRefused(pair.run(), "signature", "unknown_ca");
    }

    @Test
    void aCertificateForAnotherHostIsRefusedByTheName() {
        HandshakePair pair =
                HandshakePair.of(_ -> trusting(TestPki.LAB.anchors(), "elsewhere.example"), UnaryOperator.identity());
        assertRefused(pair.run(), "name", "bad_certificate");
    }

    @Test
    void anExpiredCertificateIsRefusedByTheDates() {
        Clock longAgo = Clock.fixed(Instant.now().minus(Duration.ofDays(800)), ZoneOffset.UTC);
        HandshakePair pair = HandshakePair.of(
                UnaryOperator.identity(), _ -> ServerSettings.lab(TestPki.LAB.server(longAgo, "localhost")));
        assertRefused(pair.run(), "dates", "certificate_expired");
    }

    @Test
    void insecureGoesOnAndSaysWhatFailed() {
        PkixTrust insecure = PkixTrust.of(TestPki.OTHER.anchors(), "localhost", Clock.systemUTC())
                .insecurely();
        HandshakePair pair =
                HandshakePair.of(_ -> ClientSettings.documented(Optional.empty(), insecure), UnaryOperator.identity());
        assertThat(pair.run().client.isOpen()).isTrue();
        assertThat(pair.told(Side.CLIENT, TrustDecision.class))
                .singleElement()
                .matches(decision -> decision.accepted() && !decision.verified());
        assertThat(pair.verdicts()).contains("tls.3a differs", "tls.3b confirmed");
    }

    @Test
    void noCommonSuiteIsAHandshakeFailureOfTheServer() {
        HandshakePair pair = HandshakePair.of(
                client -> client.offering(Suites.named("TLS_RSA_WITH_AES_128_CCM")), UnaryOperator.identity());
        pair.run();
        assertThat(pair.told(Side.CLIENT, Alert.class))
                .extracting(Alert::description, Alert::direction)
                .first()
                .hasToString("(\"handshake_failure\", RECEIVED)");
        assertThat(pair.verdicts()).contains("tls.1a confirmed", "tls.2a missing", "tls.5 missing");
    }

    @Test
    void aFlippedBitOfAProtectedRecordIsABadRecordMac() {
        HandshakePair pair = HandshakePair.documented().tampering(FailedHandshakeTest::flipLastBitOfFinished);
        pair.run();
        assertThat(pair.serverFailure).isNotNull();
        assertThat(pair.told(Side.CLIENT, Alert.class))
                .extracting(Alert::description)
                .contains("bad_record_mac");
    }

    /// The client's second flight ends with the protected Finished.
    private static byte[] flipLastBitOfFinished(byte[] flight) {
        boolean secondFlight = flight.length > 5 && flight[5] == 16;
        if (secondFlight) {
            flight[flight.length - 1] ^= 1;
        }
        return flight;
    }

    @Test
    void aPeerThatIsNotTlsIsQuoted() {
        HandshakePair pair = HandshakePair.documented();
        TlsEngine client = pair.client;
        try {
            client.start();
            client.receive("HTTP/1.1 400 Bad Request\r\n".getBytes(UTF_8));
            throw new AssertionError("accepted");
        } catch (TlsFailure e) {
            assertThat(e.reason()).isEqualTo(TlsFailure.Reason.NOT_TLS);
            assertThat(e).hasMessageContaining("HTTP/1.1 400 Bad Request");
        }
    }

    @Test
    void aConnectionThatEndsWithoutCloseNotifyIsTruncated() {
        HandshakePair pair = HandshakePair.documented().run();
        try {
            pair.client.endOfInput();
            throw new AssertionError("accepted");
        } catch (TlsFailure e) {
            assertThat(e.reason()).isEqualTo(TlsFailure.Reason.TRUNCATED);
        }
        assertThat(pair.told(Side.CLIENT, ConnectionEnded.class))
                .extracting(ConnectionEnded::how)
                .containsExactly("truncated");
    }
}
