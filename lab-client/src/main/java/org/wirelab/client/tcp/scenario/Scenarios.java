package org.wirelab.client.tcp.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The scenarios of `lab tcp`, by name.
public final class Scenarios {

    /// All of them, in the order in which they are listed.
    public static final List<Scenario> ALL = List.of(
            new OpenClose(),
            new Refused(),
            new SynTimeout(),
            new Reset(),
            new HalfOpen(),
            new Keepalive(),
            new LostSyn(),
            new LostFin(),
            new RetransmissionTimeout(),
            new ZeroWindow(),
            new SimultaneousOpen(),
            new SimultaneousClose(),
            new SmallMtu());

    /// A name that differs from what was typed in more letters than this is no slip of the hand.
    private static final int SLIPS = 3;

    private Scenarios() {}

    /// The scenario of this name, written with hyphens or underscores.
    public static Optional<Scenario> named(String name) {
        String written = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return ALL.stream().filter(each -> each.name().equals(written)).findFirst();
    }

    /// The name that was probably meant: one that it is a part of, or else the nearest in letters.
    public static Optional<String> nearest(String name) {
        List<String> names = ALL.stream().map(Scenario::name).toList();
        return names.stream()
                .filter(each -> !name.isBlank() && each.contains(name))
                .findFirst()
                .or(() -> names.stream()
                        .filter(each -> distance(each, name) <= SLIPS)
                        .min(Comparator.comparingInt(each -> distance(each, name))));
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
