package org.wirelab.tls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.tls.Derivation.Named;

/// RFC 2104: `HMAC(key, message)`; in TLS 1.3 the Finished message and the binders (RFC 8446 §4.4.4,
/// §4.2.11.2).
record HmacDerivation(String hash, Named key, Named message) implements Derivation {
    @Override
    public String formula() {
        return "HMAC(" + key.name() + ", " + message.name() + ")";
    }

    @Override
    public Map<String, Bytes> inputs() {
        return Derivation.byName(List.of(key, message));
    }

    @Override
    public Optional<Bytes> compute() {
        return Optional.of(KeySchedule.hmac("Hmac" + hash.replace("-", ""), key.value(), message.value()));
    }

    @Override
    public Optional<String> command() {
        return Optional.of(Shell.bytes(message.value()) + " | openssl mac -digest " + Shell.digest(hash)
                + " -macopt hexkey:" + key.value() + " HMAC | tr A-F a-f");
    }
}
