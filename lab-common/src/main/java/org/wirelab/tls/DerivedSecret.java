package org.wirelab.tls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Derived;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Secret;

/// A value that this side holds: a nonce, a secret, a key, verify_data; with where it comes from.
///
/// @param name the RFC's name: `master_secret`, `client_write_MAC_key`
/// @param formula how it comes about, as the RFC writes it
/// @param inputs what went into the formula, by name; bytes in hexadecimal
/// @param recomputed whether a second derivation, by [KeySchedule] from these inputs, gave the same value; null where
///     there is nothing to derive, since the value was drawn at random or decrypted
/// @param command a command for a POSIX shell with openssl 3 that prints the same value from these inputs; null where
///     there is nothing to compute
/// @param keyLog lines in NSS key log format; empty for what opens nothing by itself
@Kind("tls.secret")
public record DerivedSecret(
        String name,
        Bytes value,
        String formula,
        Map<String, String> inputs,
        @Nullable Boolean recomputed,
        @Nullable String command,
        List<String> keyLog)
        implements TlsObservation, Secret, Note, Derived {

    /// PRF or HKDF-Expand-Label: a secret, the label and what it is bound to, which may be nothing; a length.
    private static final Pattern LABELLED = Pattern.compile(
            "(?:PRF|HKDF-Expand-Label)\\(\\w+, (.*?)(?:, (?:Hash\\()?\"\"\\)?)?(?:, \\d+)?\\)(?:\\[[\\d.]+])?");

    public DerivedSecret {
        inputs = Ordered.copyOf(inputs);
        keyLog = List.copyOf(keyLog);
    }

    /// A value that came about in this way, computed a second time.
    static DerivedSecret of(String name, Bytes value, Derivation derivation, List<String> keyLog) {
        return of(
                name, value, derivation, derivation.compute().map(value::equals).orElse(null), keyLog);
    }

    /// A value that came about in this way.
    ///
    /// @param recomputed what a second computation said; null where none was made
    static DerivedSecret of(
            String name, Bytes value, Derivation derivation, @Nullable Boolean recomputed, List<String> keyLog) {
        Map<String, String> inputs = new LinkedHashMap<>();
        derivation.inputs().forEach((input, bytes) -> inputs.put(input, bytes.toString()));
        return new DerivedSecret(
                name,
                value,
                derivation.formula(),
                inputs,
                recomputed,
                derivation.command().orElse(null),
                keyLog);
    }

    /// The same value under the same name is what both sides should come to: one event with two sightings.
    @Override
    public Object identity() {
        return List.of(name, value, String.valueOf(recomputed));
    }

    /// As an input of what is derived from it.
    Derivation.Named named() {
        return new Derivation.Named(name, value);
    }

    /// True for the value with this name.
    public boolean is(String secretName) {
        return name.equals(secretName);
    }

    /// True when the second derivation gave the same value.
    public boolean holds() {
        return Boolean.TRUE.equals(recomputed);
    }

    /// The formula without what it works on: `HKDF-Expand-Label(handshake_secret, "c hs traffic",
    /// transcript_hash, 32)` is `"c hs traffic", transcript_hash`.
    @Override
    public String step() {
        if (inputs.isEmpty()) {
            return formula;
        }
        String first = inputs.keySet().iterator().next();
        if (formula.startsWith(first + "[")) {
            return formula.substring(first.length());
        }
        Matcher labelled = LABELLED.matcher(formula);
        return labelled.matches() ? labelled.group(1) : formula.replaceFirst("\\b" + Pattern.quote(first) + "\\b", "…");
    }

    @Override
    public String printed() {
        return value.toString();
    }

    @Override
    public List<String> keyLogLines() {
        return keyLog;
    }

    @Override
    public String title() {
        return name;
    }

    /// The value, then the formula with a sign: whether the second derivation agreed.
    @Override
    public List<String> details() {
        List<String> details = new ArrayList<>(Shown.lines(value));
        String sign = recomputed == null ? "=" : recomputed ? "✓ =" : "✗ =";
        details.addAll(Shown.formula(sign, formula));
        return details;
    }
}
