package org.wirelab.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.wirelab.trace.Side;

/// The handshake of the notes between two engines, and the modes in which the notes do not hold.
class DocumentedHandshakeTest {

    private static final UnaryOperator<ClientSettings> AS_IT_IS = UnaryOperator.identity();

    @Test
    void theDocumentedModeHoldsButForWhatTheNotesSayOfTheCertificateAndOfFinished() {
        assertThat(HandshakePair.documented().run().verdicts())
                .containsExactly(
                        "tls.1a confirmed",
                        "tls.1b confirmed",
                        "tls.2a confirmed",
                        "tls.2b confirmed",
                        "tls.2c confirmed",
                        "tls.3a differs",
                        "tls.3b confirmed",
                        "tls.4a confirmed",
                        "tls.4b confirmed",
                        "tls.4c confirmed",
                        "tls.5 differs");
    }

    @Test
    void theClientAloneComesToTheSameFindings() {
        assertThat(HandshakePair.clientAlone(AS_IT_IS).run().verdicts())
                .isEqualTo(HandshakePair.documented().run().verdicts());
    }

    @Test
    void bothSidesTellTheSameSecretsUnderTheSameNames() {
        HandshakePair pair = HandshakePair.documented().run();
        for (String name : List.of(
                "client_random",
                "server_random",
                "pre_master_secret",
                "encrypted_pre_master_secret",
                "master_secret",
                "key_block",
                "client_write_MAC_key",
                "server_write_MAC_key",
                "client_write_key",
                "server_write_key",
                "client_verify_data",
                "server_verify_data")) {
            assertThat(pair.secret(Side.SERVER, name).value())
                    .as(name)
                    .isEqualTo(pair.secret(Side.CLIENT, name).value());
        }
    }

    @Test
    void everyDerivedValueIsDerivedASecondTimeWithTheSameResult() {
        HandshakePair pair = HandshakePair.documented().run();
        for (Side side : List.of(Side.CLIENT, Side.SERVER)) {
            assertThat(pair.told(side, DerivedSecret.class))
                    .filteredOn(secret -> secret.recomputed() != null)
                    .hasSize(12)
                    .allMatch(DerivedSecret::holds);
        }
    }

    @Test
    void neitherLaterExtensionIsOffered() {
        HandshakePair pair = HandshakePair.documented().run();
        assertThat(pair.told(Side.CLIENT, HandshakeMessage.class).getFirst().list("extensions"))
                .contains("server_name")
                .doesNotContain("extended_master_secret", "encrypt_then_mac");
    }

    @Test
    void applicationDataIsSealedAndOpenedOnBothSides() {
        HandshakePair pair =
                HandshakePair.documented().run().exchange("ping", "pong").closedByClient();
        assertThat(pair.clientFailure).isNull();
        assertThat(new String(pair.client.applicationData(), UTF_8)).isEqualTo("pong");
        assertThat(pair.told(Side.SERVER, ApplicationData.class))
                .extracting(
                        data -> data.direction() + " " + new String(data.bytes().toArray(), UTF_8))
                .containsExactly("RECEIVED ping", "SENT pong");
        assertThat(pair.told(Side.SERVER, Alert.class))
                .extracting(Alert::description, Alert::direction)
                .first()
                .hasToString("(\"close_notify\", RECEIVED)");
    }

    @Test
    void theKeyLogHasALineForTheMasterSecretAndOneForTheEncryptedPms() {
        HandshakePair pair = HandshakePair.documented().run();
        List<String> lines = pair.told(Side.CLIENT, DerivedSecret.class).stream()
                .flatMap(secret -> secret.keyLogLines().stream())
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .isEqualTo("RSA "
                        + pair.secret(Side.CLIENT, "encrypted_pre_master_secret")
                                .value()
                                .slice(0, 8) + " "
                        + pair.secret(Side.CLIENT, "pre_master_secret").value());
        assertThat(lines.get(1))
                .isEqualTo("CLIENT_RANDOM "
                        + pair.secret(Side.CLIENT, "client_random").value() + " "
                        + pair.secret(Side.CLIENT, "master_secret").value());
    }

    @Test
    void anEphemeralAeadSuiteDiffersWhereTheNotesSpeakOfThePmsAndTheMacKey() {
        HandshakePair pair = HandshakePair.of(
                client -> client.offering(Suites.named("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")),
                UnaryOperator.identity());
        assertThat(pair.run().verdicts())
                .contains("tls.3b differs", "tls.4a confirmed", "tls.4b confirmed", "tls.4c differs", "tls.5 differs");
    }

    @Test
    void theExtendedMasterSecretDiffersSinceTheTranscriptReplacesTheNonces() {
        HandshakePair pair = HandshakePair.of(client -> client.withExtensions(true, true), UnaryOperator.identity());
        assertThat(pair.run().verdicts()).contains("tls.4a differs", "tls.4c confirmed", "tls.5 differs");
        assertThat(pair.secret(Side.SERVER, "master_secret").holds()).isTrue();
    }

    @Test
    void aServerThatPassesOverTheStrongestSuiteDiffersByItsPolicy() {
        HandshakePair pair = HandshakePair.of(
                client -> client.offering(
                        Suites.named("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_RSA_WITH_AES_128_CBC_SHA256")),
                UnaryOperator.identity());
        assertThat(pair.run().verdicts()).contains("tls.2a differs", "tls.3b confirmed");
    }
}
