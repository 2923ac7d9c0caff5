package org.wirelab.tls;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.tls.crypto.CryptoHashAlgorithm;
import org.bouncycastle.tls.crypto.TlsSecret;

/// Tickets of TLS 1.3 (RFC 8446 §4.6.1): what a server gives so that a later handshake can begin with a key.
///
/// Bouncy Castle passes them over; here they are read, made, and turned into the key that they stand for.
final class Tickets {

    private static final int NEW_SESSION_TICKET = 4;
    private static final int HEADER = 4;
    private static final int TICKET_LENGTH = 32;

    private final RecordingTlsCrypto crypto;
    private final HandshakeWitness witness;

    Tickets(RecordingTlsCrypto crypto) {
        this.crypto = crypto;
        this.witness = crypto.witness();
    }

    /// The session that a received ticket stands for; empty for a message that is none or cannot be read.
    Optional<EarlierSession> received(Bytes message) {
        if (message.at(0) != NEW_SESSION_TICKET || !witness.secrets().modern()) {
            return Optional.empty();
        }
        try {
            FieldReader body = new FieldReader(message, HEADER);
            body.bytes(4); // ticket_lifetime
            int ageAdd = body.number(4);
            Bytes nonce = body.vector(1).rest();
            Bytes ticket = body.vector(2).rest();
            return Optional.of(
                    new EarlierSession.Tls13(witness.secrets().suite(), key(ticket, nonce), ageAdd, Duration.ZERO));
        } catch (FieldReader.TooShort _) {
            return Optional.empty();
        }
    }

    /// A fresh ticket, kept in the store: the whole handshake message.
    byte[] issue(SessionStore store) {
        Bytes ticket = random(TICKET_LENGTH);
        Bytes nonce = random(1);
        store.keep(key(ticket, nonce));
        ByteBuffer body = ByteBuffer.allocate(4 + 4 + 1 + nonce.length() + 2 + ticket.length() + 2);
        body.putInt((int) SessionStore.LIFETIME.toSeconds());
        body.put(random(4).toArray()); // ticket_age_add
        body.put((byte) nonce.length()).put(nonce.toArray());
        body.putShort((short) ticket.length()).put(ticket.toArray());
        body.putShort((short) 0); // no extensions: no early data
        ByteBuffer message = ByteBuffer.allocate(HEADER + body.capacity());
        message.putInt(NEW_SESSION_TICKET << 24 | body.capacity()).put(body.array());
        return message.array();
    }

    /// RFC 8446 §4.6.1: `HKDF-Expand-Label(resumption_master_secret, "resumption", ticket_nonce, Hash.length)`.
    private PreSharedKey key(Bytes ticket, Bytes nonce) {
        TlsSecret resumption = expand(
                new RecordingSecret(
                        crypto,
                        "master_secret",
                        witness.secrets().tls13().value("master_secret").toArray()),
                "res master",
                hash().digest(witness.transcript()
                        .soFar()
                        .throughFinished(true, hash())
                        .bytes()));
        Bytes key = Bytes.of(expand(resumption, "resumption", nonce).extract());
        return new PreSharedKey(ticket, key, hash().hash(), true);
    }

    private TlsSecret expand(TlsSecret secret, String label, Bytes context) {
        int algorithm = hash().hash().equals("SHA-384") ? CryptoHashAlgorithm.sha384 : CryptoHashAlgorithm.sha256;
        int length = hash().length();
        return secret.hkdfExpand(
                algorithm, Hkdf.hkdfLabel(label, context, length).toArray(), length);
    }

    private Hkdf hash() {
        return witness.secrets().hkdf();
    }

    private Bytes random(int length) {
        byte[] bytes = new byte[length];
        crypto.getSecureRandom().nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
