package org.wirelab.dns.fault;

import java.time.Duration;

/// A message that a server sends, and when.
///
/// @param message its octets, without the length field of TCP
/// @param after how long after the query came, not negative
/// @param drip over TCP, the pause after each octet, the length field's two included; zero to send all at once
public record Delivery(byte[] message, Duration after, Duration drip) {

    /// All at once and at once.
    public static Delivery now(byte[] message) {
        return new Delivery(message, Duration.ZERO, Duration.ZERO);
    }

    /// Another message at the same time.
    Delivery with(byte[] other) {
        return new Delivery(other, after, drip);
    }

    Delivery later(Duration by) {
        return new Delivery(message, after.plus(by), drip);
    }

    Delivery dripping(Duration pause) {
        return new Delivery(message, after, pause);
    }
}
