package org.wirelab.dns.fault;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;

/// One way in which a name server misbehaves. Pure: what is sent instead, or what becomes of the right response.
public sealed interface Fault permits Fault.Substitute, Fault.Distortion {

    /// What is sent in the right response's place.
    sealed interface Substitute extends Fault {}

    /// What becomes of the right response.
    sealed interface Distortion extends Fault {}

    /// Says REFUSED to everything, as a server does that was never told of the zone.
    record Refuse() implements Substitute {}

    /// Says SERVFAIL to everything, as a server does that cannot load the zone.
    record ServFail() implements Substitute {}

    /// Says NOTAUTH to everything (RFC 2136 §2.2 has the code).
    record NotAuth() implements Substitute {}

    /// Says nothing.
    ///
    /// @param transports on which it is silent
    record Silent(List<org.wirelab.dns.DnsTransport> transports) implements Substitute {
        public Silent {
            transports = List.copyOf(transports);
        }
    }

    /// Says over UDP that the answer does not fit, whatever its size.
    record AlwaysTruncated() implements Substitute {}

    /// Does not know EDNS and says FORMERR to a query with an OPT record (RFC 6891 §7).
    record FormErrToEdns() implements Substitute {}

    /// Drops a query with an OPT record, as a bad firewall before it does.
    record DropEdns() implements Substitute {}

    /// Refers to the root, whoever asks for what: an upward referral.
    record Upward() implements Substitute {}

    /// Answers without AA and with RA clear, as a server does that answers from somewhere else than its zone.
    record WithoutAuthority() implements Distortion {}

    /// Sends a forged response ahead of the right one: another id, another address.
    record ForgedIdFirst() implements Distortion {}

    /// Sends a forged response ahead of the right one: the right id, but about another question.
    record ForgedQuestionFirst() implements Distortion {}

    /// Adds octets behind the end of the message.
    ///
    /// @param octets how many, at least 1
    record Trailing(int octets) implements Distortion {}

    /// Sends over TCP octet by octet.
    ///
    /// @param pause between octets
    record Drip(Duration pause) implements Distortion {}

    /// Loses responses at random, over UDP.
    ///
    /// @param share from 0 to 1
    record Loss(double share) implements Distortion {}

    /// Gives this address in the place of every IPv4 address of the answer.
    record Lie(Inet4Address address) implements Distortion {}
}
