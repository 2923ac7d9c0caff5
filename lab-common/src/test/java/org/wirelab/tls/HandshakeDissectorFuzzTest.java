package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Any bytes as a handshake message: its fields up to where it breaks, and no exception, in both versions and with
/// every kind of suite.
class HandshakeDissectorFuzzTest {

    private static final List<Optional<CipherSuite>> SUITES = List.of(
            Optional.empty(),
            CipherSuite.named("TLS_RSA_WITH_AES_128_CBC_SHA256"),
            CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
            CipherSuite.named("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"),
            CipherSuite.named("TLS_AES_128_GCM_SHA256"));

    @FuzzTest(maxDuration = "1m")
    void everyMessageHasANameAndFields(byte[] bytes) {
        if (bytes.length < 5) {
            return;
        }
        Bytes message = Bytes.of(Arrays.copyOfRange(bytes, 1, bytes.length));
        boolean tls13 = (bytes[0] & 1) == 1;
        Optional<CipherSuite> suite = SUITES.get((bytes[0] >> 1 & 0x7f) % SUITES.size());

        Map<String, Object> fields = HandshakeDissector.fields(message, suite, tls13);

        assertThat(HandshakeDissector.nameOf(message)).isNotEmpty();
        assertThat(fields.values()).allMatch(value -> value instanceof String || value instanceof List<?>);
        assertThat(CertificateSeen.chainOf(message, tls13, "server")).isNotNull();
    }
}
