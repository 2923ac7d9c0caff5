package org.wirelab.arq;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/// The data of a transfer: pseudo-random octets of a seed, made where they are needed and as often as they are, and
/// the SHA-256 of all of them.
///
/// The k-th eight octets are the k-th number of SplitMix64 (Steele, Lea and Flood 2014), lowest octet first, so that
/// any part can be made without the parts before it. For one thread at a time.
public final class Payload {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final int STRIDE = 1 << 16;

    private final long seed;
    private final long octets;
    private final MessageDigest digest = Sha256.digest();
    private long digested;

    /// @param octets how many there are
    public Payload(long seed, long octets) {
        this.seed = seed;
        this.octets = octets;
    }

    /// How many octets there are.
    public long octets() {
        return octets;
    }

    /// A part of them.
    ///
    /// @param offset of its first octet, from 0
    public byte[] part(long offset, int length) {
        if (offset < 0 || length < 0 || offset > octets - length) {
            throw new IndexOutOfBoundsException(length + " octets at " + offset + " of " + octets);
        }
        byte[] part = new byte[length];
        make(offset, part);
        // what is sent first comes in order, so the digest costs no second making
        if (offset == digested) {
            digest.update(part);
            digested += length;
        }
        return part;
    }

    /// The SHA-256 of all octets, 32 octets; what has not been asked for yet is made for it. To be asked for once.
    public byte[] sha256() {
        while (digested < octets) {
            part(digested, (int) Math.min(STRIDE, octets - digested));
        }
        return digest.digest();
    }

    private void make(long offset, byte[] part) {
        ByteBuffer buffer = ByteBuffer.wrap(part).order(ByteOrder.LITTLE_ENDIAN);
        int skipped = (int) (offset % Long.BYTES);
        long word = offset / Long.BYTES;
        if (skipped > 0) {
            putSome(buffer, number(word++) >>> (Byte.SIZE * skipped), Long.BYTES - skipped);
        }
        while (buffer.remaining() >= Long.BYTES) {
            buffer.putLong(number(word++));
        }
        putSome(buffer, number(word), Long.BYTES);
    }

    private static void putSome(ByteBuffer buffer, long octets, int count) {
        long rest = octets;
        for (int i = 0; i < count && buffer.hasRemaining(); i++) {
            buffer.put((byte) rest);
            rest >>>= Byte.SIZE;
        }
    }

    private long number(long word) {
        long z = seed + (word + 1) * GOLDEN;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
