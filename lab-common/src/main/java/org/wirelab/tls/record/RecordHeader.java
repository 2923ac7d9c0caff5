package org.wirelab.tls.record;

import java.nio.ByteBuffer;
import org.wirelab.tls.Bytes;

/// The five bytes before each record (RFC 5246 §6.2.1): type, version, length of the fragment; never encrypted.
///
/// @param type the number of the content type, which TLS 1.3 always gives as application_data
/// @param version what stands on the wire, 0x0303 for TLS 1.2 and for TLS 1.3
/// @param length bytes of the fragment behind the header
public record RecordHeader(int type, int version, int length) {

    /// Bytes of a header.
    public static final int LENGTH = 5;

    /// RFC 5246 §6.2.1, RFC 8446 §B.1.
    public static final int CHANGE_CIPHER_SPEC = 20;

    public static final int ALERT = 21;
    public static final int HANDSHAKE = 22;
    public static final int APPLICATION_DATA = 23;

    /// RFC 5246 §6.2.3: no fragment is longer, whatever protects it.
    public static final int LONGEST_FRAGMENT = (1 << 14) + 2048;

    /// The header that begins here.
    ///
    /// @throws IndexOutOfBoundsException when fewer than five bytes are left
    public static RecordHeader at(byte[] bytes, int offset) {
        return new RecordHeader(bytes[offset] & 0xff, number(bytes, offset + 1), number(bytes, offset + 3));
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    /// True for a header that a TLS record of versions 1.0 to 1.3 can have.
    public boolean plausible() {
        return type >= CHANGE_CIPHER_SPEC
                && type <= APPLICATION_DATA
                && version >> 8 == 3
                && (version & 0xff) <= 4
                && length <= LONGEST_FRAGMENT;
    }

    /// The name of a content type, such as `application_data`.
    public static String typeName(int type) {
        return switch (type) {
            case CHANGE_CIPHER_SPEC -> "change_cipher_spec";
            case ALERT -> "alert";
            case HANDSHAKE -> "handshake";
            case APPLICATION_DATA -> "application_data";
            default -> "type " + type;
        };
    }

    /// The name of a version as it stands in a header, such as `TLS 1.2`.
    public static String versionName(int version) {
        return switch (version) {
            case 0x0300 -> "SSL 3.0";
            case 0x0301 -> "TLS 1.0";
            case 0x0302 -> "TLS 1.1";
            case 0x0303 -> "TLS 1.2";
            default -> "0x%04X".formatted(version);
        };
    }

    /// RFC 5246 §6.2.3.1 and §6.2.3.3: what stands before the content in a MAC's input, and what is the additional
    /// data of an AEAD cipher in TLS 1.2. The sequence number is nowhere on the wire.
    byte[] authenticated(long sequence, int contentLength) {
        return ByteBuffer.allocate(13)
                .putLong(sequence)
                .put((byte) type)
                .putShort((short) version)
                .putShort((short) contentLength)
                .array();
    }

    /// Notes itself as the part that comes first.
    void note(byte[] record, PartList parts, String text) {
        parts.wire("header", record, 0, LENGTH, text, typeName(type), versionName(version), String.valueOf(length));
    }

    /// The sequence number as 64 bits, in hexadecimal digits.
    static String digits(long sequence) {
        return Bytes.of(ByteBuffer.allocate(8).putLong(sequence).array()).toString();
    }
}
