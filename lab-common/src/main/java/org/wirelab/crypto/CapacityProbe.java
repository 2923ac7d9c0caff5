package org.wirelab.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;

/// Finds the longest message that an encryption takes, by trying: what is taken must open again, what is too long
/// must be refused.
final class CapacityProbe {

    private final Rsa rsa;
    private String refusal = "";
    private int tries;

    private CapacityProbe(Rsa rsa) {
        this.rsa = rsa;
    }

    /// What one operation carries.
    ///
    /// @throws GeneralSecurityException when nothing is taken, all is, or what was taken does not open again
    static RsaCapacity of(Rsa rsa) throws GeneralSecurityException {
        return new CapacityProbe(rsa).find();
    }

    /// A bisection: below `taken` all was taken, from `refused` on nothing.
    private RsaCapacity find() throws GeneralSecurityException {
        int modulusBytes = (rsa.keyBits() + 7) / 8;
        int taken = 0;
        int refused = modulusBytes + 1;
        if (!takes(taken) || takes(refused)) {
            throw new GeneralSecurityException("RSA-" + rsa.keyBits() + " takes nothing, or whatever is given");
        }
        while (refused - taken > 1) {
            int between = (taken + refused) >>> 1;
            if (takes(between)) {
                taken = between;
            } else {
                refused = between;
            }
        }
        takes(refused); // for its words
        return new RsaCapacity(
                rsa.keyBits(), rsa.padding(), rsa.implementation(), modulusBytes, taken, refused, refusal, tries);
    }

    private boolean takes(int length) throws GeneralSecurityException {
        tries++;
        byte[] message = new byte[length];
        Arrays.fill(message, (byte) 'm');
        Rsa cipher = rsa.afresh();
        byte[] ciphertext;
        try {
            ciphertext = cipher.encrypt(message);
        } catch (GeneralSecurityException e) {
            refusal = Refusals.words(e);
            return false;
        }
        if (!Arrays.equals(cipher.decrypt(ciphertext), message)) {
            throw new GeneralSecurityException(
                    "RSA-" + rsa.keyBits() + " opened another message of " + length + " bytes than was encrypted");
        }
        return true;
    }
}
