package org.wirelab.tls.record;

import java.util.List;
import java.util.Optional;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.Shell;
import org.wirelab.tls.record.RecordPart.Place;

/// The shell command that decrypts a record. What an AEAD authenticates it leaves unchecked: `openssl enc` knows only
/// the stream cipher inside.
final class RecordCommand {

    private RecordCommand() {}

    /// What is to be typed; empty for a cipher that openssl calls otherwise.
    ///
    /// @param parts of a record that opened
    static Optional<String> of(CipherSuite suite, RecordKeys keys, List<RecordPart> parts) {
        Bytes ciphertext = part("ciphertext", parts);
        Bytes nonce = part("nonce", parts);
        String aes = "aes-" + 8 * suite.keyLength();
        if (suite.name().contains("_CHACHA20_")) {
            // RFC 8439 §2.4, §2.8: the block counter in 4 bytes, the lowest first; block 0 gives the key of the tag
            return decrypt("chacha20", keys, Bytes.parse("01000000").plus(nonce), ciphertext);
        }
        if (suite.name().contains("_GCM")) {
            // NIST SP 800-38D §7.1: the nonce and a counter of 4 bytes; block 1 masks the tag
            return decrypt(aes + "-ctr", keys, nonce.plus(Bytes.parse("00000002")), ciphertext);
        }
        if (suite.name().contains("_CCM")) {
            // RFC 3610 §2.3: a byte that says how long the counter is, the nonce, the counter; block 0 masks the tag
            return decrypt(aes + "-ctr", keys, Bytes.parse("02").plus(nonce).plus(Bytes.parse("000001")), ciphertext);
        }
        return suite.name().contains("_AES_") && suite.name().contains("_CBC_")
                ? decrypt(aes + "-cbc -nopad", keys, part("IV", parts), ciphertext)
                : Optional.empty();
    }

    /// What the command prints: all that was encrypted, padding included.
    static Bytes printed(List<RecordPart> parts) {
        return Bytes.joined(parts.stream()
                .filter(part -> part.place() == Place.DECRYPTED)
                .map(RecordPart::bytes)
                .toList());
    }

    private static Optional<String> decrypt(String cipher, RecordKeys keys, Bytes iv, Bytes ciphertext) {
        return Optional.of(Shell.decrypt(cipher, keys.key(), iv, ciphertext));
    }

    private static Bytes part(String name, List<RecordPart> parts) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .map(RecordPart::bytes)
                .orElse(Bytes.EMPTY);
    }
}
