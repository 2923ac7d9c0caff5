package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirelab.trace.Side;

/// Handshake messages taken apart.
class HandshakeDissectorTest {

    @Test
    void aClientHelloSaysWhatItOffers() {
        HandshakeMessage hello = message(
                client -> ClientSettings.modern(Optional.of("localhost"), client.trust())
                        .withProtocols(List.of("h2")),
                "ClientHello");
        assertThat(hello.list("supported_versions")).containsExactly("TLS 1.3", "TLS 1.2");
        assertThat(hello.list("key_shares")).containsExactly("X25519MLKEM768 (1216 bytes)", "x25519 (32 bytes)");
        assertThat(hello.list("alpn")).containsExactly("h2");
        assertThat(hello.list("signature_algorithms")).contains("rsa_pss_rsae_sha256", "ecdsa_secp256r1_sha256");
        assertThat(hello.text("server_name")).isEqualTo("localhost");
    }

    @Test
    void aServerThatCouldHaveSpokenTls13MarksItsRandom() {
        HandshakePair pair = HandshakePair.documented().run();
        assertThat(first(pair, "ServerHello").text("downgrade_sentinel")).isEqualTo("444f574e47524401");
        HandshakePair old = HandshakePair.of(UnaryOperator.identity(), server -> server.speaking(TlsVersion.TLS12))
                .run();
        assertThat(first(old, "ServerHello").text("downgrade_sentinel")).isEmpty();
    }

    @Test
    void everyPrefixOfEveryMessageIsTakenApartUpToItsEnd() {
        HandshakePair pair = HandshakePair.of(
                        client -> ClientSettings.modern(Optional.of("localhost"), client.trust()),
                        UnaryOperator.identity())
                .run();
        for (HandshakeMessage message : pair.told(Side.CLIENT, HandshakeMessage.class)) {
            for (int length = 1; length < message.bytes().length(); length += 1 + length / 40) {
                Map<String, Object> fields = HandshakeDissector.fields(
                        message.bytes().slice(0, length), CipherSuite.named("TLS_AES_128_GCM_SHA256"), true);
                assertThat(fields.keySet())
                        .as("%s up to %d", message.name(), length)
                        .isSubsetOf(union(message));
            }
        }
    }

    private static List<String> union(HandshakeMessage message) {
        return Stream.concat(message.fields().keySet().stream(), Stream.of("malformed", "extensions"))
                .toList();
    }

    private static HandshakeMessage message(UnaryOperator<ClientSettings> client, String name) {
        return first(HandshakePair.of(client, UnaryOperator.identity()).run(), name);
    }

    private static HandshakeMessage first(HandshakePair pair, String name) {
        return pair.told(Side.CLIENT, HandshakeMessage.class).stream()
                .filter(message -> message.is(name))
                .findFirst()
                .orElseThrow();
    }
}
