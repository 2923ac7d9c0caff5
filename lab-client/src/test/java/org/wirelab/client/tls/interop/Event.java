package org.wirelab.client.tls.interop;

/// What happens in a handshake, or after it, beside the exchange of keys.
enum Event {
    /// Nothing.
    NONE,
    /// Nobody is told anything: both sides come with what they offer by themselves.
    AS_THEY_COME,
    /// The lab speaks the extensions of TLS 1.2 that came later, and the peer is told not to.
    DECLINED,
    /// The server demands a certificate of the client (RFC 5246 §7.4.4, RFC 8446 §4.3.2).
    CLIENT_CERTIFICATE,
    /// A second connection resumes the session of the first one by its id (RFC 5246 §7.3).
    SESSION_ID,
    /// A second connection resumes the session of the first one by a ticket (RFC 5077, RFC 8446 §4.6.1).
    TICKET,
    /// The server asks for a share of another group (RFC 8446 §4.1.4).
    HELLO_RETRY,
    /// A key that both sides have from elsewhere (RFC 8446 §2.2).
    EXTERNAL_KEY,
    /// The client goes on under its next keys and has the server do the same (RFC 8446 §4.6.3).
    KEY_UPDATE,
    /// Both sides agree on a protocol of the application (RFC 7301).
    ALPN,
    /// The server has two certificates and shows the one for the name that is called (RFC 6066 §3).
    SERVER_NAME,
    /// The server staples an OCSP response (RFC 6066 §8, RFC 8446 §4.4.2.1).
    STAPLED_STATUS;

    /// How many connections it takes.
    int connections() {
        return this == SESSION_ID || this == TICKET ? 2 : 1;
    }
}
