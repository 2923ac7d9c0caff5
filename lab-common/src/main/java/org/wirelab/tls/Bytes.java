package org.wirelab.tls;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An immutable sequence of bytes: a nonce, a secret, a message. Bouncy Castle zeroes its arrays, so each is copied
/// here.
public final class Bytes {

    /// No bytes at all.
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /// A copy of the array.
    public static Bytes of(byte[] array) {
        return new Bytes(array.clone());
    }

    /// The array itself, which nobody else may hold.
    static Bytes owning(byte[] array) {
        return new Bytes(array);
    }

    /// A copy of a part of the array.
    public static Bytes of(byte[] array, int offset, int length) {
        return new Bytes(Arrays.copyOfRange(array, offset, offset + length));
    }

    /// A whole number that is not negative, most significant byte first, with zeros in front up to this length.
    public static Bytes of(BigInteger number, int length) {
        byte[] digits = number.toByteArray();
        byte[] padded = new byte[length];
        int used = Math.min(length, digits.length);
        System.arraycopy(digits, digits.length - used, padded, length - used, used);
        return new Bytes(padded);
    }

    /// The bytes that this hexadecimal text stands for, the inverse of [#toString()].
    ///
    /// @throws IllegalArgumentException when it is not an even number of hexadecimal digits
    public static Bytes parse(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    /// These bytes and then those.
    public Bytes plus(Bytes more) {
        byte[] both = Arrays.copyOf(array, array.length + more.array.length);
        System.arraycopy(more.array, 0, both, array.length, more.array.length);
        return new Bytes(both);
    }

    /// These, one after the other.
    public static Bytes joined(List<Bytes> parts) {
        byte[] all = new byte[parts.stream().mapToInt(Bytes::length).sum()];
        int at = 0;
        for (Bytes part : parts) {
            System.arraycopy(part.array, 0, all, at, part.array.length);
            at += part.array.length;
        }
        return new Bytes(all);
    }

    /// The part from `from` (included) to `to` (not included).
    public Bytes slice(int from, int to) {
        return new Bytes(Arrays.copyOfRange(array, from, to));
    }

    /// True when these bytes stand somewhere in here, in a row; no bytes at all stand nowhere.
    public boolean contains(Bytes part) {
        return indexOf(part) >= 0;
    }

    /// Where these bytes stand in here for the first time, in a row; -1 where they do not.
    public int indexOf(Bytes part) {
        return part.length() == 0
                ? -1
                : IntStream.rangeClosed(0, length() - part.length())
                        .filter(at -> Arrays.equals(array, at, at + part.length(), part.array, 0, part.length()))
                        .findFirst()
                        .orElse(-1);
    }

    /// A copy that the caller may change.
    public byte[] toArray() {
        return array.clone();
    }

    /// How many bytes there are.
    public int length() {
        return array.length;
    }

    /// The unsigned value of one byte, 0 to 255.
    public int at(int index) {
        return array[index] & 0xff;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /// Lower-case hexadecimal digits without separators.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(array);
    }
}
