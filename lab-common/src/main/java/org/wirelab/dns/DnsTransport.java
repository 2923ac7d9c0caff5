package org.wirelab.dns;

/// What carries a DNS message.
public enum DnsTransport {
    /// One message, one datagram.
    UDP,
    /// A stream in which each message follows its length of two bytes.
    TCP
}
