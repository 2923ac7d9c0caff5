package org.wirelab.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/// RSA keys for tests, made once for all of them.
final class TestKeys {

    static final KeyPair SMALL = rsa(1024);
    static final KeyPair BOB = rsa(2048);
    static final KeyPair MALLORY = rsa(2048);

    private TestKeys() {}

    private static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
