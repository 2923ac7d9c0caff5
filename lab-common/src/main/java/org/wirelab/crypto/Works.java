package org.wirelab.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// Everything that is measured, in the order of the charts: public-key operations first, then symmetric ones; where
/// both have one, Bouncy Castle's stands behind the JDK's.
public final class Works {

    /// What a symmetric cipher is given in one go where its speed matters: the longest record of TLS (RFC 8446
    /// §5.1).
    static final int BULK_BYTES = 16 * 1024;

    private Works() {}

    /// All operations.
    ///
    /// @param rsaKeys one for each size, ascending
    /// @throws GeneralSecurityException when this JDK lacks one of them
    public static List<Work.Item> all(List<KeyPair> rsaKeys, SecureRandom random) throws GeneralSecurityException {
        JdkWorks jdk = new JdkWorks(random);
        BouncyCastleWorks bouncyCastle = new BouncyCastleWorks(random);
        List<Work.Item> works = new ArrayList<>();
        for (KeyPair keys : rsaKeys) {
            works.addAll(jdk.rsa(keys));
            if (new Rsa(keys, RsaCapacity.Padding.OAEP, random).keyBits() == KeySizes.MINIMUM) {
                works.add(bouncyCastle.rsaDecryption(keys));
            }
        }
        works.addAll(jdk.ecdsa());
        works.add(jdk.agreement("EC", "secp256r1", "ECDH P-256"));
        works.add(jdk.agreement("XDH", "X25519", "X25519"));
        works.add(bouncyCastle.x25519());
        for (SymmetricCipher cipher : SymmetricCipher.values()) {
            works.addAll(jdk.symmetric(cipher, BULK_BYTES));
            if (cipher.keyBytes() == 16 || cipher == SymmetricCipher.CHACHA20_POLY1305) {
                works.add(bouncyCastle.encryption(cipher, BULK_BYTES));
            }
        }
        return works;
    }

    /// The few that the sentences of the notes are held against.
    ///
    /// @param rsaKeys of the smallest size that is allowed
    public static List<Work.Item> few(KeyPair rsaKeys, SecureRandom random) throws GeneralSecurityException {
        JdkWorks jdk = new JdkWorks(random);
        List<Work.Item> works = new ArrayList<>(jdk.rsa(rsaKeys));
        works.addAll(jdk.symmetric(SymmetricCipher.AES_128_GCM, BULK_BYTES));
        return works;
    }

    /// What one operation carries, for each of these keys with each padding.
    public static List<RsaCapacity> capacities(List<KeyPair> rsaKeys, SecureRandom random)
            throws GeneralSecurityException {
        List<RsaCapacity> capacities = new ArrayList<>();
        for (KeyPair keys : rsaKeys) {
            for (RsaCapacity.Padding padding : RsaCapacity.Padding.values()) {
                capacities.add(CapacityProbe.of(new Rsa(keys, padding, random)));
            }
        }
        return capacities;
    }
}
