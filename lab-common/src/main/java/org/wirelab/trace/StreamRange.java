package org.wirelab.trace;

/// A stretch of the byte stream that one end of a conversation sends.
///
/// Octets count from 1, the first octet of data, as the relative sequence numbers of Wireshark do.
///
/// @param first number of its first octet
/// @param last number of its last octet, this one included
public record StreamRange(long first, long last) {

    public StreamRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("no stretch of a byte stream: " + first + " to " + last);
        }
    }
}
