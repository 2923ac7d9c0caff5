package org.wirelab.trace;

/// A packet with a share of its sender's byte stream: the other half of [Carried].
public interface Carrier extends Frame {

    /// Who sent it: an endpoint as it stands in the [Conversation].
    String from();

    /// True when its sender's byte stream begins with it: then [#firstOctet()] is the number of the stream's octet
    /// 1.
    boolean beginsStream();

    /// The number of its first octet of data as its sender counts: from anywhere, and round a circle of 2^32.
    long firstOctet();

    /// How many octets of data it has.
    int length();
}
