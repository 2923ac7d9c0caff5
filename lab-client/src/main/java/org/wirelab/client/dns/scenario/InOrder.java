package org.wirelab.client.dns.scenario;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Randomness that leaves the servers of a zone in the order in which they are named, so that the one that
/// misbehaves is asked first; transaction ids stay unpredictable.
final class InOrder implements RandomGenerator {

    /// A choice among fewer is one among servers.
    private static final int MANY = 1 << 12;

    private final SecureRandom random = new SecureRandom();

    @Override
    public long nextLong() {
        return random.nextLong();
    }

    /// A shuffle that always chooses the last changes nothing.
    @Override
    public int nextInt(int bound) {
        return bound < MANY ? bound - 1 : random.nextInt(bound);
    }
}
