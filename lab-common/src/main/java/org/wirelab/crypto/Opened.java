package org.wirelab.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Worded;

/// Somebody tried to open an encrypted message, and what came of it.
///
/// @param party who
/// @param attempt in what part
/// @param family of the key that it was tried with
/// @param cipher what was undone: `RSA-2048 OAEP, AES-256-GCM`
/// @param keyHash SHA-256 of that key, in hexadecimal digits
/// @param opened whether it opened
/// @param sentHash SHA-256 of the message that was encrypted
/// @param openedHash SHA-256 of what came out
/// @param text what came out, as text
/// @param refusal the words of the refusal
@Kind("crypto.opened")
public record Opened(
        String party,
        Attempt attempt,
        Family family,
        String cipher,
        String keyHash,
        boolean opened,
        String sentHash,
        @Nullable String openedHash,
        @Nullable String text,
        @Nullable String refusal)
        implements CryptoObservation, Note, Worded {

    /// Who tries, with what right.
    public enum Attempt {
        /// The one whom it was encrypted for.
        RECEIVER,
        /// Somebody with another key.
        OTHER_KEY,
        /// Somebody who holds the same shared key, and whom it was not for.
        THIRD_HOLDER,
        /// The one whom it was encrypted for; but another holder of the key wrote it, in a false name.
        FORGERY,
        /// Somebody who recorded it, and came by the key later.
        LEAKED_KEY
    }

    /// True when what came out is what was encrypted.
    public boolean whole() {
        return opened && sentHash.equals(openedHash);
    }

    /// True for this attempt with a key of this family.
    public boolean is(Family itsFamily, Attempt itsAttempt) {
        return family == itsFamily && attempt == itsAttempt;
    }

    @Override
    public String title() {
        return party + "  " + (opened ? "✓ opened" : "✗ not opened") + " · " + cipher;
    }

    @Override
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        lines.add("key " + keyHash.substring(0, 16) + "… (SHA-256)");
        if (text != null) {
            lines.add("\"" + text + "\"");
        }
        if (openedHash != null) {
            lines.add(
                    "SHA-256 " + openedHash.substring(0, 16) + "… " + (whole() ? "= what was encrypted" : "≠ another"));
        }
        if (refusal != null) {
            lines.add(refusal);
        }
        return lines;
    }

    @Override
    public String textKey() {
        return "crypto.opened." + family.name().toLowerCase(Locale.ROOT) + "."
                + attempt.name().toLowerCase(Locale.ROOT) + (opened ? "" : ".refused");
    }

    @Override
    public List<String> textArguments() {
        return List.of(party);
    }
}
