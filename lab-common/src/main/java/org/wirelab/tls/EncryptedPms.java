package org.wirelab.tls;

import java.math.BigInteger;

/// An EncryptedPreMasterSecret as it may be given to the private key.
final class EncryptedPms {

    private EncryptedPms() {}

    /// The ciphertext itself, or, when it is none (RFC 8017 §7.2.2 step 1: another length than the modulus;
    /// §5.1.2: a number beyond it), one whose padding is wrong.
    ///
    /// RFC 5246 §7.4.7.1: the server is not to say what was wrong with it, neither by an alert nor by leaving
    /// out the work. So each fault takes the same way as wrong padding: through the private key, to a random
    /// secret, and to a Finished that cannot be opened.
    ///
    /// Zero is a number in range, but no blinding hides it: its power is known without computing it, which took a
    /// thirtieth of the time (docs/reference/tls-server-safety.md).
    ///
    /// What is given instead is the modulus less one: its exponents are odd, so it decrypts to itself, and that
    /// does not begin with 00 02.
    static byte[] forDecryption(byte[] ciphertext, BigInteger modulus) {
        int length = (modulus.bitLength() + 7) / 8;
        BigInteger representative = new BigInteger(1, ciphertext);
        boolean wellFormed =
                ciphertext.length == length && representative.signum() > 0 && representative.compareTo(modulus) < 0;
        return wellFormed ? ciphertext : fixed(modulus.subtract(BigInteger.ONE), length);
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] fixed = new byte[length];
        byte[] octets = number.toByteArray();
        int from = Math.max(0, octets.length - length);
        System.arraycopy(octets, from, fixed, length - (octets.length - from), octets.length - from);
        return fixed;
    }
}
