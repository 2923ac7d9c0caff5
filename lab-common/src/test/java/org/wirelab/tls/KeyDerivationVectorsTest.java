package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirelab.tls.Derivation.Named;
import org.wirelab.tls.KnownAnswers.Vector;

/// NIST's ACVP vectors of both key derivations, as openssl's source has them: all of them.
class KeyDerivationVectorsTest {

    private static final List<Vector> TLS12 = KnownAnswers.evp("evpkdf_tls12_prf.txt");
    private static final List<Vector> TLS13 = KnownAnswers.evp("evpkdf_tls13_kdf.txt");

    @Test
    void noVectorOfTheFilesIsLeftOut() {
        assertThat(TLS12).hasSize(4);
        assertThat(TLS13).hasSize(563);
        assertThat(answered(TLS12)).hasSize(3);
        assertThat(answered(TLS13)).hasSize(562);
    }

    static Stream<Vector> tls12() {
        return answered(TLS12);
    }

    @ParameterizedTest
    @MethodSource("tls12")
    void thePrfOfTls12GivesTheKnownAnswer(Vector vector) {
        Bytes output = vector.output().orElseThrow();
        List<Named> seed = vector.all("hexseed").stream()
                .map(hex -> new Named("seed", Bytes.parse(hex)))
                .toList();
        Derivation derivation = new Derivation.Prf(
                vector.hash(),
                new Named("secret", vector.bytes("hexsecret")),
                vector.text("seed"),
                seed,
                output.length());
        assertThat(derivation.compute()).contains(output);
    }

    /// The two functions of the key schedule have names of their own, which the lab uses where it expects a
    /// Finished.
    @Test
    void theNamedFunctionsOfTls12GiveTheKnownAnswers() {
        Vector master = TLS12.get(0);
        assertThat(new KeySchedule(master.hash())
                        .masterSecret(master.bytes("hexsecret"), seed(master, 0), seed(master, 1)))
                .isEqualTo(master.output().orElseThrow());
        Vector block = TLS12.get(1);
        assertThat(new KeySchedule(block.hash())
                        .keyBlock(block.bytes("hexsecret"), seed(block, 1), seed(block, 0), 128))
                .isEqualTo(block.output().orElseThrow());
    }

    private static Bytes seed(Vector vector, int which) {
        return Bytes.parse(vector.all("hexseed").get(which));
    }

    static Stream<Vector> tls13() {
        return answered(TLS13);
    }

    @ParameterizedTest
    @MethodSource("tls13")
    void theKeyDerivationOfTls13GivesTheKnownAnswer(Vector vector) {
        assertThat(tls13(vector).compute()).isEqualTo(vector.output());
    }

    /// RFC 8446 §7.1: where openssl's function is given a label for an extraction, the salt is first put through
    /// Derive-Secret with no messages; a key or salt that is not given is a string of zeros.
    private static Derivation tls13(Vector vector) {
        String hash = vector.hash();
        Hkdf hkdf = new Hkdf(hash);
        Bytes key = vector.has("hexkey") ? vector.bytes("hexkey") : hkdf.zeros();
        String label = vector.has("hexlabel") ? ascii(vector.bytes("hexlabel")) : "";
        if (vector.has("hexprefix")) {
            assertThat(ascii(vector.bytes("hexprefix"))).isEqualTo("tls13 ");
        }
        return switch (vector.text("mode")) {
            case "EXPAND_ONLY" ->
                new Derivation.ExpandLabel(
                        hash,
                        new Named("secret", key),
                        label,
                        new Named("context", vector.bytes("hexdata")),
                        vector.output().orElseThrow().length());
            case "EXTRACT_ONLY" -> {
                Bytes salt = vector.has("hexsalt") ? vector.bytes("hexsalt") : hkdf.zeros();
                Bytes derived = label.isEmpty() ? salt : hkdf.deriveSecret(salt, label, hkdf.digest(Bytes.EMPTY));
                yield new Derivation.Extract(hash, new Named("salt", derived), new Named("key", key));
            }
            default -> throw new AssertionError(vector + " has a mode that TLS does not");
        };
    }

    private static String ascii(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.US_ASCII);
    }

    /// Two vectors are calls that openssl must refuse: no hash, and a mode that TLS 1.3 does not use.
    @Test
    void whatOpensslRefusesCannotBeAskedForHere() {
        Vector withoutHash = TLS12.getLast();
        assertThat(withoutHash.output()).isEmpty();
        assertThat(withoutHash.has("digest")).isFalse();
        assertThatThrownBy(() -> new KeySchedule("").prf(withoutHash.bytes("hexsecret"), "", Bytes.EMPTY, 1))
                .isInstanceOf(IllegalStateException.class);
        assertThat(TLS13.stream().filter(vector -> vector.output().isEmpty()))
                .extracting(Vector::arguments)
                .containsExactly(List.of(Map.entry("mode", "EXTRACT_AND_EXPAND"), Map.entry("digest", "SHA256")));
    }

    private static Stream<Vector> answered(List<Vector> vectors) {
        return vectors.stream().filter(vector -> vector.output().isPresent());
    }
}
