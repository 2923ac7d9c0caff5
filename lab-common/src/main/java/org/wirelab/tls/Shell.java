package org.wirelab.tls;

import java.util.Locale;
import java.util.stream.Stream;

/// The pieces of the shell commands that reproduce a value: openssl 3 and coreutils, nothing else.
public final class Shell {

    /// Turns the standard input into a line of hexadecimal digits.
    static final String HEXADECIMAL = "od -An -v -tx1 | tr -d ' \\n'; echo";

    private Shell() {}

    /// `openssl kdf`, which prints upper-case digits with colons between the bytes.
    ///
    /// @param options each as `-kdfopt` takes it
    static String kdf(String function, String hash, int length, String... options) {
        StringBuilder command = new StringBuilder("openssl kdf -keylen ").append(length);
        command.append(" -kdfopt digest:").append(digest(hash).toUpperCase(Locale.ROOT));
        for (String option : options) {
            command.append(" -kdfopt ").append(option);
        }
        return command.append(' ')
                .append(function)
                .append(" | tr -d : | tr A-F a-f")
                .toString();
    }

    /// These bytes on the standard output.
    static String bytes(Bytes bytes) {
        return "echo " + bytes.toString().toUpperCase(Locale.ROOT) + " | basenc -d --base16";
    }

    /// Some of these bytes, as digits.
    ///
    /// @param from first byte, counted from 0
    /// @param to the byte after the last
    static String slice(Bytes bytes, int from, int to) {
        return "echo " + bytes + " | cut -c " + (2 * from + 1) + "-" + 2 * to;
    }

    /// The secret that two keys agree on. openssl reads keys from files only: they stand in a folder that
    /// nobody else may enter and that is gone afterwards.
    ///
    /// @param privateKey PrivateKeyInfo in DER
    /// @param publicKey SubjectPublicKeyInfo in DER
    /// @param options more of them for `openssl pkeyutl`, such as `-pkeyopt dh_pad:1`
    static String agreement(Bytes privateKey, Bytes publicKey, String... options) {
        return "d=$(mktemp -d) && " + bytes(privateKey) + " >\"$d/own\" && " + bytes(publicKey) + " >\"$d/peer\""
                + " && openssl pkeyutl -derive -keyform DER -inkey \"$d/own\" -peerform DER -peerkey \"$d/peer\""
                + String.join("", Stream.of(options).map(option -> " " + option).toList())
                + " | " + HEXADECIMAL + "; rm -r \"$d\"";
    }

    /// What a cipher makes of this, as digits; nothing is authenticated by it.
    ///
    /// @param cipher as `openssl enc` calls it, such as `aes-128-ctr`
    public static String decrypt(String cipher, Bytes key, Bytes iv, Bytes ciphertext) {
        return bytes(ciphertext) + " | openssl enc -d -" + cipher + " -K " + key + " -iv " + iv + " | " + HEXADECIMAL;
    }

    /// A word that the shell takes as it is, whatever stands in it.
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /// A hash by openssl's name for it: `sha256`.
    static String digest(String hash) {
        return hash.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
