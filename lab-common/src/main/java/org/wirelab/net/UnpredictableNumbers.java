package org.wirelab.net;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Random numbers that nobody can guess, fetched many at a time: RFC 5452 §9.2 wants ids and ports to be such, and one
/// call of the system for each would cost as much as the query. For one thread at a time.
public final class UnpredictableNumbers implements RandomGenerator {

    private static final int BYTES = 4096;

    private final SecureRandom source = new SecureRandom();
    private final byte[] fetched = new byte[BYTES];
    private final ByteBuffer numbers = ByteBuffer.wrap(fetched).position(BYTES);

    @Override
    public long nextLong() {
        if (numbers.remaining() < Long.BYTES) {
            source.nextBytes(fetched);
            numbers.rewind();
        }
        return numbers.getLong();
    }

    @Override
    public int nextInt() {
        if (numbers.remaining() < Integer.BYTES) {
            source.nextBytes(fetched);
            numbers.rewind();
        }
        return numbers.getInt();
    }
}
