package org.wirelab.tls;

import java.time.Duration;
import org.bouncycastle.tls.SessionParameters;

/// A session that has been, and what a client needs to resume it without another key exchange.
public sealed interface EarlierSession {

    /// The suite that it was under, and will be under again.
    CipherSuite suite();

    /// The same session, so long after its ticket came. A server refuses a ticket whose age makes no sense.
    default EarlierSession aged(Duration age) {
        return this;
    }

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
    ///
    /// @param ageAdd the server's number that hides the ticket's age from others (`ticket_age_add`)
    /// @param age how old the ticket is when it is used
    record Tls13(CipherSuite suite, PreSharedKey key, int ageAdd, Duration age) implements EarlierSession {

        @Override
        public EarlierSession aged(Duration longer) {
            return new Tls13(suite, key, ageAdd, longer);
        }

        /// RFC 8446 §4.2.11.1: the age in milliseconds, plus the server's number, modulo 2^32.
        int obfuscatedAge() {
            return (int) age.toMillis() + ageAdd;
        }

        @Override
        public String toString() {
            return "TLS 1.3 session, " + suite;
        }
    }
}
