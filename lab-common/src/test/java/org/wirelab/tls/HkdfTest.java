package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// HKDF against the values of RFC 8448 §3, the simple 1-RTT handshake.
class HkdfTest {

    private static final Hkdf SHA256 = new Hkdf("SHA-256");
    private static final Bytes EARLY = Bytes.parse("33ad0a1c607ec03b09e6cd9893680ce210adf300aa1f2660e1b22e10f170f92a");
    private static final Bytes SHARED = Bytes.parse("8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d");
    private static final Bytes HANDSHAKE =
            Bytes.parse("1dc826e93606aa6fdc0aadc12f741b01046aa6b99f691ed221a9f0ca043fbeac");

    @Test
    void zerosExtractTheEarlySecretWhereThereIsNoPsk() {
        assertThat(SHA256.extract(SHA256.zeros(), SHA256.zeros())).isEqualTo(EARLY);
    }

    @Test
    void theSharedSecretEntersTheHandshakeSecret() {
        Bytes derived = SHA256.deriveSecret(EARLY, "derived", SHA256.digest(Bytes.EMPTY));
        assertThat(derived).hasToString("6f2615a108c702c5678f54fc9dbab69716c076189c48250cebeac3576c3611ba");
        assertThat(SHA256.extract(derived, SHARED)).isEqualTo(HANDSHAKE);
    }
}
