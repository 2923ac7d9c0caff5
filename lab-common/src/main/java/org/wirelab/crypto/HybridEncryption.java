package org.wirelab.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wirelab.trace.Recorder;

/// Public-key and symmetric encryption combined, step by step and with every value: Alice encrypts the message with
/// a key that she draws for it, and that key with Bob's public key.
///
/// RSA carries no more than a few hundred bytes and is slow; the symmetric cipher carries everything and is fast,
/// but both must hold its key. Each does what it can.
public final class HybridEncryption {

    private static final String ALICE = "alice";
    private static final String BOB = "bob";
    private static final String MALLORY = "mallory";
    private static final int KEY_BYTES = 32;

    private final Recorder recorder;
    private final SecureRandom random;

    public HybridEncryption(Recorder recorder, SecureRandom random) {
        this.recorder = recorder;
        this.random = random;
    }

    /// Sends the message from Alice to Bob. Mallory has it too, and tries with a key of his own.
    ///
    /// @param bob whose message it is to be
    /// @param mallory a key pair of the same size
    public void send(String message, KeyPair bob, KeyPair mallory) throws GeneralSecurityException {
        byte[] plaintext = message.getBytes(StandardCharsets.UTF_8);
        RSAPublicKey publicKey = (RSAPublicKey) bob.getPublic();
        String rsa = "RSA-" + publicKey.getModulus().bitLength();
        show(
                BOB,
                "public key",
                magnitude(publicKey.getModulus()),
                "n of " + rsa + ", with e = " + publicKey.getPublicExponent() + "; n = "
                        + KeySizes.scientific(publicKey.getModulus()));
        show(ALICE, "message", plaintext, "\"" + message + "\" in UTF-8");

        byte[] sessionKey = new byte[KEY_BYTES];
        random.nextBytes(sessionKey);
        show(ALICE, "session key", sessionKey, KEY_BYTES + " random bytes, for this message alone");
        Sealing sealing = Sealing.of(plaintext, sessionKey, random);
        show(ALICE, "nonce", sealing.nonce(), Sealing.NONCE_BYTES + " random bytes");
        show(
                ALICE,
                "encrypted message",
                sealing.ciphertext(),
                "AES-256-GCM(session key, nonce, message), with a tag of " + Sealing.TAG_BYTES + " bytes");
        byte[] encryptedKey = new Rsa(bob, RsaCapacity.Padding.OAEP, random).encrypt(sessionKey);
        show(ALICE, "encrypted key", encryptedKey, "RSAES-OAEP(public key of bob, session key)");

        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("encrypted key", Sealing.hex(encryptedKey));
        parts.put("nonce", Sealing.hex(sealing.nonce()));
        parts.put("ciphertext", Sealing.hex(sealing.ciphertext()));
        recorder.record(new Sent(
                ALICE, BOB, "hybrid message", ALICE, Family.PUBLIC_KEY, Sealing.hash(publicKey.getEncoded()), parts));

        String sentHash = Sealing.hash(plaintext);
        open(BOB, Opened.Attempt.RECEIVER, bob, rsa, encryptedKey, sealing, sentHash);
        open(MALLORY, Opened.Attempt.OTHER_KEY, mallory, rsa, encryptedKey, sealing, sentHash);
    }

    /// The way back: the private key opens the session key, the session key the message.
    private void open(
            String party,
            Opened.Attempt attempt,
            KeyPair keys,
            String rsa,
            byte[] encryptedKey,
            Sealing sealing,
            String sentHash)
            throws GeneralSecurityException {
        Opening opening = new Opening(
                party,
                attempt,
                Family.PUBLIC_KEY,
                rsa + " OAEP, AES-256-GCM",
                keys.getPublic().getEncoded(),
                sentHash);
        Rsa decryption = new Rsa(keys, RsaCapacity.Padding.OAEP, random);
        recorder.record(opening.by(() -> {
            byte[] sessionKey = decryption.decrypt(encryptedKey);
            show(party, "session key", sessionKey, "RSAES-OAEP decryption with the private key of " + party);
            return sealing.open(sessionKey);
        }));
    }

    /// Without the byte that two's complement would put before it.
    private static byte[] magnitude(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private void show(String party, String name, byte[] value, String formula) {
        recorder.record(new ShownValue(party, name, Sealing.hex(value), formula));
    }
}
