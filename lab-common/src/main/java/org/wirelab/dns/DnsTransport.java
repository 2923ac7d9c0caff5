package org.wirelab.dns;

/// What carries a DNS message.
public enum DnsTransport {
    /// One message, one datagram.
    UDP,
    /// A stream in which each message follows its length of two bytes.
    TCP,
    /// The same stream inside TLS (RFC 7858). Only a resolver is asked so.
    TLS,
    /// An exchange of HTTP inside TLS (RFC 8484). Only a resolver is asked so.
    HTTPS;

    /// True for a datagram: only there a response may have to be cut.
    public boolean datagram() {
        return this == UDP;
    }

    /// True when nobody on the way can read the message.
    public boolean encrypted() {
        return this == TLS || this == HTTPS;
    }
}
