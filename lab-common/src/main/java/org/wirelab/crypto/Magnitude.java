package org.wirelab.crypto;

import java.util.Locale;

/// A number of any size in a few characters: three digits that count, and a thousand, a million or a milliard by SI's
/// letters.
final class Magnitude {

    private static final String[] LETTERS = {"", "k", "M", "G", "T"};

    private Magnitude() {}

    /// `0.42`, `912`, `48.3k`, `1.20M`.
    static String of(double value) {
        double rest = value;
        int letter = 0;
        while (rest >= 999.5 && letter < LETTERS.length - 1) {
            rest /= 1000;
            letter++;
        }
        String format = rest >= 99.95 ? "%.0f%s" : rest >= 9.995 ? "%.1f%s" : "%.2f%s";
        return String.format(Locale.ROOT, format, rest, LETTERS[letter]);
    }
}
