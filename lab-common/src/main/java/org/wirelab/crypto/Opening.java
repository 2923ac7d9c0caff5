package org.wirelab.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/// An attempt to open a message: whatever comes of it is an observation.
///
/// @param key what is hashed so that keys can be told apart: a shared key itself, or the public half of a pair
/// @param sentHash SHA-256 of the message that was encrypted
record Opening(String party, Opened.Attempt attempt, Family family, String cipher, byte[] key, String sentHash) {

    /// How it is opened.
    interface Way {
        byte[] open() throws GeneralSecurityException;
    }

    Opened by(Way way) {
        byte[] message;
        try {
            message = way.open();
        } catch (GeneralSecurityException e) {
            return new Opened(
                    party, attempt, family, cipher, Sealing.hash(key), false, sentHash, null, null, Refusals.words(e));
        }
        return new Opened(
                party,
                attempt,
                family,
                cipher,
                Sealing.hash(key),
                true,
                sentHash,
                Sealing.hash(message),
                new String(message, StandardCharsets.UTF_8),
                null);
    }
}
