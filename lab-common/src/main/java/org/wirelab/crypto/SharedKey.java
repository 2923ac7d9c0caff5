package org.wirelab.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wirelab.trace.Recorder;

/// One key that Alice, Bob and Carol share, and what becomes of it: every holder reads and writes in everybody's
/// name, and whoever comes by it later opens what was recorded before.
public final class SharedKey {

    private static final String ALICE = "alice";
    private static final String BOB = "bob";
    private static final String CAROL = "carol";
    private static final String MALLORY = "mallory";
    private static final int KEY_BYTES = 16;
    private static final String CIPHER = "AES-128-GCM";
    private static final String FORGED = "Send the money to Carol. Alice";

    private final Recorder recorder;
    private final SecureRandom random;

    public SharedKey(Recorder recorder, SecureRandom random) {
        this.recorder = recorder;
        this.random = random;
    }

    /// Plays it with this message from Alice to Bob.
    public void share(String message) throws GeneralSecurityException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        recorder.record(new ShownValue(
                ALICE,
                "shared key",
                Sealing.hex(key),
                KEY_BYTES + " random bytes, which alice, bob and carol hold, and mallory does not"));
        byte[] plaintext = message.getBytes(StandardCharsets.UTF_8);
        Sealing letter = send(ALICE, ALICE, plaintext, key);
        open(BOB, Opened.Attempt.RECEIVER, letter, key, plaintext);
        open(MALLORY, Opened.Attempt.OTHER_KEY, letter, withOneBitFlipped(key), plaintext);

        open(CAROL, Opened.Attempt.THIRD_HOLDER, letter, key, plaintext);
        byte[] forged = FORGED.getBytes(StandardCharsets.UTF_8);
        Sealing forgery = send(CAROL, ALICE, forged, key);
        open(BOB, Opened.Attempt.FORGERY, forgery, key, forged);

        // what mallory recorded above waits for the day on which anybody loses the key
        open(MALLORY, Opened.Attempt.LEAKED_KEY, letter, key, plaintext);
        recorder.record(KeysNeeded.ofUsualParties());
    }

    private Sealing send(String from, String claims, byte[] message, byte[] key) throws GeneralSecurityException {
        Sealing sealing = Sealing.of(message, key, random);
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("nonce", Sealing.hex(sealing.nonce()));
        parts.put("ciphertext", Sealing.hex(sealing.ciphertext()));
        recorder.record(new Sent(from, BOB, "encrypted message", claims, Family.SYMMETRIC, Sealing.hash(key), parts));
        return sealing;
    }

    private void open(String party, Opened.Attempt attempt, Sealing sealing, byte[] key, byte[] message) {
        Opening opening = new Opening(party, attempt, Family.SYMMETRIC, CIPHER, key, Sealing.hash(message));
        recorder.record(opening.by(() -> sealing.open(key)));
    }

    /// The nearest key that there is.
    private static byte[] withOneBitFlipped(byte[] key) {
        byte[] other = key.clone();
        other[KEY_BYTES - 1] ^= 1;
        return other;
    }
}
