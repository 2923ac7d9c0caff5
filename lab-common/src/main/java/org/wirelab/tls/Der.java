package org.wirelab.tls;

import java.math.BigInteger;
import java.util.List;

/// The few pieces of DER (X.690) that keys are wrapped in.
final class Der {

    private static final int LONG_FORM = 0x80;

    private Der() {}

    static Bytes sequence(Bytes... parts) {
        return tagged(0x30, Bytes.joined(List.of(parts)));
    }

    static Bytes integer(long value) {
        return integer(BigInteger.valueOf(value));
    }

    static Bytes integer(BigInteger value) {
        return tagged(0x02, Bytes.of(value.toByteArray()));
    }

    static Bytes octetString(Bytes content) {
        return tagged(0x04, content);
    }

    /// Of whole bytes: none of the last one's bits is unused.
    static Bytes bitString(Bytes content) {
        return tagged(0x03, Bytes.of(new byte[1]).plus(content));
    }

    /// @param hex the identifier's encoding, without tag and length
    static Bytes objectIdentifier(String hex) {
        return tagged(0x06, Bytes.parse(hex));
    }

    private static Bytes tagged(int tag, Bytes content) {
        return Bytes.of(new byte[] {(byte) tag}).plus(length(content.length())).plus(content);
    }

    private static Bytes length(int length) {
        if (length < LONG_FORM) {
            return Bytes.of(new byte[] {(byte) length});
        }
        Bytes digits = Bytes.of(BigInteger.valueOf(length).toByteArray());
        Bytes bare = digits.at(0) == 0 ? digits.slice(1, digits.length()) : digits;
        return Bytes.of(new byte[] {(byte) (LONG_FORM | bare.length())}).plus(bare);
    }
}
