package org.wirelab.tls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a value of the handshake comes about, written down once and used three times: shown as a formula, computed a
/// second time, and put into a shell command that everybody can retype.
///
/// None of it uses the TLS library.
public sealed interface Derivation
        permits Agreement,
                Derivation.ExpandLabel,
                Derivation.Extract,
                Derivation.Field,
                Derivation.Given,
                HmacDerivation,
                JoinedSecrets,
                Derivation.Prf,
                Derivation.Slice,
                TranscriptHash,
                FieldAgreement,
                RsaDecryption {

    /// The formula as the RFC writes it.
    String formula();

    /// What goes into it, by name, in the order of the formula.
    Map<String, Bytes> inputs();

    /// The value, computed with the JDK alone; empty where there is nothing to compute.
    Optional<Bytes> compute();

    /// A command for a POSIX shell with openssl 3 that prints the value in lower-case hexadecimal on a line; empty
    /// where there is nothing to compute, or where openssl 3.0 has not got what it takes.
    Optional<String> command();

    /// A part of a formula that has a name there and bytes here.
    record Named(String name, Bytes value) {}

    /// A value that was drawn at random, received, or taken from a message: nothing derives it.
    ///
    /// @param formula where it comes from, in a few words
    record Given(String formula, List<Named> from) implements Derivation {
        public Given {
            from = List.copyOf(from);
        }

        @Override
        public Map<String, Bytes> inputs() {
            return byName(from);
        }

        @Override
        public Optional<Bytes> compute() {
            return Optional.empty();
        }

        @Override
        public Optional<String> command() {
            return Optional.empty();
        }
    }

    /// A value that stands in a message: it is read again there.
    ///
    /// @param field as in `ClientHello.random`
    /// @param message the whole message, with its header
    /// @param from first byte of the field, counted from 0
    /// @param to the byte after the last
    record Field(String field, Named message, int from, int to) implements Derivation {
        @Override
        public String formula() {
            return field;
        }

        @Override
        public Map<String, Bytes> inputs() {
            return byName(List.of(message));
        }

        @Override
        public Optional<Bytes> compute() {
            return Optional.of(message.value.length() < to ? Bytes.EMPTY : message.value.slice(from, to));
        }

        @Override
        public Optional<String> command() {
            return Optional.of(Shell.slice(message.value, from, to));
        }
    }

    /// RFC 5246 §5: the pseudo-random function of TLS 1.2.
    ///
    /// @param hash `SHA-256` or `SHA-384`
    /// @param length bytes that are wanted
    record Prf(String hash, Named secret, String label, List<Named> seed, int length) implements Derivation {
        public Prf {
            seed = List.copyOf(seed);
        }

        @Override
        public String formula() {
            String seeds = String.join(" + ", seed.stream().map(Named::name).toList());
            return "PRF(" + secret.name + ", \"" + label + "\", " + seeds + ")[0.." + (length - 1) + "]";
        }

        @Override
        public Map<String, Bytes> inputs() {
            Map<String, Bytes> inputs = byName(List.of(secret));
            inputs.putAll(byName(seed));
            return inputs;
        }

        @Override
        public Optional<Bytes> compute() {
            return Optional.of(new KeySchedule(hash).prf(secret.value, label, joined(), length));
        }

        @Override
        public Optional<String> command() {
            return Optional.of(Shell.kdf(
                    "TLS1-PRF",
                    hash,
                    length,
                    "hexsecret:" + secret.value,
                    "\"seed:" + label + "\"",
                    "hexseed:" + joined()));
        }

        private Bytes joined() {
            return seed.stream().map(Named::value).reduce(Bytes.EMPTY, Bytes::plus);
        }
    }

    /// A part of another value: a key cut out of the key block.
    ///
    /// @param from first byte, counted from 0
    /// @param to the byte after the last
    record Slice(Named whole, int from, int to) implements Derivation {
        @Override
        public String formula() {
            return whole.name + "[" + from + ".." + (to - 1) + "]";
        }

        @Override
        public Map<String, Bytes> inputs() {
            return byName(List.of(whole));
        }

        @Override
        public Optional<Bytes> compute() {
            return to > whole.value.length() ? Optional.empty() : Optional.of(whole.value.slice(from, to));
        }

        @Override
        public Optional<String> command() {
            return Optional.of(Shell.slice(whole.value, from, to));
        }
    }

    /// RFC 5869 §2.2: `HKDF-Extract(salt, IKM)`.
    record Extract(String hash, Named salt, Named inputKeyingMaterial) implements Derivation {
        @Override
        public String formula() {
            return "HKDF-Extract(" + salt.name + ", " + inputKeyingMaterial.name + ")";
        }

        @Override
        public Map<String, Bytes> inputs() {
            return byName(List.of(salt, inputKeyingMaterial));
        }

        @Override
        public Optional<Bytes> compute() {
            return Optional.of(new Hkdf(hash).extract(salt.value, inputKeyingMaterial.value));
        }

        @Override
        public Optional<String> command() {
            return Optional.of(Shell.kdf(
                    "HKDF",
                    hash,
                    new Hkdf(hash).length(),
                    "mode:EXTRACT_ONLY",
                    "hexsalt:" + salt.value,
                    "hexkey:" + inputKeyingMaterial.value));
        }
    }

    /// RFC 8446 §7.1: `HKDF-Expand-Label(Secret, Label, Context, Length)`, which is Derive-Secret where the
    /// context is a hash of messages.
    record ExpandLabel(String hash, Named secret, String label, Named context, int length) implements Derivation {
        @Override
        public String formula() {
            return "HKDF-Expand-Label(" + secret.name + ", \"" + label + "\", "
                    + (context.value.length() == 0 ? "\"\"" : context.name) + ", " + length + ")";
        }

        @Override
        public Map<String, Bytes> inputs() {
            return byName(context.value.length() == 0 ? List.of(secret) : List.of(secret, context));
        }

        @Override
        public Optional<Bytes> compute() {
            return Optional.of(new Hkdf(hash).expandLabel(secret.value, label, context.value, length));
        }

        /// The info of the command is the structure HkdfLabel.
        @Override
        public Optional<String> command() {
            return Optional.of(Shell.kdf(
                    "HKDF",
                    hash,
                    length,
                    "mode:EXPAND_ONLY",
                    "hexkey:" + secret.value,
                    "hexinfo:" + Hkdf.hkdfLabel(label, context.value, length)));
        }
    }

    /// These parts by their names, in their order.
    static Map<String, Bytes> byName(List<Named> parts) {
        Map<String, Bytes> inputs = new LinkedHashMap<>();
        parts.forEach(part -> inputs.put(part.name, part.value));
        return inputs;
    }
}
