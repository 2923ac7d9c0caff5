package org.wirelab.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The decryption of the pre-master secret with the server's private key, which is named and never shown.
///
/// @param encrypted the EncryptedPreMasterSecret of ClientKeyExchange (RFC 5246 §7.4.7.1)
/// @param keyFile where the private key stands as PEM, for whoever may read it; null where it stands in no file
record RsaDecryption(Named encrypted, @Nullable String keyFile) implements Derivation {

    /// RFC 5246 §7.4.7.1: a server that finds something else inside goes on with random bytes, and tells nobody.
    @Override
    public String formula() {
        return "RSA decryption of " + encrypted.name()
                + " with the server's private key, or random bytes where it is malformed";
    }

    @Override
    public Map<String, Bytes> inputs() {
        return Derivation.byName(List.of(encrypted));
    }

    @Override
    public Optional<Bytes> compute() {
        return Optional.empty();
    }

    @Override
    public Optional<String> command() {
        return Optional.ofNullable(keyFile)
                .map(key -> Shell.bytes(encrypted.value()) + " | openssl pkeyutl -decrypt -inkey "
                        + Shell.quoted(Path.of(key).toAbsolutePath().toString()) + " | " + Shell.HEXADECIMAL);
    }
}
