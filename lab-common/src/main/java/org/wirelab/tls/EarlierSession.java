package org.wirelab.tls;

import org.bouncycastle.tls.SessionParameters;

/// A session that has been, and what a client needs to resume it without another key exchange.
public sealed interface EarlierSession {

    /// The suite that it was under, and will be under again.
    CipherSuite suite();

    /// TLS 1.2: the master secret is kept, and found by the session's id (RFC 5246 §7.3) or by the server's ticket
    /// (RFC 5077).
    ///
    /// @param id the session's id; the client's own where there is a ticket
    /// @param ticket the server's, empty where it gave none
    record Tls12(CipherSuite suite, Bytes id, Bytes ticket, SessionParameters parameters) implements EarlierSession {

        /// Without the master secret: this may be shown.
        @Override
        public String toString() {
            return "TLS 1.2 session " + id + ", " + suite;
        }
    }

    /// TLS 1.3: a key made of the resumption secret and the ticket's nonce (RFC 8446 §4.6.1).
    record Tls13(CipherSuite suite, PreSharedKey key) implements EarlierSession {
        @Override
        public String toString() {
            return "TLS 1.3 session, " + suite;
        }
    }
}
