package org.wirelab.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// A value that one party holds, with where it comes from: a message, a key, a ciphertext.
///
/// @param party who holds it
/// @param name what it is: `session key`
/// @param value in hexadecimal digits
/// @param formula how it came about
@Kind("crypto.value")
public record ShownValue(String party, String name, String value, String formula) implements CryptoObservation, Note {

    private static final int DIGITS_SHOWN = 64;

    @Override
    public String title() {
        return party + "  " + name;
    }

    @Override
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        boolean whole = value.length() <= 2 * DIGITS_SHOWN;
        lines.add(value.substring(0, Math.min(DIGITS_SHOWN, value.length())));
        if (whole && value.length() > DIGITS_SHOWN) {
            lines.add(value.substring(DIGITS_SHOWN));
        } else if (!whole) {
            lines.add(String.format(Locale.ROOT, "… %d bytes", value.length() / 2));
        }
        lines.add("= " + formula);
        return lines;
    }
}
