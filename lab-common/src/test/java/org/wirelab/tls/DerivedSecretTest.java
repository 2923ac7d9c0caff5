package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivedSecretTest {

    /// The tree of values leaves out what a value hangs from.
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
            pre_master_secret;    PRF(pre_master_secret, "master secret", a + b)[0..47];           "master secret", a + b
            master_secret;        PRF(master_secret, "client finished", handshake_hash)[0..11];    "client finished", handshake_hash
            key_block;            key_block[0..31];                                                [0..31]
            handshake_secret;     HKDF-Expand-Label(handshake_secret, "c hs traffic", hash, 32);   "c hs traffic", hash
            early_secret;         HKDF-Expand-Label(early_secret, "derived", Hash(""), 32);        "derived"
            secret_0;             HKDF-Expand-Label(secret_0, "traffic upd", "", 32);              "traffic upd"
            derived_early_secret; HKDF-Extract(derived_early_secret, shared_secret);               HKDF-Extract(…, shared_secret)
            client_finished_key;  HMAC(client_finished_key, transcript_hash);                      HMAC(…, transcript_hash)
            own;                  ECDH(own, peers), x25519;                                        ECDH(…, peers), x25519
            kem;                  kem + shared;                                                    … + shared
            """)
    void aStepIsTheFormulaWithoutItsFirstInput(String first, String formula, String step) {
        assertThat(secret(formula, first, "other").step()).isEqualTo(step);
    }

    @ParameterizedTest
    @CsvSource({"random", "kept from the session that is resumed"})
    void aValueThatCameOfNothingHasItsWholeFormulaAsStep(String formula) {
        assertThat(secret(formula).step()).isEqualTo(formula);
    }

    private static DerivedSecret secret(String formula, String... inputs) {
        Map<String, String> named = new LinkedHashMap<>();
        Arrays.stream(inputs).forEach(input -> named.put(input, "00"));
        return new DerivedSecret("value", Bytes.parse("01"), formula, named, null, null, List.of());
    }
}
