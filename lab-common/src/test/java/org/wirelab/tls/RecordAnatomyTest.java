package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.tls.record.RecordAnatomy;
import org.wirelab.tls.record.RecordPart;
import org.wirelab.tls.record.RecordWitness;
import org.wirelab.trace.Concluding;
import org.wirelab.trace.Side;

/// The records of real handshakes, opened a second time: both record layers come to the same.
class RecordAnatomyTest {

    private static HandshakePair conversing(String suite, boolean encryptThenMac) {
        CipherSuite chosen = CipherSuite.named(suite).orElseThrow();
        return HandshakePair.of(
                        client -> client.speaking(chosen.tls13() ? TlsVersion.TLS13 : TlsVersion.TLS12)
                                .offering(List.of(chosen))
                                .withExtensions(true, encryptThenMac),
                        server -> server.withExtensions(true, encryptThenMac))
                .run()
                .exchange("a request", "a response that is somewhat longer than the request was");
    }

    private static List<RecordAnatomy> anatomies(HandshakePair pair) {
        pair.told(Side.CLIENT, ProtectedRecord.class); // hands on what was recorded
        RecordWitness witness = new RecordWitness();
        List<RecordAnatomy> anatomies = new ArrayList<>();
        pair.entries.forEach(entry -> {
            for (Concluding.Conclusion conclusion : witness.from(entry)) {
                anatomies.add((RecordAnatomy) conclusion.observation());
            }
        });
        return anatomies;
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_RSA_WITH_AES_128_CBC_SHA256, false, MAC-then-encrypt",
        "TLS_RSA_WITH_AES_256_CBC_SHA, false, MAC-then-encrypt",
        "TLS_RSA_WITH_AES_128_CBC_SHA256, true, encrypt-then-MAC",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, true, encrypt-then-MAC",
        "TLS_RSA_WITH_AES_128_GCM_SHA256, false, 'AEAD, explicit nonce'",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, true, 'AEAD, explicit nonce'",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, false, 'AEAD, implicit nonce'",
    })
    void whatTheEngineSealsAndOpensTheSecondRecordLayerOpensToTheSame(
            String suite, boolean encryptThenMac, String mode) {
        List<RecordAnatomy> anatomies =
                anatomies(conversing(suite, encryptThenMac).closedByClient());

        assertThat(anatomies).allSatisfy(anatomy -> {
            assertThat(anatomy.failed()).isEmpty();
            assertThat(anatomy.agrees()).isTrue();
            assertThat(anatomy.mode()).isEqualTo(mode);
        });
        assertThat(anatomies)
                .extracting(anatomy -> anatomy.sender() + " " + anatomy.sequence() + " " + anatomy.contentType())
                .containsExactlyInAnyOrder(
                        "client 0 handshake",
                        "server 0 handshake",
                        "client 1 application_data",
                        "server 1 application_data",
                        "client 2 alert",
                        "server 2 alert");
        assertThat(anatomies.stream().filter(RecordAnatomy::exemplary)).hasSize(1);
    }

    /// RFC 8446 §5: what follows ServerHello is protected, first by the keys of the handshake.
    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void eachRecordOfTls13OpensUnderTheKeysThatItsSenderUsedThen(String suite) throws TlsFailure {
        HandshakePair pair = conversing(suite, false);
        pair.client.updateKeys(true);
        List<RecordAnatomy> anatomies =
                anatomies(pair.exchange("more", "and more").closedByClient());

        assertThat(anatomies).allSatisfy(anatomy -> {
            assertThat(anatomy.failed()).isEmpty();
            assertThat(anatomy.agrees()).isTrue();
        });
        assertThat(anatomies)
                .extracting(anatomy -> anatomy.protectedBy() + " " + anatomy.sequence() + " " + anatomy.contentType())
                .contains(
                        "server_handshake_traffic_secret 0 handshake",
                        "client_handshake_traffic_secret 0 handshake",
                        "client_application_traffic_secret_0 0 application_data",
                        "client_application_traffic_secret_0 1 handshake",
                        "client_application_traffic_secret_1 0 application_data",
                        "server_application_traffic_secret_1 0 application_data",
                        "client_application_traffic_secret_1 1 alert");
    }

    @Test
    void thePartsOnTheWireAreTheWholeRecordWithoutAGap() {
        for (boolean encryptThenMac : List.of(true, false)) {
            HandshakePair pair = conversing("TLS_RSA_WITH_AES_128_CBC_SHA256", encryptThenMac);
            List<Bytes> records = pair.told(Side.CLIENT, ProtectedRecord.class).stream()
                    .map(told -> Optional.ofNullable(told.record()).orElseThrow())
                    .toList();
            for (RecordAnatomy anatomy : anatomies(pair)) {
                Bytes joined = Bytes.EMPTY;
                for (var part : anatomy.parts()) {
                    if (part.place() == RecordPart.Place.WIRE) {
                        assertThat(part.offset()).isEqualTo(joined.length());
                        assertThat(part.length()).isEqualTo(part.bytes().length());
                        joined = joined.plus(part.bytes());
                    }
                }
                assertThat(records).contains(joined);
            }
        }
    }

    @Test
    void bulkDataIsToldOfButNotKept() {
        HandshakePair pair =
                conversing("TLS_RSA_WITH_AES_128_CBC_SHA256", false).exchange("a second request", "a second response");
        assertThat(pair.told(Side.CLIENT, ProtectedRecord.class))
                .filteredOn(told -> told.sequence() == 2)
                .hasSize(2)
                .allSatisfy(told -> {
                    assertThat(told.record()).isNull();
                    assertThat(told.plaintext()).isNull();
                    assertThat(told.plaintextLength()).isPositive();
                });
    }

    /// RFC 5246 §6.2.3.2: the peer only says bad_record_mac; the second record layer tells which check it was.
    @Test
    void aRecordThatTheEngineRefusesIsTakenApartToTheCheckThatItFailed() {
        HandshakePair pair = HandshakePair.documented().tampering(octets -> {
            if (octets[0] == 23) {
                octets[octets.length - 1] ^= 1;
            }
            return octets;
        });
        pair.run().exchange("a request", "");

        assertThat(pair.told(Side.SERVER, ProtectedRecord.class))
                .filteredOn(told -> !told.opened())
                .singleElement()
                .satisfies(told -> assertThat(told.plaintextLength()).isEqualTo(-1));
        assertThat(anatomies(pair))
                .filteredOn(anatomy -> !anatomy.failed().isEmpty())
                .singleElement()
                .satisfies(anatomy -> {
                    assertThat(anatomy.failed()).isIn("padding", "mac");
                    assertThat(anatomy.agrees()).isTrue();
                    assertThat(anatomy.title()).startsWith("✗ record");
                    assertThat(anatomy.details()).contains("the TLS engine refused it too");
                    assertThat(anatomy.exemplary()).isTrue();
                });
    }
}
