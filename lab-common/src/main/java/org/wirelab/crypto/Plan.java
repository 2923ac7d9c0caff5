package org.wirelab.crypto;

import java.time.Duration;

/// How long a row is measured.
///
/// @param rounds how often each row has its turn; the rows take turns, so that a slow moment of the machine meets all
/// @param round how long one turn lasts at least
/// @param warmUp how long each row runs before anything counts, at least
/// @param warmUpAtMost when it counts all the same, though the compilers have not done with it
public record Plan(int rounds, Duration round, Duration warmUp, Duration warmUpAtMost) {

    private static final int ROUNDS = 5;
    private static final Duration COMPILERS = Duration.ofSeconds(2);

    public Plan {
        if (rounds < 1 || !round.isPositive() || warmUp.isNegative() || warmUpAtMost.compareTo(warmUp) < 0) {
            throw new IllegalArgumentException("no plan: " + rounds + " rounds of " + round + " after " + warmUp);
        }
    }

    /// Five turns that take this time together, after a third of it for warming up, or a little longer where the
    /// compilers need it.
    public static Plan of(Duration row) {
        Duration warmUp = row.dividedBy(3);
        return new Plan(ROUNDS, row.dividedBy(ROUNDS), warmUp, warmUp.plus(COMPILERS));
    }
}
