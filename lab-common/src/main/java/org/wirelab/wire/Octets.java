package org.wirelab.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// A range of bytes of a frame that knows where in the frame it begins.
///
/// It shares the frame's array and never changes it; whoever hands an array over must not write to it any more.
/// Numbers are read in network byte order. Equality is that of the bytes, wherever they lie.
public final class Octets {
    public static final Octets EMPTY = new Octets(new byte[0], 0, 0, 0);

    private final byte[] array;
    private final int start;
    private final int length;
    private final int offset;

    private Octets(byte[] array, int start, int length, int offset) {
        this.array = array;
        this.start = start;
        this.length = length;
        this.offset = offset;
    }

    /// The whole array as a frame of its own.
    public static Octets of(byte[] frame) {
        return new Octets(frame, 0, frame.length, 0);
    }

    /// A part of an array as a frame of its own: its offsets begin at 0.
    public static Octets of(byte[] array, int start, int length) {
        Objects.checkFromIndexSize(start, length, array.length);
        return new Octets(array, start, length, 0);
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /// Where in the frame the first byte lies.
    public int offset() {
        return offset;
    }

    public int u8(int index) {
        return array[start + Objects.checkIndex(index, length)] & 0xff;
    }

    public int u16(int index) {
        Objects.checkFromIndexSize(index, 2, length);
        return (array[start + index] & 0xff) << 8 | (array[start + index + 1] & 0xff);
    }

    public long u32(int index) {
        return (long) u16(index) << 16 | u16(index + 2);
    }

    public Octets slice(int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        return new Octets(array, start + from, count, offset + from);
    }

    /// From an index to the end.
    public Octets from(int index) {
        return slice(index, length - index);
    }

    /// At most the first `count` bytes.
    public Octets first(int count) {
        return slice(0, Math.min(count, length));
    }

    /// The array that holds the bytes, for [PacketScan], which must not copy them.
    byte[] array() {
        return array;
    }

    /// Where in the array the first byte lies.
    int start() {
        return start;
    }

    InetAddress address(int index, int size) {
        byte[] bytes = slice(index, size).toArray();
        try {
            // InetAddress.getByAddress would turn an IPv4-mapped address into an IPv4 one, which is not what the packet
            // says
            return size == 16 ? Inet6Address.getByAddress(null, bytes, -1) : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    public byte[] toArray() {
        return Arrays.copyOfRange(array, start, start + length);
    }

    /// Copies all bytes into an array.
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, start, target, at, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that
                && Arrays.equals(array, start, start + length, that.array, that.start, that.start + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = start; i < start + length; i++) hash = 31 * hash + array[i];
        return hash;
    }

    /// The bytes in hexadecimal, abbreviated after 64.
    @Override
    public String toString() {
        String hex = HexFormat.of().formatHex(array, start, start + Math.min(length, 64));
        return length > 64 ? hex + "… (" + length + " bytes)" : hex;
    }
}
