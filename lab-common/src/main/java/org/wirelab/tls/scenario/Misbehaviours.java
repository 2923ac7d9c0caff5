package org.wirelab.tls.scenario;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.Misbehaviour;
import org.wirelab.trace.Recorder;

/// Ends that do what the standard forbids; each tells what it did.
public final class Misbehaviours {

    private static final int FINISHED = 20;

    /// RFC 5246 §7.4.7.1: how an encryption block begins, and where its padding ends.
    private static final int ENCRYPTION_BLOCK = 2;

    private static final int SIGNATURE_BLOCK = 1;

    private Misbehaviours() {}

    /// Flips the last bit of its verify_data.
    ///
    /// @param towards the victim: the other end
    public static Misbehaviour flippedFinished(Role towards, Recorder tells) {
        return new Misbehaviour() {
            @Override
            public Bytes handshakeMessage(Bytes message) {
                if (message.at(0) != FINISHED) {
                    return message;
                }
                byte[] flipped = message.toArray();
                flipped[flipped.length - 1] ^= 1;
                Bytes sent = Bytes.of(flipped);
                tells.record(new Interference.Misbehaved(
                        towards, "verify_data", message.slice(4, message.length()), sent.slice(4, sent.length())));
                return sent;
            }
        };
    }

    /// A client that encrypts its pre-master secret under the server's key in a block of the wrong type: `00
    /// 01` instead of `00 02`.
    public static Misbehaviour wrongPadding(RSAPublicKey server, SecureRandom random, Recorder tells) {
        return new Misbehaviour() {
            @Override
            public KeyTransport keyTransport(Bytes secret, Encryption honest) {
                Bytes right = block(server, ENCRYPTION_BLOCK, secret, random);
                byte[] wrong = right.toArray();
                wrong[1] = SIGNATURE_BLOCK;
                tells.record(new Interference.Misbehaved(
                        Role.SERVER, "the padding of the pre-master secret", right, Bytes.of(wrong)));
                return new KeyTransport(secret, raw(server, wrong));
            }
        };
    }

    /// A client whose pre-master secret does not begin with the version that it offered.
    public static Misbehaviour wrongVersion(Recorder tells) {
        return new Misbehaviour() {
            @Override
            public KeyTransport keyTransport(Bytes secret, Encryption honest) throws IOException {
                byte[] wrong = secret.toArray();
                wrong[1] ^= 1; // 03 03 becomes 03 02: TLS 1.1
                Bytes sent = Bytes.of(wrong);
                tells.record(
                        new Interference.Misbehaved(Role.SERVER, "the version in the pre-master secret", secret, sent));
                return new KeyTransport(sent, honest.encrypted(sent));
            }
        };
    }

    /// A client that sends a pre-master secret without a fault and goes on with another one: who has taken a
    /// ciphertext from somebody else's connection does not know what is in it.
    public static Misbehaviour unknownSecret(SecureRandom random, Recorder tells) {
        return new Misbehaviour() {
            @Override
            public KeyTransport keyTransport(Bytes secret, Encryption honest) throws IOException {
                byte[] other = new byte[secret.length() - 2];
                random.nextBytes(other);
                Bytes sent = secret.slice(0, 2).plus(Bytes.of(other));
                tells.record(new Interference.Misbehaved(Role.SERVER, "another pre-master secret", secret, sent));
                return new KeyTransport(secret, honest.encrypted(sent));
            }
        };
    }

    /// RFC 8017 §7.2.1: `00 type`, octets other than zero, `00`, the message.
    private static Bytes block(RSAPublicKey key, int type, Bytes message, SecureRandom random) {
        byte[] block = new byte[(key.getModulus().bitLength() + 7) / 8];
        random.nextBytes(block);
        int end = block.length - message.length();
        block[0] = 0;
        block[1] = (byte) type;
        for (int i = 2; i < end - 1; i++) {
            while (block[i] == 0) {
                block[i] = (byte) random.nextInt();
            }
        }
        block[end - 1] = 0;
        System.arraycopy(message.toArray(), 0, block, end, message.length());
        return Bytes.of(block);
    }

    /// RSA itself (RFC 8017 §5.1.1): what the block says is not its business.
    private static Bytes raw(RSAPublicKey key, byte[] block) {
        byte[] power = new BigInteger(1, block)
                .modPow(key.getPublicExponent(), key.getModulus())
                .toByteArray();
        byte[] encrypted = new byte[block.length];
        int length = Math.min(power.length, encrypted.length);
        System.arraycopy(power, power.length - length, encrypted, encrypted.length - length, length);
        return Bytes.of(encrypted);
    }
}
