package org.wirelab.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key schedule of TLS 1.2 written down a second time, with nothing but the JDK's `Mac` and `MessageDigest`.
///
/// It shares no code with the TLS library, so that a value which both arrive at was not merely repeated.
///
/// @param hash the hash of the PRF, `SHA-256` or `SHA-384`
public record KeySchedule(String hash) {

    /// RFC 5246 §8.1: the master secret always has 48 bytes.
    private static final int MASTER_SECRET_LENGTH = 48;

    /// RFC 5246 §7.4.9: verify_data has 12 bytes in every suite that does not say otherwise.
    private static final int VERIFY_DATA_LENGTH = 12;

    /// RFC 5246 §8.1: `PRF(pre_master_secret, "master secret", client_random + server_random)[0..47]`.
    public Bytes masterSecret(Bytes preMasterSecret, Bytes clientRandom, Bytes serverRandom) {
        return prf(preMasterSecret, "master secret", clientRandom.plus(serverRandom), MASTER_SECRET_LENGTH);
    }

    /// RFC 7627 §4: the hash of the transcript up to ClientKeyExchange takes the place of the nonces.
    public Bytes extendedMasterSecret(Bytes preMasterSecret, Bytes sessionHash) {
        return prf(preMasterSecret, "extended master secret", sessionHash, MASTER_SECRET_LENGTH);
    }

    /// RFC 5246 §6.3: `PRF(master_secret, "key expansion", server_random + client_random)`, as long as needed. The
    /// nonces stand in the other order here.
    public Bytes keyBlock(Bytes masterSecret, Bytes clientRandom, Bytes serverRandom, int length) {
        return prf(masterSecret, "key expansion", serverRandom.plus(clientRandom), length);
    }

    /// RFC 5246 §7.4.9: `PRF(master_secret, finished_label, Hash(handshake_messages))[0..11]`.
    public Bytes verifyData(Bytes masterSecret, String label, Bytes transcriptHash) {
        return prf(masterSecret, label, transcriptHash, VERIFY_DATA_LENGTH);
    }

    /// The hash of these bytes.
    public Bytes digest(Bytes bytes) {
        try {
            return Bytes.of(MessageDigest.getInstance(hash).digest(bytes.toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + hash, e);
        }
    }

    /// RFC 5246 §5: `PRF(secret, label, seed) = P_hash(secret, label + seed)`.
    public Bytes prf(Bytes secret, String label, Bytes seed, int length) {
        Bytes labelled = Bytes.of(label.getBytes(StandardCharsets.US_ASCII)).plus(seed);
        String algorithm = "Hmac" + hash.replace("-", "");
        Bytes output = Bytes.EMPTY;
        // RFC 5246 §5: A(0) = seed, A(i) = HMAC(secret, A(i-1)); the output is HMAC(secret, A(i) + seed), i from 1.
        Bytes a = labelled;
        while (output.length() < length) {
            a = hmac(algorithm, secret, a);
            output = output.plus(hmac(algorithm, secret, a.plus(labelled)));
        }
        return output.slice(0, length);
    }

    /// RFC 2104: the keyed hash, by the JDK's name of the algorithm such as `HmacSHA256`.
    public static Bytes hmac(String algorithm, Bytes key, Bytes message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.toArray(), algorithm));
            return Bytes.of(mac.doFinal(message.toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot compute " + algorithm, e);
        }
    }
}
