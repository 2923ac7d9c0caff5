package org.wirelab.tls;

import java.io.IOException;

/// What an end does otherwise than the standard says, so that the other end can be watched noticing it.
///
/// Each method is asked at the one place where it can be done; what it gives back is what is sent, and told.
public interface Misbehaviour {

    /// An end that does nothing of the kind.
    Misbehaviour HONEST = new Misbehaviour() {};

    /// A handshake message as it is sent, before keys protect it. This end's own transcript has the honest one.
    ///
    /// @param message type, length and body
    /// @return a message of the same length
    default Bytes handshakeMessage(Bytes message) {
        return message;
    }

    /// A client's pre-master secret as it is encrypted (RFC 5246 §7.4.7.1).
    ///
    /// @param honest what encrypts as the standard says
    default KeyTransport keyTransport(Bytes secret, Encryption honest) throws IOException {
        return new KeyTransport(secret, honest.encrypted(secret));
    }

    /// RSAES-PKCS1-v1_5 with the server's public key.
    interface Encryption {
        Bytes encrypted(Bytes secret) throws IOException;
    }

    /// What comes of a pre-master secret.
    ///
    /// @param secret what this end goes on with, 48 bytes
    /// @param encrypted what it sends
    record KeyTransport(Bytes secret, Bytes encrypted) {}
}
