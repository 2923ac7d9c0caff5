package org.wirelab.tls;

import java.util.Locale;

/// The pieces of the shell commands that reproduce a value: openssl 3 and coreutils, nothing else.
final class Shell {

    /// Turns the standard input into hexadecimal digits.
    static final String HEXADECIMAL = "od -An -v -tx1 | tr -d ' \\n'";

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

    /// A hash by openssl's name for it: `sha256`.
    static String digest(String hash) {
        return hash.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
