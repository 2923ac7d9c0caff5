package org.wirelab.tls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.tls.Derivation.Named;

/// The hash of handshake messages (RFC 5246 §7.4.9, RFC 8446 §4.4.1).
///
/// @param of which messages, such as `ClientHello…ServerHello`
record TranscriptHash(String hash, String of, Bytes messages) implements Derivation {
    @Override
    public String formula() {
        return hash + "(" + of + ")";
    }

    @Override
    public Map<String, Bytes> inputs() {
        return Derivation.byName(List.of(new Named("handshake_messages", messages)));
    }

    @Override
    public Optional<Bytes> compute() {
        return Optional.of(new Hkdf(hash).digest(messages));
    }

    @Override
    public Optional<String> command() {
        return Optional.of(Shell.bytes(messages) + " | openssl dgst -" + Shell.digest(hash) + " -r | cut -d ' ' -f 1");
    }
}
