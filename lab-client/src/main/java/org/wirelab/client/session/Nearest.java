package org.wirelab.client.session;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The name that somebody who mistyped it probably meant.
public final class Nearest {

    /// A name that differs from what was typed in more letters than this is no slip of the hand.
    private static final int SLIPS = 3;

    private Nearest() {}

    /// One of the names that what was typed is a part of, or else the nearest in letters.
    public static Optional<String> to(String typed, List<String> names) {
        return names.stream()
                .filter(each -> !typed.isBlank() && each.contains(typed))
                .findFirst()
                .or(() -> names.stream()
                        .filter(each -> distance(each, typed) <= SLIPS)
                        .min(Comparator.comparingInt(each -> distance(each, typed))));
    }

    /// How many letters have to be put in, left out or exchanged to make one of the other (Levenshtein).
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + same);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
